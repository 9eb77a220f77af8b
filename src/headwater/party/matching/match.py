"""Match queries against the parties of lists: candidates by name and identifier, scored and explained."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from headwater.errors import ArgumentError
from headwater.party.identifiers import warnings_of
from headwater.party.matching.alignment import Alignment, align
from headwater.party.matching.decisions import NONE
from headwater.party.matching.evidence import deductions
from headwater.party.matching.explain import Pair, deducted, name_features
from headwater.party.matching.features import features
from headwater.party.matching.judge import Judged, judge
from headwater.party.matching.names import eastern_readings, is_only_form, readings
from headwater.party.matching.party_index import BODY, CRAFT, EITHER, KINDS, PERSON, PartyIndex
from headwater.party.matching.queries import Query, query_of
from headwater.party.matching.reading import Reading
from headwater.party.matching.results import Candidate, Feature, MatchResult, MatchWarning
from headwater.party.matching.scoring import DEFAULT_THRESHOLD, WEAK_ALIAS, log_odds
from headwater.party.matching.similarity import Floats, Ints, Lexicon
from headwater.party.matching.table import NameTable
from headwater.party.matching.text import MAX_LENGTH

_BATCH: Final = 2048
_STATE_LENGTH: Final = 24
_LEAST_SCORE: Final = 0.25
"""Candidates that score less are not worth showing."""
_COMPATIBLE: Final[npt.NDArray[np.bool_]] = np.array(
    [
        [True, False, False, True],
        [False, True, False, True],
        [False, False, True, False],
        [True, True, False, True],
        [True, True, True, True],
    ]
)
"""Which kinds of query (rows; the last is unknown) go with which kinds of listed party (columns)."""
_UNKNOWN: Final = 4


@dataclass(frozen=True, slots=True)
class _Scored:
    """The pairs of one batch, by query then score."""

    query: Ints
    party: Ints
    name: Ints
    row: Ints
    odds: Floats
    pair: Ints
    lost: Floats
    values: Floats
    alignment: Alignment
    table: NameTable
    lexicon: Lexicon
    spelled: list[str]
    person: npt.NDArray[np.bool_]


def match(
    queries: Iterable[str | Mapping[str, Any] | Query],
    index: PartyIndex,
    *,
    threshold: float | None = None,
    limit: int = 5,
    decided: Mapping[str, str] = NONE,
) -> list[MatchResult]:
    """Return one result per query, in order: the listed parties it may stand for, best first.

    Args:
        queries: names, objects as docs/reference/match.md describes, or ``Query``.
        index: the lists to search.
        threshold: score from which a candidate is called a match; ``DEFAULT_THRESHOLD`` if None.
        limit: candidates per query at most.
        decided: state -> reason of the pairs that somebody decided are not the same; they are shown and are no match.

    Raises:
        ArgumentError: a query is unusable, or threshold or limit are out of range.
    """
    return list(iterate_matches(queries, index, threshold=threshold, limit=limit, decided=decided))


def iterate_matches(
    queries: Iterable[str | Mapping[str, Any] | Query],
    index: PartyIndex,
    *,
    threshold: float | None = None,
    limit: int = 5,
    decided: Mapping[str, str] = NONE,
) -> Iterator[MatchResult]:
    """Yield the results of ``match`` as they are found, so that any number of queries needs little memory."""
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    if not 0 <= least <= 1:
        raise ArgumentError(f"The threshold must be between 0 and 1, not {least}.", code="threshold")
    if limit < 1:
        raise ArgumentError(f"The limit must be 1 or more, not {limit}.", code="limit")
    stream = (query_of(given) for given in queries)
    while batch := list(islice(stream, _BATCH)):
        yield from _match_batch(batch, index, least, limit, decided=decided)


def best_matches(
    queries: Sequence[Query], index: PartyIndex, *, threshold: float | None = None, limit: int = 5
) -> list[MatchResult]:
    """Return the results of ``match`` with only those candidates that reach the threshold."""
    least = DEFAULT_THRESHOLD if threshold is None else threshold
    found: list[MatchResult] = []
    for start in range(0, len(queries), _BATCH):
        found.extend(_match_batch(queries[start : start + _BATCH], index, least, limit, least_shown=least))
    return found


def _match_batch(
    batch: Sequence[Query],
    index: PartyIndex,
    threshold: float,
    limit: int,
    *,
    least_shown: float = _LEAST_SCORE,
    decided: Mapping[str, str] = NONE,
) -> list[MatchResult]:
    scored = _score_names(batch, index)
    by_query: list[dict[int, tuple[int, float]]] = [{} for _ in batch]
    floor = float(np.log(least_shown / (1 - least_shown))) - 4.0 if 0 < least_shown < 1 else -30.0
    kept = np.flatnonzero(scored.odds > floor)
    for entry, query, party, odds in zip(
        kept.tolist(), scored.query[kept].tolist(), scored.party[kept].tolist(), scored.odds[kept].tolist(), strict=True
    ):
        by_query[query].setdefault(party, (entry, odds))
    return [
        MatchResult(
            query.given or {"name": query.names[0] if query.names else ""},
            _candidates(query, judge(query, named, index), index, scored, threshold, limit, least_shown, decided),
            _warnings(query),
        )
        for query, named in zip(batch, by_query, strict=True)
    ]


def _score_names(batch: Sequence[Query], index: PartyIndex) -> _Scored:
    found: list[Reading] = []
    owner: list[int] = []
    spelled: list[str] = []
    for position, query in enumerate(batch):
        for name in dict.fromkeys(query.names):
            if is_only_form(name, query.schema):
                continue
            usual = readings(name, query.schema)
            for reading in (*usual, *eastern_readings(usual)) if query.schema == "Person" else usual:
                found.append(reading)
                owner.append(position)
                spelled.append(name)
    lexicon = Lexicon()
    table = NameTable(found, lexicon, index.weigh)
    rows, names, syllables = index.candidates(found, table, lexicon)
    owners = np.array(owner, np.int64)
    kind = np.array([KINDS.get(query.schema, EITHER) if query.schema else _UNKNOWN for query in batch], np.int64)
    fits = _COMPATIBLE[kind[owners[rows]], index.kind[names]] if rows.size else np.zeros(0, np.bool_)
    rows, names, syllables = rows[fits], names[fits], syllables[fits]
    alignment = align(table, rows, lexicon.arrays(), index.index.table, names, index.index.arrays)
    values = features(alignment, table, rows, index.index.table, names, index.owner[names], syllables)
    listed = index.kind[names]
    asked = kind[owners[rows]] if rows.size else np.zeros(0, np.int64)
    person = (listed == PERSON) | ((listed == EITHER) & (asked != BODY) & (asked != CRAFT))
    penalty = table.penalty[rows] + index.index.table.penalty[names]
    lost = deductions(alignment, table, rows, index.index.table, names, person, listed == CRAFT)
    penalty = penalty + lost.sum(axis=1)
    odds = log_odds(values, person) - penalty + np.where(index.weak[names], np.float32(WEAK_ALIAS), np.float32(0))
    order = np.lexsort((names, -odds, owners[rows])) if rows.size else np.zeros(0, np.int64)
    return _Scored(
        query=owners[rows][order] if rows.size else np.zeros(0, np.int64),
        party=index.owner[names][order] if rows.size else np.zeros(0, np.int64),
        name=names[order],
        row=rows[order],
        odds=odds[order],
        pair=order,
        lost=lost[order],
        values=values,
        alignment=alignment,
        table=table,
        lexicon=lexicon,
        spelled=spelled,
        person=person[order],
    )


def _candidates(
    query: Query,
    judged: list[Judged],
    index: PartyIndex,
    scored: _Scored,
    threshold: float,
    limit: int,
    least_shown: float,
    decided: Mapping[str, str],
) -> tuple[Candidate, ...]:
    shown = sorted((one for one in judged if one.score >= least_shown), key=lambda one: (-one.score, one.party))[:limit]
    if not shown:
        return ()
    own = query.state
    return tuple(_candidate(one, index, scored, threshold, own, decided) for one in shown)


def _candidate(
    one: Judged, index: PartyIndex, scored: _Scored, threshold: float, own: str, decided: Mapping[str, str]
) -> Candidate:
    party, party_list = index.parties[one.party], index.list_of[one.party]
    reasons = list(one.features)
    matched, asked = (reasons[0].detail if reasons else ""), ""
    if one.entry is not None:
        name, row = int(scored.name[one.entry]), int(scored.row[one.entry])
        matched, asked = index.names[name].text, scored.spelled[row]
        pair = Pair(int(scored.pair[one.entry]), scored.values, scored.alignment, scored.table, row, index.index.table, name)
        kind = "person" if bool(scored.person[one.entry]) else "organisation"
        reasons += name_features(pair, kind=kind, weak=bool(index.weak[name]))
        reasons += deducted(scored.lost[one.entry])
    state = sha256(f"{own}|{index.state_of(one.party)}".encode(errors="surrogatepass")).hexdigest()[:_STATE_LENGTH]
    because = decided.get(state)
    if because is not None:
        reasons.append(Feature("decided", 0.0, 0.0, f"not the same, because {because}"))
    return Candidate(
        id=party.id,
        name=party.name,
        query_name=asked,
        matched_name=matched,
        score=one.score,
        match=one.score >= threshold and because is None,
        certainty=one.certainty,
        list=party.list,
        list_date=party_list.date,
        programs=party.programs,
        schema=party.schema,
        row=party.row,
        features=tuple(sorted(reasons, key=lambda feature: -abs(feature.weight))),
        state=state,
    )


def _warnings(query: Query) -> tuple[MatchWarning, ...]:
    found = []
    for name in query.names:
        if len(name) > MAX_LENGTH:
            found.append(
                MatchWarning("name-cut", f"The name has {len(name):,} characters; the first {MAX_LENGTH} were compared.")
            )
        usual = readings(name, query.schema)
        if is_only_form(name, query.schema):
            found.append(
                MatchWarning("only-form", "The name is a legal form and nothing else, so there is nobody to look for.")
            )
        elif not usual:
            found.append(MatchWarning("no-name", "The name holds no letter or digit, so there is nothing to compare."))
        elif sum(map(len, usual[0].words)) < 2:
            found.append(MatchWarning("short-name", "The name is a single letter; only the same name would be found."))
    country = query.countries[0] if query.countries else None
    for scheme, written in query.stated:
        found.extend(MatchWarning(about.code, about.text) for about in warnings_of(scheme, written, country))
    return tuple(found)

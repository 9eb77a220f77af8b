"""The 50 per cent rule, on cases of the published guidance and against an oracle that tries every completion."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import ArgumentError
from headwater.party.ownership import EU_50, UK_50, US_50, Holding, OwnershipRule, owned_by_listed, share_interval

X, Y = "listed X", "listed Y"


def _holdings(*rows: tuple[str, str, str | None]) -> list[Holding]:
    return [Holding(owner, owned, *share_interval(share)) for owner, owned, share in rows]


# Cases a to j follow the examples in OFAC's FAQ 401; the others are ours.
CASES: dict[str, tuple[list[tuple[str, str, str | None]], dict[str, str]]] = {
    "direct": ([(X, "A", "50%")], {"A": "owned"}),
    "just below": ([(X, "A", "49.99%")], {"A": "not owned"}),
    "a chain of halves": ([(X, "A", "50"), ("A", "B", "50")], {"A": "owned", "B": "owned"}),
    "two ways together": (
        [(X, "A", "50"), (X, "B", "50"), ("A", "C", "25"), ("B", "C", "25")],
        {"C": "owned"},
    ),
    "directly and through one it owns": ([(X, "A", "50"), (X, "C", "25"), ("A", "C", "25")], {"C": "owned"}),
    "through bodies that are not owned": (
        [(X, "A", "25"), (X, "B", "25"), ("A", "C", "50"), ("B", "C", "50")],
        {"A": "not owned", "B": "not owned", "C": "not owned"},
    ),
    "two listed together": ([(X, "A", "25"), (Y, "A", "25")], {"A": "owned"}),
    "two listed, one through another body": (
        [(X, "A", "50"), ("A", "B", "10"), (Y, "B", "40")],
        {"A": "owned", "B": "owned"},
    ),
    "a share that is not known": ([(X, "A", None)], {"A": "perhaps"}),
    "unknown, but little is left": ([(X, "A", None), ("Z", "A", "60%")], {"A": "not owned"}),
    "a band that reaches": ([(X, "A", "25-50%")], {"A": "perhaps"}),
    "bands that are enough together": ([(X, "A", "25-50%"), (Y, "A", "more than 25%")], {"A": "owned"}),
    "perhaps spreads": ([(X, "A", None), ("A", "B", "100%")], {"A": "perhaps", "B": "perhaps"}),
    "a circle nobody listed owns": ([("A", "B", "100"), ("B", "A", "100")], {"A": "not owned", "B": "not owned"}),
    "a circle that somebody listed owns": (
        [(X, "A", "50"), ("A", "B", "100"), ("B", "A", "50")],
        {"A": "owned", "B": "owned"},
    ),
    "a circle that would lift itself": ([(X, "A", "30"), ("A", "B", "60"), ("B", "A", "60")], {"A": "not owned"}),
    "holdings of one owner add up": ([(X, "A", "20"), (X, "A", "30")], {"A": "owned"}),
    "a body that owns itself": ([("A", "A", "60"), (X, "A", "40")], {"A": "not owned"}),
}


@pytest.mark.parametrize("case", CASES)
def test_the_rule_on_published_and_hard_cases(case: str) -> None:
    rows, expected = CASES[case]
    found = owned_by_listed(_holdings(*rows), {X, Y})
    assert {party: found[party].standing for party in expected} == expected


def test_the_answer_names_the_holdings_it_rests_on_and_the_interval() -> None:
    found = owned_by_listed(_holdings((X, "A", "30%"), (Y, "A", "10-30%"), ("Z", "A", "25%")), {X, Y})["A"]
    assert (found.standing, found.low, found.high) == ("perhaps", Fraction(2, 5), Fraction(3, 5))
    assert [holding.owner for holding in found.through] == [X, Y]


def test_a_register_that_adds_up_to_more_than_the_whole_is_called_so() -> None:
    found = owned_by_listed(_holdings((X, "A", "60"), ("Z", "A", "60")), {X})["A"]
    assert found.contradiction
    assert found.standing == "owned"


def test_rules_differ_on_the_half_itself_and_on_adding_up() -> None:
    half = _holdings((X, "A", "50"))
    together = _holdings((X, "A", "30"), (Y, "A", "30"))
    assert [owned_by_listed(half, {X}, rule=rule)["A"].standing for rule in (US_50, EU_50, UK_50)] == [
        "owned",
        "owned",
        "not owned",
    ]
    assert [owned_by_listed(together, {X, Y}, rule=rule)["A"].standing for rule in (US_50, UK_50)] == ["owned", "not owned"]


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("60%", "0.6", "0.6"),
        ("33,3 %", "0.333", "0.333"),
        ("25-50%", "0.25", "0.5"),
        ("more than 25% but not more than 50%", "0.25", "0.5"),
        ("ownership-of-shares-75-to-100-percent", "0.75", "1"),
        (">75%", "0.75", "1"),
        ("up to 10%", "0", "0.1"),
        ("", "0", "1"),
        (None, "0", "1"),
        ("minority", "0", "1"),
        ("1200 shares", "0", "1"),
    ],
)
def test_a_written_share_is_read_as_an_interval(written: str | None, low: str, high: str) -> None:
    assert share_interval(written) == (Fraction(low), Fraction(high))


def test_a_share_beyond_the_whole_is_refused() -> None:
    with pytest.raises(ArgumentError, match="between 0 and 1"):
        Holding("A", "B", Fraction(0), Fraction(3, 2))


# The oracle fills the intervals in every way on a grid of tenths and, for each, takes the smallest closed set of all sets.


def _closed_set(
    shares: Mapping[tuple[str, str], Fraction], listed: set[str], parties: list[str], rule: OwnershipRule
) -> set[str]:
    closed = []
    for extra in chain.from_iterable(combinations(parties, size) for size in range(len(parties) + 1)):
        blocked = listed | set(extra)
        held = {body: [share for (owner, of), share in shares.items() if of == body and owner in blocked] for body in parties}
        totals = {body: sum(own) if rule.aggregated else max(own, default=Fraction(0)) for body, own in held.items()}
        if all(body in blocked for body, total in totals.items() if rule.reached(Fraction(total))):
            closed.append(blocked)
    return set.intersection(*closed)


def _completions(holdings: list[Holding]) -> Iterator[dict[tuple[str, str], Fraction]]:
    grids = [
        [Fraction(tenth, 10) for tenth in range(int(holding.low * 10), int(holding.high * 10) + 1)] for holding in holdings
    ]
    for values in product(*grids):
        shares = {(holding.owner, holding.owned): value for holding, value in zip(holdings, values, strict=True)}
        bodies = {owned for _, owned in shares}
        if all(sum(share for (_, owned), share in shares.items() if owned == body) <= 1 for body in bodies):
            yield shares


@st.composite
def _registers(draw: st.DrawFn) -> list[Holding]:
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from([X, Y, "A", "B", "C", "Z"]), st.sampled_from(["A", "B", "C"])),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    holdings = []
    for owner, owned in pairs:
        low = draw(st.integers(0, 6))
        high = draw(st.integers(low, min(10, low + 4)))
        holdings.append(Holding(owner, owned, Fraction(low, 10), Fraction(high, 10)))
    return holdings


@settings(max_examples=60, deadline=None)
@given(_registers(), st.sampled_from([US_50, UK_50]))
def test_the_answer_is_that_of_trying_every_completion(holdings: list[Holding], rule: OwnershipRule) -> None:
    found = owned_by_listed(holdings, {X, Y}, rule=rule)
    if any(ownership.contradiction for ownership in found.values()):
        return
    bodies = [body for body in ("A", "B", "C") if body in found]
    outcomes: list[Collection[str]] = [_closed_set(shares, {X, Y}, bodies, rule) for shares in _completions(holdings)]
    for body in bodies:
        ways = [body in outcome for outcome in outcomes]
        expected = "owned" if all(ways) else "perhaps" if any(ways) else "not owned"
        assert found[body].standing == expected


@given(_registers())
def test_more_listed_parties_never_free_a_body(holdings: list[Holding]) -> None:
    order = ["not owned", "perhaps", "owned", "listed"]
    fewer, more = owned_by_listed(holdings, {X}), owned_by_listed(holdings, {X, Y})
    assert all(order.index(fewer[party].standing) <= order.index(more[party].standing) for party in fewer)

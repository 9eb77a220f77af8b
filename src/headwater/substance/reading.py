"""Read one text: which substances it names or numbers, where, and how sure that is.

The reader decides nothing about law. What it finds it keeps apart: numbers, names, misspellings, short names with several
meanings, names that belong to something else.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from headwater.substance import anions, articles
from headwater.substance.cas import CasMention, find_cas
from headwater.substance.identification import Caution, Certainty, How
from headwater.substance.ordinary import SHARED
from headwater.substance.register import Place, Register
from headwater.substance.scan import Mention, find_names
from headwater.substance.text import MOST_CHARACTERS, Folded, fold, key_of

_LONG_NAME: Final = 6
_AROUND: Final = 400
_CODE: Final = re.compile(r"[a-z]{1,3}[0-9]{2,6}[a-z]{0,2}")
_CHEMICAL: Final = re.compile(
    r"[0-9]|acid|(?:ine|ide|ate|ite|ol|one|ene|ane|yne|yl|al|ether|ester|amide|nitrile|oxide|ium|chloride|in|ose|ase)s?$|benz|phen|meth|eth|prop|chlor"
)

_MEDICINE: Final = re.compile(
    r"[0-9]\s?(?:m[cg]|ug|mcg|iu|ui|ie)\b|[0-9]\s?ml\b|(?<![a-z])(?:tab(?:s|let[a-z]*)?(?![a-z])|caps(?:ul[a-z]*)?(?![a-z])|kapsel|comprimid|gelule|pastill|pill|ampo|ampu|vial"
    r"|inject|inyec|injec|syrup|jarabe|sirop|drops?|gotas|gouttes|tropfen|suppos|patch|parche|pflaster|blister|medic|medik|drugs?(?![a-z])|pharm|farma|arznei|dose|dosis"
    r"|generic|api(?![a-z])|powder|polvo|pulver|poudre|crystal|substance|opioid|steroid|anabolic|sedative|benzo|veterinary|unlabel|strength|spansule|retard|forte(?![a-z]))"
    r"|药|片|胶囊|注射|针剂|粉"
)
_TRADED: Final = re.compile(
    r"\b(?:order|orders|shipment|supply|supplier|buy|price|wholesale|sale|offer|send|generic|brand|original|roche|pfizer|bayer|novartis|merck"
    r"|sigma|envio|pedido|compra|venta|precio|cas|precursor|chemical|lab(?:oratory)?|research|reference)\b|供应|出售|订单|现货"
)
_LOOKS_CHEMICAL: Final = re.compile(r"(?:ine|one|ide|ate|ol|yl|ane|ene|acid|amide|azole|azepam|azolam)s?$")
_A_WORD: Final = "a word of "
_NEUTRAL: Final = frozenset(
    {
        "white",
        "black",
        "blue",
        "red",
        "green",
        "yellow",
        "box",
        "boxes",
        "packs",
        "packed",
        "packets",
        "other",
        "goods",
        "parts",
        "pieces",
        "products",
        "form",
        "weight",
        "quantity",
        "value",
        "total",
        "net",
        "gross",
        "personal",
        "effects",
        "parcels",
    }
)
_FORMULA: Final = re.compile(r"(?=.*[0-9])(?:Ph|Me|Et|Ac|Bu|Pr|Bn|Cl|Br|Na|Mn|Mg|[CHNOSPKIF]|[0-9()\[\]])+")
"""A condensed formula: its letters mean nothing without their case, so that no name of an ordinary chemical is read in it."""
_MOST_ALIKE: Final = 20
ESTER: Final = "This names an ester of {0}, which is listed; some entries cover esters, so the text of the entry must be read."


@dataclass(frozen=True, slots=True)
class Found:
    """A substance found in a text.

    Attributes:
        substance_id: id in the register.
        how: what told it.
        certainty: ``exact`` or ``likely``.
        span: start and end in the text as written.
        form: salt, stereodescriptor or isotope said beside the name, or empty.
        aside: True where the name stands in brackets.
    """

    substance_id: str
    how: How
    certainty: Certainty
    span: tuple[int, int]
    form: str = ""
    aside: bool = False


@dataclass(slots=True)
class TextReading:
    """What one text says.

    Attributes:
        numbers: substances given by CAS number, in order.
        names: substances given by name, in order.
        unclear: readings of short names and of misspellings that fit several substances: (label, id or None), with the span.
        bad_numbers: what looks like a CAS number and fails: (as read, True where the word CAS stands before it).
        cautions: what to mind.
    """

    numbers: list[Found] = field(default_factory=list)
    names: list[Found] = field(default_factory=list)
    unclear: list[tuple[tuple[int, int], tuple[tuple[str, str | None], ...]]] = field(default_factory=list)
    bad_numbers: list[tuple[str, bool]] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the text names no substance and holds no number that looks like one."""
        return not (self.numbers or self.names or self.unclear or self.bad_numbers)


def read_text(text: str, register: Register) -> TextReading:
    """Return what a text says about substances of the register."""
    folded = fold(text)
    result = TextReading()
    if len(text) > MOST_CHARACTERS:
        result.cautions.append(
            Caution("text-too-long", f"Only the first {MOST_CHARACTERS:,} of {len(text):,} characters were read.")
        )
    numbers = find_cas(folded.text)
    for number in numbers:
        _read_number(number, folded, register, result)
    mentions = find_names(folded.text, register.lexicon, covered=[(number.start, number.end) for number in numbers])
    told = -1
    for mention in mentions:
        if mention.start < told:
            continue
        _read_mention(mention, text, folded, register, result)
        if mention.use == "part-of-name":
            # the acid of an ester is part of its name: "phenylpropionate" after a steroid is no chemical of its own
            told = mention.end + anions.ester_after(folded.text[mention.end : mention.end + 40])
    result.cautions = _gathered(result.cautions)
    return result


def _gathered(cautions: list[Caution]) -> list[Caution]:
    """Return the cautions with those of one code beyond a bound counted instead of repeated."""
    if len(cautions) <= _MOST_ALIKE:
        return cautions
    counts: Counter[str] = Counter()
    kept = []
    for caution in cautions:
        counts[caution.code] += 1
        if counts[caution.code] <= _MOST_ALIKE:
            kept.append(caution)
    return kept + [
        Caution(code, f"... and {count - _MOST_ALIKE:,} more like these.")
        for code, count in counts.items()
        if count > _MOST_ALIKE
    ]


def _read_number(number: CasMention, folded: Folded, register: Register, result: TextReading) -> None:
    span = folded.span(number.start, number.end)
    if number.state != "valid":
        result.bad_numbers.append((number.number, number.labelled))
    if number.state == "cut-off":
        text = f"CAS number {number.number} is cut off: its check digit is missing."
        result.cautions.append(Caution("cas-check-digit", text))
    elif number.state == "check-digit":
        text = f"CAS number {number.number} has a wrong check digit; no substance has it."
        result.cautions.append(Caution("cas-check-digit", text))
    elif (place := register.at_number(number.number)) is not None:
        if place.others:
            result.unclear.append((span, _readings_of(place, register)))
        else:
            result.numbers.append(Found(place.substance_id, "cas", "exact", span, place.form))
            _say_ester(place, register, result)
    else:
        text = f"CAS number {number.number} has a right check digit but is not in the tables: unknown here."
        result.cautions.append(Caution("cas-unknown", text))


def _read_mention(mention: Mention, written: str, folded: Folded, register: Register, result: TextReading) -> None:
    span = folded.span(mention.start, mention.end)
    if mention.use != "itself":
        if mention.how in {"name", "fuzzy-name"}:
            caution = _unmeant(mention, folded.text, register)
            result.cautions.append(caution)
            steroid = register.esterified(mention.key) if caution.code == "ester-of-listed" else None
            if steroid is not None:
                certainty: Certainty = "exact" if mention.how == "name" else "likely"
                result.names.append(Found(steroid, "name", certainty, span, "ester"))
        return
    if mention.how == "ordinary":
        if _FORMULA.fullmatch(written[span[0] : span[1]]):
            return
        in_trade = mention.key in register.lexicon.in_trade
        if in_trade or (mention.key not in register.lexicon.words.salt and _stands_as_chemical(mention, folded.text)):
            row = register.lexicon.ordinary[mention.key]
            if row == SHARED:
                steroid = register.esterified(anions.ester_of(mention.key, register.lexicon.names))
                if steroid is not None:
                    result.names.append(Found(steroid, "name", "exact", span, "ester"))
                    _say_ester(Place(steroid, is_ester=True), register, result)
                return
            place = register.at_row(row)
            if place.others:
                result.unclear.append((span, _readings_of(place, register)))
                return
            form = "" if key_of(place.form) == key_of(register.substance(place.substance_id).name) else place.form
            result.names.append(Found(place.substance_id, "name", "exact", span, form or mention.form))
            _say_ester(place, register, result)
        return
    if mention.key in register.lexicon.words.capitals and not _in_capitals(written, span):
        return
    if mention.how == "short-name":
        _read_short_name(mention, folded, register, result)
        return
    ids = dict.fromkeys(id_ for key in (mention.key, *mention.rivals) for id_ in register.lexicon.names[key])
    if len(ids) > 1:
        result.unclear.append((span, tuple((register.substance(id_).name, id_) for id_ in ids)))
        return
    if (
        _CODE.fullmatch(mention.key)
        and _is_among_words(mention, folded.text, register)
        and not _MEDICINE.search(_around(mention, folded.text))
    ):
        name = register.substance(next(iter(ids))).name
        result.unclear.append((span, ((name, next(iter(ids))), ("a model or article number", None))))
        return
    if _is_of_other_goods(mention, folded.text, register):
        name = register.substance(next(iter(ids))).name
        text = f"A name of {name} stands here among words of other goods; other goods go by it as well."
        result.cautions.append(Caution("brand-of-other-goods", text))
        return
    if _is_beside_the_unknown(mention, folded.text, register):
        name = register.substance(next(iter(ids))).name
        result.unclear.append((span, ((name, next(iter(ids))), ("another thing by that name or abbreviation", None))))
        return
    certainty = "exact" if mention.how == "name" else "likely"
    how: How = "name" if mention.how == "name" else "fuzzy-name"
    aside = folded.text[: mention.start].rstrip().endswith("(")
    result.names.append(Found(next(iter(ids)), how, certainty, span, mention.form, aside))


def _say_ester(place: Place, register: Register, result: TextReading) -> None:
    if place.is_ester:
        result.cautions.append(Caution("ester-of-listed", ESTER.format(register.substance(place.substance_id).name)))


def _around(mention: Mention, text: str) -> str:
    """Return the text beside a name; what stands far off in a long text does not bear on it."""
    return f"{text[max(0, mention.start - _AROUND) : mention.start]} {text[mention.end : mention.end + _AROUND]}"


def _readings_of(place: Place, register: Register) -> tuple[tuple[str, str | None], ...]:
    return tuple((register.substance(id_).name, id_) for id_ in (place.substance_id, *place.others))


def _stands_as_chemical(mention: Mention, text: str) -> bool:
    """Return whether the name of an ordinary chemical reads as one: it looks chemical, or the text is hardly more than it.

    Names such as "orange" or "speed" are found everywhere; they count only where they stand alone.
    """
    if mention.key.endswith("yl") or (len(mention.key) < _LONG_NAME and " " in text[mention.start : mention.end]):
        return False
    if len(mention.key) >= _LONG_NAME and _CHEMICAL.search(mention.key):
        return True
    around = _around(mention, text)
    return not any(word.isalpha() and len(word) > 2 for word in re.findall(r"[a-z]+|[\u3400-\u9fff]+", around))


def _is_among_words(mention: Mention, text: str, register: Register) -> bool:
    """Return whether words other than those of grade and packing stand around a name like a model number ("W-18")."""
    around = _around(mention, text)
    words = register.lexicon.words
    return any(word not in words.noise and word not in words.salt for word in re.findall(r"[a-z]{3,}", around))


def _is_of_other_goods(mention: Mention, text: str, register: Register) -> bool:
    """Return whether the words around a name that other goods go by as well are of goods, and none of medicine.

    Brands go by the words of the customs tariff; an abbreviation does where nothing is measured; a name that is a word of
    ordinary language does beside the noun of an article only.
    """
    lexicon = register.lexicon
    is_brand = mention.key in lexicon.brands
    is_code = mention.key in lexicon.codes
    if not (is_brand or is_code or mention.key in lexicon.words.homonym):
        return False
    around = _around(mention, text)
    if _MEDICINE.search(around) or (is_code and articles.is_measured(around)):
        return False
    words = lexicon.words
    nothing_said = words.noise | words.container | words.salt | words.stop | _NEUTRAL
    return any(
        (words.is_thing(word) or ((is_brand or is_code) and word in words.goods)) and word not in nothing_said
        for word in re.findall(r"[a-z]{3,}", around)
    )


def _is_beside_the_unknown(mention: Mention, text: str, register: Register) -> bool:
    """Return whether a brand or a short abbreviation stands among words that say neither medicine nor chemical nor amount."""
    lexicon = register.lexicon
    is_code = mention.key in lexicon.codes and mention.key.isalpha() and len(mention.key) < _LONG_NAME - 1
    if not (is_code or mention.key in lexicon.brands) or mention.form:
        return False
    around = _around(mention, text)
    if _MEDICINE.search(around) or articles.is_measured(around) or _TRADED.search(around):
        return False
    words = lexicon.words
    silent = words.noise | words.container | words.salt | words.stop | _NEUTRAL
    beside = [word for word in re.findall(r"[a-z]{3,}", around) if word not in silent]
    return bool(beside) and not any(word in lexicon.names or _LOOKS_CHEMICAL.search(word) for word in beside)


def _in_capitals(written: str, span: tuple[int, int]) -> bool:
    """Return whether a word stands out by its capitals: the text around it has others, or there is hardly any."""
    word, around = (
        written[span[0] : span[1]],
        written[max(0, span[0] - _AROUND) : span[0]] + written[span[1] : span[1] + _AROUND],
    )
    return word.isupper() and (not around.isupper() or len(around.split()) <= 1)


def _unmeant(mention: Mention, text: str, register: Register) -> Caution:
    name = register.substance(register.lexicon.names[mention.key][0]).name
    beside = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 40]
    if mention.use == "part-of-name" and anions.is_ester(*beside):
        return Caution("ester-of-listed", ESTER.format(name))
    if mention.use == "part-of-name":
        return Caution(
            "part-of-name", f"The name {name} stands inside the name of another substance; it is not meant by itself."
        )
    if mention.use == "article":
        return Caution("about-not-of", f"{name} is named as what an article is about or for; the article itself is not it.")
    return Caution("denied", f"The text says that {name} is absent or replaced.")


def _is_goods(words: list[str], register: Register) -> bool:
    known = register.lexicon.words
    return any(known.is_thing(word) or word in known.goods for word in words)


def _read_short_name(mention: Mention, folded: Folded, register: Register, result: TextReading) -> None:
    readings = register.lexicon.ambiguous[mention.key]
    around = _around(mention, folded.text)
    meant = [reading for reading in readings if any(word in around for word in reading.words)]
    span = folded.span(mention.start, mention.end)
    if len(meant) != 1 and any(reading.label.startswith(_A_WORD) for reading in readings):
        words = register.lexicon.words
        others = [word for word in re.findall(r"[a-z]{3,}", around) if word not in words.noise and word not in words.salt]
        if not others or _MEDICINE.search(around):
            meant = [reading for reading in readings if reading.substance_id is not None]
        else:
            meant = [reading for reading in readings if reading.substance_id is None and _is_goods(others, register)] or meant
    if len(meant) == 1:
        if meant[0].substance_id is not None:
            result.names.append(Found(meant[0].substance_id, "name", "likely", span, mention.form))
        return
    result.unclear.append((span, tuple((reading.label, reading.substance_id) for reading in readings)))

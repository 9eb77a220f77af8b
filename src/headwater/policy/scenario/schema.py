"""The tables of a scenario: every key with its kind, default, bounds and meaning. Documentation and checks are made from it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

OUTCOMES: Final = (
    "deaths",
    "deaths_involving",
    "users",
    "consumed",
    "price",
    "purity",
    "supply_by_good",
    "supply_by_origin",
    "supply_by_maker",
    "supply_by_mode",
    "supply_by_tier",
    "seized",
    "seizures",
    "lab_reports",
    "revenue",
    "active",
)
"""All outcomes; each has one key only, so that no cross of origin, tier and mode is ever written."""

LEVER_KINDS: Final = (
    "schedule",
    "licence",
    "mode_rule",
    "capacity",
    "sharing",
    "organisation",
    "finance",
    "demand",
    "shock",
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table.

    Attributes:
        kind: number, count, text, texts, flag, month or numbers (a table of path = factor).
        meaning: one line with the unit.
        default: what stands where the key is left out; ``...`` where it must be given.
        low: smallest number allowed.
        high: largest number allowed.
        choices: the texts allowed; empty where any is.
        of: the table whose ids the text (or texts) must name.
    """

    kind: str
    meaning: str
    default: Any = ...
    low: float = -math.inf
    high: float = math.inf
    choices: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of table; ``identity`` names the keys whose values, joined with dots, are its id."""

    identity: tuple[str, ...]
    keys: Mapping[str, Key]


def _share(meaning: str, default: Any) -> Key:
    return Key("number", meaning, default, 0.0, 1.0)


def _amount(meaning: str, default: Any) -> Key:
    return Key("number", meaning, default, 0.0)


TABLES: Final[Mapping[str, Table]] = {
    "place": Table(
        ("id",),
        {
            "id": Key("text", "name of a country or region"),
            "role": Key("text", "what happens there", "transit", choices=("source", "transit", "market")),
        },
    ),
    "good": Table(
        ("id",),
        {
            "id": Key("text", "name of an abstract tier or product"),
            "stage": Key("count", "0 finished, 1 one making step before it, 2 two ...", 0, 0, 9),
            "makes": Key("texts", "finished goods made from it (stage above 0); left out = all", (), of="good"),
            "class": Key("texts", "class names by which a law can name it", ()),
            "making_cost": _amount("USD per kg finished, to make the finished good from it", 0.0),
            "making_delay": Key("number", "months from deciding to use it until it yields", 0.0, 0.0, 60.0),
            "potency": _amount("harm per pure kg, 1 = reference (stage 0)", 1.0),
            "counted": Key("flag", "a death it causes counts in `deaths` (stage 0)", True),
            "legacy": Key("flag", "is what people of the pool use before they are exposed (stage 0)", False),
            "lab_rate": _amount("laboratory reports per pure kg that reaches markets", 4.0),
        },
    ),
    "offer": Table(
        ("good", "place"),
        {
            "good": Key("text", "what is offered", of="good"),
            "place": Key("text", "where", of="place"),
            "cost": _amount("USD per kg of the finished good it becomes", 1000.0),
            "capacity": _amount("kg finished a month; left out = no limit", math.inf),
        },
    ),
    "leg": Table(
        ("from", "to", "mode"),
        {
            "from": Key("text", "where it starts", of="place"),
            "to": Key("text", "where it ends", of="place"),
            "mode": Key("text", "transport mode"),
            "cost": _amount("USD per kg finished", 0.0),
            "detection": _share("share found by basic controls", 0.0),
            "stages": Key("texts", "stages of goods that it carries; left out = all", ()),
            "purity": Key("number", "pure share of what travels on it, for weights as seized", 1.0, 1e-6, 1.0),
            "load": Key("number", "kg as weighed of a first load; loads grow with experience", 1.0, 1e-6),
        },
    ),
    "actor": Table(
        ("id",),
        {
            "id": Key("text", "name of a group of actors"),
            "role": Key("text", "what it does", choices=("broker", "producer", "wholesaler")),
            "place": Key("text", "where it is", of="place"),
            "count": Key("count", "number of agents", 20, 1, 100_000),
            "learning": _share("weight of the newest experience", 0.3558),
            "choice": Key("number", "precision of the logit choice over log profit; 0 = at random", 3.0, 0.0, 100.0),
            "loss_tolerance": _share("share lost before it thinks about another way", 0.0455),
            "stock_months": Key("number", "months of sales kept in stock", 1.0, 0.0, 60.0),
            "adaptive": Key("flag", "false: never changes its way", True),
            "entry": _share("chance a month that a closed business is replaced", 0.06),
            "growth": _amount("most that an agent's volume grows in a month, as a share", 0.25),
        },
    ),
    "market": Table(
        ("place",),
        {
            "place": Key("text", "where", of="place"),
            "users": _amount("people exposed at the start", 100_000.0),
            "initiation": _share("new users a month as a share of users", 0.01),
            "cessation": _share("share of users who stop in a month", 0.01),
            "pool": _amount("people who can ever be exposed, users included; 0 = no limit", 0.0),
            "depletion": _share("share of those who stop that leave the pool for good", 1.0),
            "use_kg": _amount("pure kg a user a month", 0.0002),
            "price": Key("number", "USD a pure kg at the start", 500_000.0, 1e-9),
            "elasticity": Key("number", "price elasticity of demand", -0.5, -20.0, 0.0),
            "purity": Key("number", "retail purity at the start", 0.15, 1e-6, 1.0),
            "death_rate": _share("deaths a user-month at the starting purity and potency 1", 0.001),
            "scale_effect": _share("fall of the price when the volume doubles (risk per unit falls)", 0.0),
            "pass_through": _share("share of a change of import cost that reaches the price", 0.05),
            "mixing": _share("share of deaths that involve another good in proportion to its use", 0.5),
            "noise": Key("number", "spread of monthly deaths beyond chance (log)", 0.03, 0.0, 2.0),
        },
    ),
    "controller": Table(
        ("id",),
        {
            "id": Key("text", "name of a control service"),
            "place": Key("text", "where", of="place"),
            "modes": Key("texts", "modes it controls; left out = all into the place", ()),
            "capacity": _amount("100 = doubles what basic controls find", 0.0),
            "learning": _share("weight of the newest seizures when effort is moved", 0.6),
            "sharing": _share("0 knows only its own seizures .. 1 all that the others know", 0.0),
        },
    ),
    "lever": Table(
        ("id",),
        {
            "id": Key("text", "name of a control"),
            "kind": Key("text", "what it does", choices=LEVER_KINDS),
            "strength": _share("0 = nothing happens .. 1", 1.0),
            "place": Key("texts", "where; left out = everywhere", (), of="place"),
            "to": Key("texts", "places sold to (licence); left out = everywhere", (), of="place"),
            "targets": Key("texts", "ids; left out = all it could mean", ()),
            "from": Key("month", "first month"),
            "until": Key("month", "last month; left out = no end", None),
            "lag": Key("number", "months until full strength", 0.0, 0.0, 600.0),
            "change": Key("numbers", "path = factor (shock)", None),
        },
    ),
}

PRIORS: Final[Mapping[str, tuple[str, str]]] = {
    "uniform": ("low", "high"),
    "loguniform": ("low", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("mean", "sd"),
}
"""Prior -> its two numbers. ``lognormal`` takes mean and sd of the quantity itself, not of its logarithm."""

MONTHS_HIGH: Final = 1_200
"""Longest scenario: a century."""

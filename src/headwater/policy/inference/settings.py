"""The rival explanations and the priors of the forecast; docs/policy/forecast.md says where they come from.

No number here was chosen on anything after 2020-12: the settings are the best six of ninety in hindcasts that end there
(``benchmarks/quality/forecast_settings.py``).
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rival:
    """One explanation of how an epidemic slows and falls.

    Attributes:
        id: its name, that of the hypothesis of the scenario.
        depletes: growth falls with the people used up; otherwise as the spread matures.
        reaction: weight of a control by channel (supply, organisation, demand).
        care: treatment and naloxone spread year by year and lower the rate.
    """

    id: str
    depletes: bool
    reaction: tuple[float, float, float]
    care: bool = False


RIVALS: Final = (
    Rival("supply-shock", depletes=False, reaction=(1.0, 0.5, 0.25)),
    Rival("fewer-left-at-risk", depletes=True, reaction=(0.25, 0.25, 0.25)),
    Rival("treatment-and-naloxone", depletes=False, reaction=(0.25, 0.25, 1.0), care=True),
    Rival("producers-ban", depletes=False, reaction=(0.25, 3.0, 0.25)),
)
"""The rival explanations, of equal weight before anything is seen."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Centres and spreads of the prior; docs/policy/forecast.md says where each comes from and what was seen when it was set.

    Attributes:
        effect: mean fall of the log rate that a fully relevant control causes, net of what replaces it.
        deepest: largest fall that all controls together cause, as a share of the rate.
        rate: growth a month at the start (log rate).
        size: deaths of the whole epidemic over those of its first year, where it runs out of people.
        mature: months after which growth has fallen to a third, where it matures.
        persist: months over which a deviation of growth is remembered.
        wander: monthly spread of that deviation while the epidemic grows as at its start.
        calm: share of the wandering that goes as growth goes.
        fade: half-life of shocks in months.
        shock: chance a month of a shock.
        shock_size: spread of a shock on the log rate.
        care: monthly fall of the log rate where treatment spreads.
        noise: spread of observations beyond chance; it stands for what the twin leaves out, and tempers what it learns.
        discrepancy: spread a year of what no particle knows, on the log rate after the last month seen; it grows with the root.
    """

    effect: float = 0.04
    deepest: float = 0.6
    rate: float = 0.045
    size: float = 100.0
    mature: float = 60.0
    persist: float = 12.0
    wander: float = 0.004
    calm: float = 0.0
    fade: float = 18.0
    shock: float = 0.02
    shock_size: float = 0.12
    care: float = 0.004
    noise: float = 0.1
    discrepancy: float = 0.05


SETTINGS: Final = (
    Settings(
        effect=0.0461, rate=0.0311, size=48.8, mature=46.8, persist=4.02, wander=0.00471, calm=0.521, fade=8.48,
        shock=0.0212, shock_size=0.0636, noise=0.068, discrepancy=0.101,
    ),
    Settings(
        effect=0.011, rate=0.0662, size=48.0, mature=44.6, persist=4.42, wander=0.00153, calm=0.112, fade=30.3,
        shock=0.0348, shock_size=0.107, noise=0.0403, discrepancy=0.0994,
    ),
    Settings(
        effect=0.0591, rate=0.0467, size=162.0, mature=40.4, persist=16.8, wander=0.00372, calm=0.877, fade=35.1,
        shock=0.0103, shock_size=0.142, noise=0.056, discrepancy=0.0833,
    ),
    Settings(
        effect=0.0228, rate=0.0418, size=51.7, mature=49.4, persist=10.1, wander=0.00359, calm=0.423, fade=27.2,
        shock=0.0147, shock_size=0.183, noise=0.125, discrepancy=0.0426,
    ),
    Settings(
        effect=0.15, rate=0.0339, size=65.4, mature=54.4, persist=4.46, wander=0.00644, calm=0.573, fade=5.68,
        shock=0.0244, shock_size=0.0671, noise=0.0897, discrepancy=0.0278,
    ),
    Settings(
        effect=0.109, rate=0.0385, size=85.4, mature=84.4, persist=16.5, wander=0.00419, calm=0.161, fade=5.95,
        shock=0.0389, shock_size=0.165, noise=0.131, discrepancy=0.0936,
    ),
)  # fmt: skip
"""The priors, which count alike: the six with the lowest mean scores among ninety."""

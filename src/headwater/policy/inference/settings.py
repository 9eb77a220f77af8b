"""The rival explanations and the priors of the forecast; docs/policy/forecast.md says where they come from.

The settings are the best of those tried in hindcasts that end in 2020-12 (``benchmarks/quality/forecast_settings.py``).
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
        deepest: largest fall that all controls together cause, as a share of the rate: that of overdose deaths in Australia in
            2001, when heroin became scarce (-60 %).
        care: monthly fall of the log rate where treatment spreads: methadone at a hazard ratio of 0.41 for a growing share, and
            naloxone laws at 0.9 (both in the data folder's priors.csv).
        rate: growth a month at the start (log rate).
        size: deaths of the whole epidemic over those of its first year, where it runs out of people.
        mature: months after which growth has fallen to a third, where it matures.
        persist: months over which a deviation of growth is remembered.
        wander: monthly spread of that deviation while the epidemic grows as at its start.
        calm: share of the wandering that goes as growth goes.
        fade: half-life of shocks in months.
        shock: chance a month of a shock.
        shock_size: spread of a shock on the log rate.
        noise: spread of observations beyond chance; it stands for what the twin leaves out, and tempers what it learns. Below
            0.08 clouds lose so many particles that seeds differ by more than the explanations do.
        discrepancy: spread a year of what no particle knows, on the log rate after the last month seen; it grows with the root.
    """

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
        rate=0.059, size=65.7, mature=36.3, persist=9.23, wander=0.00499, calm=0.392, fade=8.9,
        shock=0.0325, shock_size=0.0757, noise=0.08, discrepancy=0.0711,
    ),
    Settings(
        rate=0.0353, size=51.1, mature=64.2, persist=12.6, wander=0.00544, calm=0.839, fade=12.5,
        shock=0.0342, shock_size=0.0937, noise=0.13, discrepancy=0.0413,
    ),
    Settings(
        rate=0.0339, size=65.4, mature=54.4, persist=4.46, wander=0.00644, calm=0.573, fade=5.68,
        shock=0.0244, shock_size=0.0671, noise=0.0897, discrepancy=0.0278,
    ),
    Settings(
        rate=0.0669, size=58.6, mature=43.7, persist=7.49, wander=0.00221, calm=0.603, fade=5.15,
        shock=0.0498, shock_size=0.204, noise=0.08, discrepancy=0.065,
    ),
    Settings(
        rate=0.0395, size=95.5, mature=71.9, persist=8.22, wander=0.00158, calm=0.423, fade=17.3,
        shock=0.019, shock_size=0.224, noise=0.137, discrepancy=0.00347,
    ),
    Settings(
        rate=0.0379, size=52.8, mature=92.4, persist=13.3, wander=0.00354, calm=0.735, fade=13.4,
        shock=0.058, shock_size=0.0803, noise=0.0832, discrepancy=0.058,
    ),
)  # fmt: skip
"""The priors, which count alike: the six with the lowest mean scores among those tried, with a noise of at least 0.08."""

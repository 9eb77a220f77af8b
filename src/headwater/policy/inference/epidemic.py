"""The forecasting twin: an epidemic of deaths with growth, depletion, shocks and dated controls, as a cloud of particles.

It is the demand side of the simulation reduced to what a death series alone can tell. For each particle the logarithm of the
monthly rate moves with a growth that falls as the susceptible are used up (or, in the other half of the particles, as the
spread matures), with persistent wandering, with shocks that fade, and with the controls, each of which lowers the rate a little
over the time it takes to be felt. Nothing in it has a scale: a country a third as large has a third of the forecast.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

PARTICLES: Final = 12_000
JITTER: Final = 0.1
"""Share of the spread of a fixed number that is renewed when particles are drawn again (Liu and West 2001)."""

DECLINE: Final = 0.35
"""Fastest fall of an epidemic that runs out of people, as a share of its first growth: people come faster than they leave."""

DEPLETION, MATURING = 0, 1
"""The two rival explanations of slowing growth: fewer left at risk, or a spread that matures."""

_FIXED: Final = ("rate", "size", "mature", "persist", "wander", "fade", "effect", "lag")


@dataclass(frozen=True, slots=True)
class Settings:
    """Centres and spreads of the prior; docs/policy/forecast.md says where each comes from and what was seen when it was set.

    Attributes:
        effect: mean fall of the log rate that a fully relevant control causes, net of what replaces it.
        rate: growth a month at the start (log rate).
        size: deaths of the whole epidemic over those of its first year, where it runs out of people.
        mature: months after which growth has fallen to a third, where it matures.
        persist: months over which a deviation of growth is remembered.
        wander: monthly spread of that deviation.
        fade: half-life of shocks in months.
        shock: chance a month of a shock.
        shock_size: spread of a shock on the log rate.
        noise: spread of observations beyond chance; it stands for what the twin leaves out, and tempers what it learns.
        width: widest 90 % interval as a share of the median.
    """

    effect: float = 0.04
    rate: float = 0.045
    size: float = 100.0
    mature: float = 60.0
    persist: float = 12.0
    wander: float = 0.004
    fade: float = 18.0
    shock: float = 0.02
    shock_size: float = 0.12
    noise: float = 0.1
    width: float = 0.76


@dataclass(frozen=True, slots=True)
class Control:
    """A control as the twin sees it: month and relevance (1 acts fully, below 0 undoes)."""

    month: int
    relevance: float


class Epidemic:
    """A cloud of particles that has seen a series up to a month and can be carried on."""

    def __init__(self, first_rate: float, month: int, controls: tuple[Control, ...], settings: Settings, seed: int) -> None:
        self.rng = np.random.default_rng([seed, 7])
        self.settings = settings
        self.month = month
        n = PARTICLES
        rng = self.rng
        self.x = np.log(max(first_rate, 0.5)) + 0.15 * rng.standard_normal(n)
        self.a = 0.02 * rng.standard_normal(n)
        self.s = np.zeros(n)
        self.used = np.log(12.0 * max(first_rate, 0.5)) + 0.5 * rng.standard_normal(n)
        self.kind = (np.arange(n) % 2).astype(np.int64)
        self.weight = np.full(n, 1.0 / n)
        self.fixed: dict[str, Floats] = {
            "rate": np.log(settings.rate) + 0.45 * rng.standard_normal(n),
            "size": np.log(settings.size * 12.0 * max(first_rate, 0.5)) + 0.9 * rng.standard_normal(n),
            "mature": np.log(settings.mature) + 0.4 * rng.standard_normal(n),
            "persist": np.log(settings.persist) + 0.4 * rng.standard_normal(n),
            "wander": np.log(settings.wander) + 0.4 * rng.standard_normal(n),
            "fade": np.log(settings.fade) + 0.6 * rng.standard_normal(n),
            "effect": np.log(settings.effect) - 0.18 + 0.6 * rng.standard_normal(n),
            "lag": np.log(12.0) + 0.3 * rng.standard_normal(n),
        }
        self.age = 0
        # Controls before the series are part of its level.
        self.controls = tuple(control for control in controls if control.month >= month)
        self.felt = rng.exponential(1.0, (n, len(self.controls)))

    def advance(self) -> Floats:
        """Move every particle by a month and return its rate."""
        n, rng, fixed = len(self.x), self.rng, self.fixed
        left = 1.0 - np.exp(np.minimum(self.used - fixed["size"], 3.0))
        slowing = np.where(self.kind == DEPLETION, np.maximum(left, -DECLINE), np.exp(-self.age / np.exp(fixed["mature"])))
        growth = np.exp(fixed["rate"]) * slowing
        keep = np.exp(-1.0 / np.exp(fixed["persist"]))
        self.a = keep * self.a + np.exp(fixed["wander"]) * rng.standard_normal(n)
        big = rng.random(n) < self.settings.shock
        jump = np.where(big, self.settings.shock_size, 0.01) * rng.standard_normal(n)
        self.s = self.s * 0.5 ** (1.0 / np.exp(fixed["fade"])) + jump
        self.x = self.x + growth + self.a + self._pressed()
        self.month += 1
        self.age += 1
        rate = np.exp(np.minimum(self.x + self.s, 40.0))
        self.used = np.logaddexp(self.used, self.x + self.s)
        return np.asarray(rate)

    def _pressed(self) -> Floats:
        """Return this month's part of the effect of every control that is being felt."""
        total = np.zeros(len(self.x))
        lag = np.exp(self.fixed["lag"])
        for i, control in enumerate(self.controls):
            since = self.month + 1 - control.month
            if since > 0:
                # Felt gradually: an exponential share of what is left each month.
                total -= control.relevance * self.felt[:, i] * np.exp(-(since - 1) / lag) * (1.0 - np.exp(-1.0 / lag))
        return np.asarray(total * np.exp(self.fixed["effect"]))

    def see(self, value: float, expected: Floats, months: int) -> None:
        """Weigh the particles by an observed value of which each expected ``expected``."""
        spread = np.sqrt((self.settings.noise / np.sqrt(months)) ** 2 + 1.0 / max(value, 1.0) + 0.01**2)
        error = (np.log(max(value, 0.5)) - np.log(np.maximum(expected, 1e-9))) / spread
        # A Student-t with 5 degrees of freedom: one odd month does not decide.
        self.weight = self.weight * (1.0 + error**2 / 5.0) ** -3.0
        total = self.weight.sum()
        self.weight = self.weight / total if total > 0 else np.full(len(self.x), 1.0 / len(self.x))
        if 1.0 / (self.weight**2).sum() < 0.5 * len(self.x):
            self.resample()

    def resample(self) -> None:
        """Draw the particles again by their weights; fixed numbers are renewed a little so that they do not die out."""
        n = len(self.x)
        places = (np.arange(n) + self.rng.random()) / n
        index = np.minimum(np.searchsorted(np.cumsum(self.weight), places), n - 1)
        for name in _FIXED:
            values = self.fixed[name]
            mean = float((self.weight * values).sum())
            spread = float(np.sqrt((self.weight * (values - mean) ** 2).sum()))
            keep = np.sqrt(1.0 - JITTER**2)
            self.fixed[name] = keep * values[index] + (1.0 - keep) * mean + JITTER * spread * self.rng.standard_normal(n)
        self.x, self.a, self.s, self.used = self.x[index], self.a[index], self.s[index], self.used[index]
        self.kind, self.felt = self.kind[index], self.felt[index]
        self.weight = np.full(n, 1.0 / n)

    def share_depleting(self) -> float:
        """Return the weight of the explanation that fewer are left at risk."""
        return float(self.weight[self.kind == DEPLETION].sum())

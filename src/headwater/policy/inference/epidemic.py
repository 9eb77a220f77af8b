"""The forecasting twin: an epidemic of deaths with growth, depletion, shocks and dated controls, as clouds of particles.

It is the demand side of the simulation reduced to what a death series alone can tell. For each particle the logarithm of the
monthly rate moves with a growth that falls as the spread matures or the susceptible are used up, with persistent wandering,
with shocks that fade, and with the controls, each of which works or does not, is felt over some months and eases again. Every
rival explanation has its own clouds, so that the data weigh the explanations. Nothing has a scale: a country a third as large
has a third of the forecast.
"""

import copy
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.inference.controls import (
    EASE,
    EASE_SPREAD,
    LEAST_PRESSURE,
    MOST_PRESSURE,
    WORKS,
    WORKS_SPREAD,
    Control,
)
from headwater.policy.inference.settings import Rival, Settings

Floats = NDArray[np.float64]

JITTER: Final = 0.1
"""Share of the spread of a fixed number that is renewed when particles are drawn again (Liu and West 2001)."""

SMALL: Final = 0.01
"""Spread of the small shock of an ordinary month."""

FEW: Final = 20.0
"""Counts below this are compared as counts, not by their logarithms."""

DECLINE: Final = 0.35
"""Fastest fall of an epidemic that runs out of people, as a share of its first growth: people come faster than they leave."""

_FIXED: Final = ("rate", "size", "mature", "persist", "wander", "fade", "works", "ease", "lag", "care")


class Epidemic:
    """A cloud of particles of one rival that has seen a series up to a month and can be carried on."""

    def __init__(
        self, first_rate: float, month: int, controls: Sequence[Control], rival: Rival, settings: Settings,
        seed: tuple[int, ...], particles: int,
    ) -> None:  # fmt: skip
        self.rng = np.random.default_rng(seed)
        # Controls draw from a stream of their own: two sets of events differ by the events alone.
        self.felt = np.random.default_rng((*seed, 1))
        self.rival, self.settings, self.month, self.age = rival, settings, month, 0
        n, rng = particles, self.rng
        self.x = np.log(max(first_rate, 0.5)) + 0.15 * rng.standard_normal(n)
        self.a = 0.02 * rng.standard_normal(n)
        self.s = np.zeros(n)
        self.used = np.log(12.0 * max(first_rate, 0.5)) + 0.5 * rng.standard_normal(n)
        self.waiting, self.pressed = np.zeros(n), np.zeros(n)
        self.weight = np.full(n, 1.0 / n)
        self.evidence = 0.0
        self.fixed: dict[str, Floats] = {
            "rate": np.log(settings.rate) + 0.45 * rng.standard_normal(n),
            "size": np.log(settings.size * 12.0 * max(first_rate, 0.5)) + 0.9 * rng.standard_normal(n),
            "mature": np.log(settings.mature) + 0.4 * rng.standard_normal(n),
            "persist": np.log(settings.persist) + 0.4 * rng.standard_normal(n),
            "wander": np.log(settings.wander) + 0.4 * rng.standard_normal(n),
            "fade": np.log(settings.fade) + 0.6 * rng.standard_normal(n),
            "works": np.log(WORKS) + WORKS_SPREAD * rng.standard_normal(n),
            "ease": np.log(EASE) + EASE_SPREAD * rng.standard_normal(n),
            "lag": np.log(12.0) + 0.3 * rng.standard_normal(n),
            "care": np.log(settings.care) - 0.125 + 0.5 * rng.standard_normal(n),
        }
        self._settle()
        # Controls before the series are part of its level.
        self.controls: dict[int, list[Control]] = {}
        for control in controls:
            if control.month >= month:
                self.controls.setdefault(control.month, []).append(control)

    def _settle(self) -> None:
        """Take the fixed numbers out of their logarithms once, not every month."""
        fixed = {name: np.exp(values) for name, values in self.fixed.items()}
        self._rate, self._wander, self._works, self._care = (fixed[name] for name in ("rate", "wander", "works", "care"))
        self._mature = 1.0 / fixed["mature"]
        self._keep = np.exp(-1.0 / fixed["persist"])
        self._fade = 0.5 ** (1.0 / fixed["fade"])
        self._now = 1.0 - np.exp(-1.0 / fixed["lag"])
        self._stays = 0.5 ** (1.0 / fixed["ease"])

    def advance(self) -> Floats:
        """Move every particle by a month and return its rate."""
        big = self.rng.random(len(self.x)) < self.settings.shock
        jump = np.where(big, self.settings.shock_size, SMALL) * self.rng.standard_normal(len(self.x))
        return self._moved(*self._drift(), jump)

    def advance_seeing(self, value: float, doubt: float = 0.0) -> None:
        """Move by a month of which the value is known.

        The shock of the month is drawn from where the value makes it likely, and the weight is corrected for it: the same cloud
        in the limit as advancing and weighing, with far fewer particles lost.
        """
        if value < FEW:
            self.see(value, self.advance(), 1, doubt)
            return
        settings, rng, n = self.settings, self.rng, len(self.x)
        level, shock = self._drift()
        spread = self._extra(1, doubt) + 1.0 / value
        gap = np.log(value) - level - shock
        wide, small = settings.shock_size**2, SMALL**2
        likely = [
            np.log(chance) - 0.5 * np.log(variance + spread) - 0.5 * gap**2 / (variance + spread)
            for chance, variance in ((max(settings.shock, 1e-12), wide), (1.0 - settings.shock, small))
        ]
        either = np.logaddexp(*likely)
        variance = np.where(rng.random(n) < np.exp(likely[0] - either), wide, small)
        pull = variance / (variance + spread)
        jump = pull * gap + np.sqrt(pull * spread) * rng.standard_normal(n)
        error = (gap - jump) ** 2 / spread
        # A Student-t with 5 degrees of freedom, drawn by way of a normal: one odd month does not decide.
        self._weigh(either + 0.5 * error - 3.0 * np.log1p(error / 5.0))
        self._moved(level, shock, jump)
        self._renew()

    def _drift(self) -> tuple[Floats, Floats]:
        """Return level and fading shocks of the coming month before its own shock."""
        if self.rival.depletes:
            slowing = np.maximum(1.0 - np.exp(np.minimum(self.used - self.fixed["size"], 3.0)), -DECLINE)
        else:
            slowing = np.exp(-self.age * self._mature)
        growth = self._rate * slowing
        if self.rival.care:
            growth = growth - self._care
        wander = self._wander * (1.0 - self.settings.calm * (1.0 - np.abs(slowing)))
        self.a = self._keep * self.a + wander * self.rng.standard_normal(len(self.x))
        return self.x + growth + self.a + self._pressed(), self.s * self._fade

    def _moved(self, level: Floats, shock: Floats, jump: Floats) -> Floats:
        self.x, self.s = level, shock + jump
        self.month += 1
        self.age += 1
        self.used = np.logaddexp(self.used, self.x + self.s)
        return np.asarray(np.exp(np.minimum(self.x + self.s, 40.0)))

    def _pressed(self) -> Floats:
        """Return this month's part of the effect of every control that is being felt."""
        for control in self.controls.get(self.month + 1, ()):
            weight = control.relevance * self.rival.reaction[control.channel]
            works = self.felt.random(len(self.x)) < np.minimum(self._works * abs(weight), 1.0)
            size = works * LEAST_PRESSURE * (MOST_PRESSURE / LEAST_PRESSURE) ** self.felt.random(len(self.x))
            # What stops undoes no more than what is still being felt or to come.
            self.waiting = self.waiting + (size if weight > 0 else -np.minimum(size, self.waiting + self.pressed))
        # Felt gradually: the same share each month of what is still to come; and what is felt eases as supply finds other ways.
        now = self.waiting * self._now
        before = self._fall(self.pressed)
        self.waiting, self.pressed = self.waiting - now, self.pressed * self._stays + now
        return self._fall(self.pressed) - before

    def _fall(self, pressure: Floats) -> Floats:
        deepest = self.settings.deepest
        return np.asarray(np.log1p(-deepest * (1.0 - np.exp(-np.maximum(pressure, -0.5) / deepest))))

    def _extra(self, months: int, doubt: float) -> float:
        """Return the variance of an observed logarithm beyond chance."""
        return float((self.settings.noise / np.sqrt(months)) ** 2 + 0.01**2 + doubt**2)

    def see(self, value: float, expected: Floats, months: int, doubt: float = 0.0) -> None:
        """Weigh the particles by an observed value of which each expected ``expected``; ``doubt`` is added to its spread."""
        extra = self._extra(months, doubt)
        expected = np.maximum(expected, 1e-9)
        if value < FEW:
            # A few deaths, or none, have no logarithm to speak of: counts that scatter more than chance alone (gamma-Poisson).
            shape = 1.0 / extra
            self._weigh(value * np.log(expected) - (value + shape) * np.log(expected + shape))
        else:
            self._weigh(-3.0 * np.log1p((np.log(value) - np.log(expected)) ** 2 / (extra + 1.0 / value) / 5.0))
        self._renew()

    def _weigh(self, likely: Floats) -> None:
        most = float(likely.max())
        self.weight = self.weight * np.exp(likely - most)
        total = float(self.weight.sum())
        self.evidence += most + float(np.log(max(total, 1e-300)))
        self.weight = self.weight / total if total > 0 else np.full(len(self.x), 1.0 / len(self.x))

    def _renew(self) -> None:
        if 1.0 / (self.weight**2).sum() < 0.5 * len(self.x):
            self.resample()

    def resample(self, particles: int | None = None) -> None:
        """Draw particles again by their weights; fixed numbers are renewed a little so that they do not die out."""
        n = len(self.x) if particles is None else particles
        places = (np.arange(n) + self.rng.random()) / n
        index = np.minimum(np.searchsorted(np.cumsum(self.weight), places), len(self.x) - 1)
        keep = np.sqrt(1.0 - JITTER**2)
        for name in _FIXED:
            values = self.fixed[name]
            mean = float((self.weight * values).sum())
            spread = float(np.sqrt((self.weight * (values - mean) ** 2).sum()))
            self.fixed[name] = keep * values[index] + (1.0 - keep) * mean + JITTER * spread * self.rng.standard_normal(n)
        for name in ("x", "a", "s", "used", "waiting", "pressed"):
            setattr(self, name, getattr(self, name)[index])
        self._settle()
        self.weight = np.full(n, 1.0 / n)

    def ahead(self, months: int, paths: int) -> Floats:
        """Return (paths, months) of rates after the month it stands at; the cloud itself does not move."""
        cloud = copy.copy(self)
        cloud.rng, cloud.felt = copy.deepcopy(self.rng), copy.deepcopy(self.felt)
        cloud.fixed = dict(self.fixed)
        cloud.resample(paths)
        rates = np.stack([cloud.advance() for _ in range(months)], axis=1)
        steps = cloud.rng.standard_normal(rates.shape) * self.settings.discrepancy / np.sqrt(12.0)
        return np.asarray(rates * np.exp(steps.cumsum(axis=1)))

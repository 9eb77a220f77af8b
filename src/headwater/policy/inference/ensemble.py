"""The rival explanations side by side: each follows a series with clouds of its own, and what they say is mixed.

A rival has one cloud for each of the settings, which count alike; within each, rivals count by what was seen.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from headwater.policy.inference.controls import Control
from headwater.policy.inference.epidemic import Epidemic
from headwater.policy.inference.observations import Point
from headwater.policy.inference.settings import RIVALS, Settings

Floats = NDArray[np.float64]

PARTICLES: Final = 12_000
"""Particles of a cloud. Clouds never meet: what one loses when its particles are drawn again, others still hold."""

FIRST_GAP: Final = 0.07
"""Spread, on the log rate, by which every forecast may be off as a whole, beyond what the clouds say."""
GAP_GROWTH: Final = 0.2
"""Spread a year of what no cloud knows; it grows with the root of the time. Both follow from hindcasts to 2020."""

UNSETTLED: Final = {"provisional": 0.03, "derived": 0.03, "weak": 0.2}
"""Doubt beyond chance in a value, by status, on the log scale."""


class Ensemble:
    """A series followed by every rival explanation, from its first point on."""

    def __init__(
        self, points: Sequence[Point], controls: Sequence[Control], settings: Sequence[Settings], seed: int, *,
        particles: int = PARTICLES,
    ) -> None:  # fmt: skip
        self.rng = np.random.default_rng((seed, 5))
        self.known = {point.month: point for point in points}
        self.month = points[0].month - 1
        first = points[0].value / points[0].months
        self.clouds = [
            [
                Epidemic(first, self.month, controls, rival, one, (seed, number, part), particles)
                for part, one in enumerate(settings)
            ]
            for number, rival in enumerate(RIVALS)
        ]

    def follow(self, until: int) -> None:
        """Move to the end of month ``until``, seeing every point that lies wholly before it."""
        while self.month < until:
            point = self.known.get(self.month + 1)
            if point is not None and point.last > until:
                point = None
            length = point.months if point else 1
            for cloud in (cloud for group in self.clouds for cloud in group):
                if point is not None and length == 1:
                    cloud.advance_seeing(point.value, UNSETTLED.get(point.status, 0.0))
                    continue
                expected = np.zeros_like(cloud.x)
                for _ in range(length):
                    expected += cloud.advance()
                if point is not None:
                    cloud.see(point.value, expected, length, UNSETTLED.get(point.status, 0.0))
            self.month += length

    def _shares(self) -> Floats:
        """Return (rivals, settings) of weights: settings count alike, within each the rivals are weighed by what was seen."""
        evidence = np.array([[cloud.evidence for cloud in group] for group in self.clouds])
        likely = np.exp(evidence - evidence.max(axis=0))
        return np.asarray(likely / likely.sum(axis=0) / evidence.shape[1])

    def weights(self) -> Mapping[str, float]:
        """Return id -> weight of each rival given what was seen."""
        return {rival.id: float(weight) for rival, weight in zip(RIVALS, self._shares().sum(axis=1), strict=True)}

    def ahead(self, months: int, paths: int) -> Floats:
        """Return (paths, months) of rates after the month reached, every cloud in proportion to its weight.

        What the clouds say is averaged, not piled up: each is moved, on the log scale, to the weighted mean of all medians (an
        average of quantiles; Lichtendahl et al. 2013). In hindcasts to 2020 that scores better than a plain mixture.
        """
        shares = self._shares().reshape(-1)
        # Largest remainders: the counts sum to the paths wanted.
        counts = np.floor(shares * paths).astype(np.int64)
        counts[np.argsort(counts - shares * paths, kind="stable")[: paths - int(counts.sum())]] += 1
        clouds = [cloud for group in self.clouds for cloud in group]
        least = paths // len(clouds)  # so that the median of a cloud is found however little it weighs
        logs = [
            np.log(np.maximum(cloud.ahead(months, max(int(n), least)), 1e-9)) for cloud, n in zip(clouds, counts, strict=True)
        ]
        medians = np.stack([np.median(one, axis=0) for one in logs])
        middle = (shares[:, None] * medians).sum(axis=0)
        rates = np.concatenate([one[:n] - median + middle for one, median, n in zip(logs, medians, counts, strict=True)])
        gap = FIRST_GAP * self.rng.standard_normal((len(rates), 1))
        gap = gap + (GAP_GROWTH / np.sqrt(12.0) * self.rng.standard_normal(rates.shape)).cumsum(axis=1)
        return np.asarray(np.exp(rates + gap))

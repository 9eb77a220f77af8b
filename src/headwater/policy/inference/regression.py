"""Learn from simulated worlds what some numbers are, given what would have been observed; errors are measured, not assumed.

Each number, as a normal score of its distribution over the worlds, is regressed on the principal components of the features.
What is known about it given real features is the regression's answer plus the errors that the regression makes, out of fold, in
the worlds with the most similar answer: quantiles hold as often as they say, in worlds like these.
"""

from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NEAR: Final = 0.2
"""Share of the worlds, those most like the data, from which errors are taken."""
FOLDS: Final = 5
COMPONENTS: Final = 14
RIDGE: Final = 1.0
_FARTHEST: Final = 6.0
_NORMAL: Final = NormalDist()


class Regression:
    """What features tell about targets, learnt from worlds.

    Args:
        features: (worlds, features) of what would have been observed.
        targets: (worlds, targets) of what is asked for.
    """

    def __init__(self, features: Floats, targets: Floats) -> None:
        self.targets = targets
        self.scores = np.stack([_scores(targets[:, i]) for i in range(targets.shape[1])], axis=1)
        self._mean = features.mean(axis=0)
        self._sd = np.maximum(features.std(axis=0), 1e-9)
        scaled = (features - self._mean) / self._sd
        _, _, axes = np.linalg.svd(scaled, full_matrices=False)
        self._axes = axes[: min(COMPONENTS, len(axes))]
        components = scaled @ self._axes.T
        self._spread = np.maximum(components.std(axis=0), 1e-9)
        self.components = components / self._spread
        design = _design(self.components)
        folds = np.arange(len(scaled)) % FOLDS
        self._guess = np.zeros_like(self.scores)
        for fold in range(FOLDS):
            here = folds == fold
            self._guess[here] = design[here] @ _ridge(design[~here], self.scores[~here])
        self._errors = self.scores - self._guess
        self._weights = _ridge(design, self.scores)

    def seen(self, observed: Floats) -> Floats:
        """Return the components of observed features (features,), held within what worlds can show."""
        scaled = np.clip((observed - self._mean) / self._sd, -_FARTHEST, _FARTHEST)
        return np.asarray(scaled @ self._axes.T / self._spread)

    def strangeness(self, observed: Floats) -> float:
        """Return the share of worlds that lie nearer to the middle of all worlds than what was observed; 1 is outside them."""
        mine = float((self.seen(observed) ** 2).sum())
        return float(((self.components**2).sum(axis=1) < mine).mean())

    def told(self, observed: Floats) -> tuple[Floats, Floats]:
        """Return samples (targets, samples) of every target given observed features: as normal scores, and as values."""
        guess = (_design(self.seen(observed)[None, :]) @ self._weights)[0]
        near = min(len(self.scores), max(50, int(NEAR * len(self.scores))))
        scores, values = [], []
        for i in range(self.scores.shape[1]):
            centre = float(np.clip(guess[i], self._guess[:, i].min(), self._guess[:, i].max()))
            index = np.argsort(np.abs(self._guess[:, i] - centre), kind="stable")[:near]
            sample = centre + self._errors[index, i]
            ranked = np.sort(self.targets[:, i])
            # Back from scores through the drawn values: bounds of keys are kept, and no formula of a prior is needed.
            share = np.array([_NORMAL.cdf(float(z)) for z in sample])
            scores.append(sample)
            values.append(np.interp(share, (np.arange(len(ranked)) + 0.5) / len(ranked), ranked))
        return np.stack(scores), np.stack(values)


def _scores(values: Floats) -> Floats:
    """Return normal scores of drawn values by rank: any distribution becomes the same bell."""
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = (np.arange(len(values)) + 0.5) / len(values)
    return np.array([_NORMAL.inv_cdf(float(u)) for u in rank])


def _design(components: Floats) -> Floats:
    few = components[:, :5]
    cross = [few[:, [i]] * few[:, [j]] for i in range(few.shape[1]) for j in range(i, few.shape[1])]
    return np.concatenate([np.ones((len(components), 1)), components, *cross], axis=1)


def _ridge(design: Floats, target: Floats) -> Floats:
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    return np.asarray(np.linalg.solve(design.T @ design + penalty, design.T @ target))

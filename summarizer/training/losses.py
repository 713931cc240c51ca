"""What is wrong with a reading: a sum of losses for each question, and how many were asked."""

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor
from torch.nn import functional

from summarizer.model.asker import LONGEST
from summarizer.model.claim_head import READ_KINDS
from summarizer.training.network import Reading
from summarizer.training.reading import ClauseExample, NumberExample, Run, WindowExample

SMOOTHING: Final = 0.05  # of the targets: a corpus is never all right

Part = tuple[Tensor, float]
"""A sum of losses, and over how many questions."""


def loss(reading: Reading, window: WindowExample) -> dict[str, Part]:
    """What is wrong with a reading: for each question the sum of losses and how many were asked."""
    sums = {"role": _role_loss(reading.number_runs, reading.number_none, [one.roles for one in window.numbers])}
    sources = [(one.source,) for one in window.clauses if one.claim]
    sums["source"] = _role_loss(reading.claim_runs, reading.claim_none, sources)
    return sums | _number_loss(reading.numbers, window.numbers) | _clause_loss(reading.clauses, window.clauses)


def _number_loss(logits: Tensor, numbers: Sequence[NumberExample]) -> dict[str, Part]:
    statistic = torch.tensor([float(one.statistic) for one in numbers])
    changes = torch.tensor([one.change if one.statistic else -100 for one in numbers], dtype=torch.long)
    if not numbers:
        return {}
    wrong = functional.binary_cross_entropy_with_logits(logits[:, 0], _soft(statistic), reduction="sum")
    change = functional.cross_entropy(logits[:, 1:], changes, label_smoothing=SMOOTHING, reduction="sum")
    return {"statistic": (wrong, len(numbers)), "change": (change, float(statistic.sum()))}


def _clause_loss(logits: Tensor, clauses: Sequence[ClauseExample]) -> dict[str, Part]:
    if not clauses:
        return {}
    claim = torch.tensor([float(one.claim) for one in clauses])
    hedged = torch.tensor([float(one.hedged) for one in clauses])
    weight = torch.tensor([one.weight for one in clauses])
    kinds = torch.tensor([READ_KINDS.index(one.kind) if one.kind else -100 for one in clauses])
    wrong = functional.binary_cross_entropy_with_logits(logits[:, 0], _soft(claim), weight, reduction="sum")
    hedging = functional.binary_cross_entropy_with_logits(logits[:, 1], _soft(hedged), claim, reduction="sum")
    kind = functional.cross_entropy(logits[:, 2:], kinds, label_smoothing=SMOOTHING, reduction="sum")
    return {
        "claim": (wrong, len(clauses)),
        "hedged": (hedging, float(claim.sum())),
        "kind": (kind, float((kinds >= 0).sum())),
    }


def _role_loss(runs: Tensor, none: Tensor, wanted: Sequence[Sequence[tuple[Run, ...] | None]]) -> Part:
    """Minus the log-probability of what fills each role, or of none, where the marks tell."""
    lost = []
    for asker, roles in enumerate(wanted):
        for role, answers in enumerate(roles):
            if answers is None:
                continue
            if not answers:
                lost.append(-none[asker, role])
                continue
            right = [runs[asker, role, start, min(end - start, LONGEST) - 1] for start, end in answers]
            lost.append(-torch.logsumexp(torch.stack(right), dim=0))
    return (torch.stack(lost).sum() if lost else runs.sum() * 0), len(lost)


def _soft(targets: Tensor) -> Tensor:
    return targets * (1 - 2 * SMOOTHING) + SMOOTHING

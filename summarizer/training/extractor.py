"""The extractor as it is trained: the encoder with its lower layers frozen, and the heads over its token vectors."""

import copy
from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from summarizer.training.losses import Part, loss
from summarizer.training.network import Heads
from summarizer.training.reading import WindowExample

FROZEN: Final = 6  # layers, and the embeddings: the base model's own
DROPOUT: Final = 0.1
WEIGHTS: Final = {
    "role": 4.0,
    "source": 1.0,
    "statistic": 1.0,
    "change": 0.5,
    "claim": 1.0,
    "hedged": 1.0,
    "kind": 1.0,
    "meaning": 2.0,
}
"""How much each question counts in the sum that is made small."""

_BEGIN, _PAD, _END = 0, 1, 2
_LONGEST = 500  # tokens of a window; the encoder has 512 places


class Extractor(nn.Module):
    """Windows to token vectors, and what the heads make of them.

    `prefix` are the ids before every window. The upper layers as they were at the start stay as a teacher: what a
    sentence means should still be told from its vector.
    """

    def __init__(self, encoder: BertModel, prefix: Sequence[int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.encoder.set_attn_implementation("sdpa")
        self.heads = Heads(encoder.config.hidden_size, DROPOUT)
        self._prefix = list(prefix)
        for layer in encoder.encoder.layer:
            layer.attention.self.dropout.p = 0.0  # without it, attention is one fused step
        for part in self._frozen():
            part.requires_grad_(False)
        # In a list, so that it is no part of the model.
        self._teacher = [copy.deepcopy(layer).train(False) for layer in encoder.encoder.layer[FROZEN:]]

    def train(self, mode: bool = True) -> "Extractor":
        """As every module's, but what is frozen is never trained."""
        super().train(mode)
        for part in self._frozen():
            part.train(False)
        return self

    def tokens(self, windows: Sequence[WindowExample], *, teach: bool = False) -> tuple[list[Tensor], list[Tensor]]:
        """The token vectors of each window, and the teacher's: nothing new without `teach`."""
        rows = [torch.tensor([_BEGIN, *self._prefix, *window.ids[:_LONGEST], _END]) for window in windows]
        ids = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=_PAD)
        mask = (ids != _PAD)[:, None, None, :]
        layers = self.encoder.encoder.layer
        with torch.no_grad():
            low = self.encoder.embeddings(ids)
            for layer in layers[:FROZEN]:
                low = layer(low, mask)
            taught = low
            for layer in self._teacher if teach else ():
                taught = layer(taught, mask)
        high = low
        for layer in layers[FROZEN:]:
            high = layer(high, mask)
        return self._cut(high, windows), self._cut(taught, windows)

    def loss(self, windows: Sequence[WindowExample], *, teach: bool) -> tuple[Tensor, dict[str, float]]:
        """The weighted sum of what is wrong, and the mean of each question."""
        found, taught = self.tokens(windows, teach=teach)
        parts: dict[str, list[Part]] = {}
        for tokens, base, window in zip(found, taught, windows, strict=True):
            told = loss(self.heads(tokens, window), window)
            if teach:
                far = 1 - self.nearness(tokens, base, window)
                told["meaning"] = (far.sum(), len(far))
            for name, part in told.items():
                parts.setdefault(name, []).append(part)
        means = {
            name: torch.stack([wrong for wrong, _ in own]).sum() / max(sum(asked for _, asked in own), 1)
            for name, own in parts.items()
        }
        total = torch.stack([WEIGHTS[name] * mean for name, mean in means.items()]).sum()
        return total, {name: mean.item() for name, mean in means.items()}

    def nearness(self, tokens: Tensor, base: Tensor, window: WindowExample) -> Tensor:
        """The cosine of what each sentence of a window means with what the base model made of it."""
        mine, theirs = (
            torch.stack([rows[start:end].mean(dim=0) for start, end in window.sentences]) for rows in (tokens, base)
        )
        return functional.cosine_similarity(self.heads.meaning(mine), theirs)

    def _frozen(self) -> list[nn.Module]:
        return [self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]]

    def _cut(self, rows: Tensor, windows: Sequence[WindowExample]) -> list[Tensor]:
        """Each window's own tokens, without the prefix, the end and the padding."""
        first = 1 + len(self._prefix)
        return [row[first : first + len(window.ids)] for row, window in zip(rows, windows, strict=True)]

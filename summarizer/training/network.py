"""The extractor as it is trained: the encoder and, over its token vectors, what is asked of numbers and clauses.

The same is computed from the same weights, without torch, by ``summarizer.model.heads``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from summarizer.claims.shape import SHAPES
from summarizer.model.asker import ATTENTION_HEADS, LONGEST, PARTS
from summarizer.model.claim_head import READ_KINDS
from summarizer.model.heads import CLAUSE_ROLES, NUMBER_ROLES
from summarizer.model.number_head import CHANGES
from summarizer.passages.words import RELATIONS
from summarizer.stats.traits import TRAITS
from summarizer.training.reading import ClauseExample, Run, WindowExample

QUERIES: Final = 8
WIDTH: Final = 16  # numbers that a query brings home
CUES: Final = 24
HIDDEN: Final = 64
READER: Final = 128  # numbers of a word's state in the readers of roles
LAYERS: Final = 2
INNER_DROPOUT: Final = 0.1
CUE_OFFSET: Final = -3.0  # of the cues at the start, about minus the log of a clause's tokens


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the heads make of a window.

    Of each number its logits (numbers, 1 + changes), and the log-probabilities of the runs of words that fill its roles
    (numbers, roles, words, LONGEST) and of none (numbers, roles); of each clause its logits (clauses, 2 + kinds), and
    of each that is a claim the same of its source.
    """

    numbers: Tensor
    number_runs: Tensor
    number_none: Tensor
    clauses: Tensor
    claim_runs: Tensor
    claim_none: Tensor


class Layer(nn.Module):
    """A transformer layer, normalised behind (Vaswani et al., 2017)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.parts = nn.Linear(width, 3 * width)
        self.joined = nn.Linear(width, width)
        self.inner = nn.Linear(width, 2 * width)
        self.outer = nn.Linear(2 * width, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.drop = nn.Dropout(INNER_DROPOUT)

    def forward(self, states: Tensor) -> Tensor:
        """States (things, words, width) to states."""
        parts = self.parts(states).unflatten(2, (3, ATTENTION_HEADS, -1)).permute(2, 0, 3, 1, 4)
        found = functional.scaled_dot_product_attention(*parts.unbind(0)).transpose(1, 2).flatten(2)
        states = self.norms[0](states + self.drop(self.joined(found)))
        inner = functional.gelu(self.inner(states))
        out: Tensor = self.norms[1](states + self.drop(self.outer(inner)))
        return out


class Asker(nn.Module):
    """Reads the words once for each asker, each word with its place beside the asker, and scores every run of words as
    an answer to each of `roles`, and none: a log-linear model of spans.
    """

    def __init__(self, dimensions: int, traits: int, roles: int) -> None:
        super().__init__()
        self.roles = roles
        self.words = nn.Linear(dimensions, READER)
        self.traits = nn.Linear(traits, READER)
        self.near = nn.ParameterList(nn.Parameter(torch.randn(size, READER) * 0.1) for size in RELATIONS)
        self.norm = nn.LayerNorm(READER)
        self.layers = nn.ModuleList(Layer(READER) for _ in range(LAYERS))
        self.out = nn.Linear(READER, roles * PARTS)
        self.none = nn.Linear(READER, roles)

    def forward(self, words: Tensor, traits: Tensor, relations: Tensor) -> tuple[Tensor, Tensor]:
        """Log-probabilities of runs (askers, roles, words, LONGEST) and of none (askers, roles).

        From the words' vectors (words, dimensions), the askers' traits, and how words stand to askers (askers,
        relations, words).
        """
        states = self.words(words)[None] + self.traits(traits)[:, None]
        for place, bias in enumerate(self.near):
            states = states + bias[relations[:, place]]
        states = self.norm(states)
        for layer in self.layers:
            states = layer(states)
        scores = self.out(states).unflatten(2, (self.roles, PARTS)).permute(3, 0, 2, 1)
        runs = run_scores(*scores.unbind(0))
        own = (relations[:, 0] == RELATIONS[0] // 2).float()[..., None]
        none = self.none((states * own).sum(1) / own.sum(1).clamp(min=1))
        total = torch.logsumexp(torch.cat([runs.flatten(2), none[..., None]], dim=2), dim=2)
        return runs - total[..., None, None], none - total


def run_scores(start: Tensor, end: Tensor, inside: Tensor) -> Tensor:
    """The score of the run of words that starts at each word, of each length up to LONGEST: (..., words, LONGEST)."""
    total = inside.cumsum(-1)
    ends = functional.pad(end + total, (0, LONGEST - 1), value=-1e4).unfold(-1, LONGEST, 1)
    return ends + (start - total + inside)[..., None]


class Heads(nn.Module):
    """Everything that is asked of a window, over its token vectors."""

    def __init__(self, dimensions: int, drop: float) -> None:
        super().__init__()
        self.number_roles = Asker(dimensions, len(TRAITS), len(NUMBER_ROLES))
        self.claim_roles = Asker(dimensions, len(SHAPES), len(CLAUSE_ROLES))
        self.meaning = nn.Linear(dimensions, dimensions, bias=False)
        nn.init.eye_(self.meaning.weight)
        self.number_hidden = nn.Linear(dimensions + len(TRAITS), HIDDEN)
        self.number_out = nn.Linear(HIDDEN + len(TRAITS), 1 + len(CHANGES))
        self.queries = nn.Linear(dimensions, QUERIES, bias=False)
        self.values = nn.Linear(dimensions, QUERIES * WIDTH)
        self.cues = nn.Linear(dimensions, CUES)
        self.hidden = nn.Linear(QUERIES * WIDTH + CUES + len(SHAPES), HIDDEN)
        self.out = nn.Linear(HIDDEN, 2 + len(READ_KINDS))
        self.drop = nn.Dropout(drop)
        nn.init.constant_(self.cues.bias, CUE_OFFSET)

    def forward(self, tokens: Tensor, window: WindowExample) -> Reading:
        """What the token vectors (tokens, dimensions) of a window say."""
        tokens = self.drop(tokens)
        words = word_vectors(tokens, window)
        numbers, clauses = window.numbers, window.clauses
        traits = torch.tensor([one.traits for one in numbers]).reshape(-1, len(TRAITS))
        runs, none = self.number_roles(words, traits, _stacked([one.relations for one in numbers], window.words))
        claims = [one for one in clauses if one.claim]
        shapes = torch.tensor([one.shape for one in claims]).reshape(-1, len(SHAPES))
        sources, unsaid = self.claim_roles(words, shapes, _stacked([one.relations for one in claims], window.words))
        askers = _beside(tokens, [one.tokens for one in numbers], traits)
        return Reading(self._numbers(askers), runs, none, self._clauses(tokens, clauses), sources, unsaid)

    def _numbers(self, askers: Tensor) -> Tensor:
        traits = askers[:, -len(TRAITS) :]
        hidden = self.drop(functional.relu(self.number_hidden(askers)))
        logits: Tensor = self.number_out(torch.cat([hidden, traits], dim=1))
        return logits

    def _clauses(self, tokens: Tensor, clauses: Sequence[ClauseExample]) -> Tensor:
        if not clauses:
            return tokens.new_zeros((0, 2 + len(READ_KINDS)))
        parts = [tokens[slice(*clause.tokens)] for clause in clauses]
        padded = nn.utils.rnn.pad_sequence(parts, batch_first=True)
        lengths = torch.tensor([len(part) for part in parts], device=tokens.device)
        mask = torch.arange(padded.shape[1], device=tokens.device)[None] < lengths[:, None]
        attention = self.queries(padded).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        values = self.values(padded).unflatten(2, (QUERIES, WIDTH))
        gathered = (attention[..., None] * values).sum(dim=1).flatten(1)
        seen = self.cues(padded).masked_fill(~mask[..., None], -1e4).logsumexp(dim=1)
        shapes = torch.tensor([clause.shape for clause in clauses], device=tokens.device)
        features = torch.cat([self.drop(torch.cat([gathered, seen], dim=1)), shapes], dim=1)
        logits: Tensor = self.out(self.drop(functional.relu(self.hidden(features))))
        return logits


def word_vectors(tokens: Tensor, window: WindowExample) -> Tensor:
    """The mean of each word's tokens; zeros for a word without tokens."""
    index = torch.from_numpy(window.word_of).long().to(tokens.device)
    kept = index >= 0
    total = tokens.new_zeros((window.words, tokens.shape[1])).index_add(0, index[kept], tokens[kept])
    count = tokens.new_zeros(window.words).index_add(0, index[kept], tokens.new_ones(int(kept.sum())))
    return total / count.clamp(min=1)[:, None]


def _beside(tokens: Tensor, runs: Sequence[Run], numbers: Tensor) -> Tensor:
    """The mean of each run's tokens with the numbers that stand beside it."""
    means = [tokens[start:end].mean(dim=0) for start, end in runs]
    return torch.cat([torch.stack(means) if means else tokens[:0], numbers], dim=1)


def _stacked(relations: Sequence[object], words: int) -> Tensor:
    if not relations:
        return torch.zeros((0, len(RELATIONS), words), dtype=torch.long)
    return torch.stack([torch.from_numpy(one) for one in relations]).long()

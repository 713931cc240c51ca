"""The claim head: what it computes, what it refuses to load, and how it was calibrated."""

import json
import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from summarizer.errors import ModelError
from summarizer.model import heads
from summarizer.model.encoder import Encoded
from summarizer.model.heads import READ_KINDS, SETTINGS_FILE, WEIGHTS_FILE, ClaimHead, clause_tokens
from summarizer.records import ClaimKind

FOLDER = Path(heads.__file__).with_name("khulasa-e5-small")


def test_vectors_of_another_encoder_s_size_are_refused() -> None:
    with pytest.raises(ModelError, match="vectors of 5 values, this head reads 2"):
        tiny_head().read([np.ones((3, 5), dtype=np.float32)], [(0.0,)])


def tiny_head(**changes: object) -> ClaimHead:
    """Two dimensions, one query of width one, one cue, one shape; the hidden layer passes all three on.

    The query looks for the first dimension and brings home the second; the cue is the first dimension. The claim is
    the query's find, the hedging the cue, and the shape speaks for the kind at its own place (here: causal).
    """
    out = np.zeros((3, 2 + len(READ_KINDS)), dtype=np.float32)
    out[0, 0] = out[1, 1] = out[2, 2 + READ_KINDS.index(ClaimKind.CAUSAL)] = 1
    weights = {
        "queries": np.array([[100], [0]], dtype=np.float32),
        "values": np.array([[0], [1]], dtype=np.float32),
        "values_bias": np.zeros(1, dtype=np.float32),
        "cues": np.array([[1], [0]], dtype=np.float32),
        "cues_bias": np.zeros(1, dtype=np.float32),
        "hidden": np.eye(3, dtype=np.float32),
        "hidden_bias": np.zeros(3, dtype=np.float32),
        "out": out,
        "out_bias": np.zeros(len(out[0]), dtype=np.float32),
    }
    values: dict[str, object] = {"temperature": 1.0, "claim_threshold": 0.5, "hedged_threshold": 0.5}
    return ClaimHead(weights, ("only",), **values | changes)  # type: ignore[arg-type]


def test_a_query_brings_home_the_token_that_it_looks_for() -> None:
    tokens = np.array([[0, 9], [1, 2], [0, 9]], dtype=np.float32)
    logits = tiny_head().logits([tokens], [[0.0]])
    assert logits[0, 0] == pytest.approx(2, abs=1e-4)


def test_a_cue_is_the_log_of_the_sum_over_tokens() -> None:
    tokens = np.array([[3, 0], [3, 0]], dtype=np.float32)
    assert tiny_head().logits([tokens], [[0.0]])[0, 1] == pytest.approx(3 + math.log(2), abs=1e-5)


def test_hidden_numbers_below_zero_say_nothing() -> None:
    tokens = np.array([[1, -5]], dtype=np.float32)
    assert tiny_head().logits([tokens], [[0.0]])[0, 0] == 0


def test_reading_is_calibrated_by_the_temperature() -> None:
    tokens = np.array([[1, 4]], dtype=np.float32)
    (reading,) = tiny_head(temperature=2.0).read([tokens], [[3.0]])
    assert reading.claim == pytest.approx(1 / (1 + math.exp(-2)), abs=1e-5)
    assert reading.kind is ClaimKind.CAUSAL


def test_clauses_read_together_are_as_if_read_alone() -> None:
    head, chance = tiny_head(), np.random.default_rng(1)
    clauses = [chance.normal(size=(length, 2)).astype(np.float32) for length in (3, 1, 5)]
    shapes = [[1.0], [2.0], [3.0]]
    alone = [head.logits([clause], [shape])[0] for clause, shape in zip(clauses, shapes, strict=True)]
    np.testing.assert_allclose(head.logits(clauses, shapes), np.array(alone), atol=1e-5)
    assert head.read([], []) == ()


def test_a_shape_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match=r"1 numbers \(only\), got 2"):
        tiny_head().logits([np.zeros((1, 2), dtype=np.float32)], [[0.0, 1.0]])


def test_clause_tokens_are_those_that_touch_the_clause() -> None:
    offsets = np.array([[0, 3], [4, 7], [8, 9]], dtype=np.int32)
    sentence = Encoded(np.arange(6, dtype=np.float32).reshape(3, 2), offsets)
    assert clause_tokens(sentence, 5, 8).tolist() == [[2, 3]]
    assert clause_tokens(sentence, 3, 4).tolist() == [[0, 0]]  # none: a row of zeros


def test_the_shipped_head_fits_its_claims() -> None:
    head = ClaimHead.load(FOLDER)
    settings = json.loads((FOLDER / SETTINGS_FILE).read_text(encoding="utf-8"))
    assert (FOLDER / WEIGHTS_FILE).stat().st_size < 1_500_000
    assert head.weights["queries"].shape[0] == 384
    for language in ("ar", "fa"):  # what it was measured at on topics that it never saw
        measured = settings["held_out"][language]
        assert measured["claim macro F1"] >= 0.85
        assert measured["claim calibration error"] <= 0.08
        assert measured["kind accuracy"] >= 0.6


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (SETTINGS_FILE, WEIGHTS_FILE):
        shutil.copy(FOLDER / name, tmp_path / name)
    ClaimHead.load(tmp_path)  # whole, it loads
    return tmp_path


@pytest.mark.parametrize("name", [SETTINGS_FILE, WEIGHTS_FILE])
def test_a_missing_file_is_a_model_error_with_a_way_out(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="train_heads"):
        ClaimHead.load(folder)


def test_damaged_weights_are_a_model_error(folder: Path) -> None:
    content = bytearray((folder / WEIGHTS_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(ModelError, match="SHA-256"):
        ClaimHead.load(folder)


@pytest.mark.parametrize(
    ("key", "value"), [("kinds", ["comparison"]), ("temperature", "warm"), ("shapes", None), ("sha256", None)]
)
def test_settings_of_another_make_are_a_model_error(folder: Path, key: str, value: object) -> None:
    settings = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    (folder / SETTINGS_FILE).write_text(json.dumps(settings | {key: value}), encoding="utf-8")
    with pytest.raises(ModelError):
        ClaimHead.load(folder)

"""The heads: what they compute, and what is refused at loading."""

import json
import math
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer.claims.shape import SHAPES
from summarizer.errors import ModelError
from summarizer.model import heads
from summarizer.model.asker import LONGEST, RELATED_AS_PART, Asker
from summarizer.model.claim_head import READ_KINDS, ClaimHead, clause_tokens
from summarizer.model.encoder import Encoded
from summarizer.model.heads import SETTINGS_FILE, WEIGHTS_FILE, Heads
from summarizer.model.number_head import NumberHead, beside
from summarizer.model.runs import best_run
from summarizer.passages.words import RELATIONS
from summarizer.records import Change, ClaimKind
from summarizer.stats.traits import TRAITS

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


def test_a_number_is_read_from_its_vector_and_its_traits() -> None:
    weights = {  # two dimensions, one trait; the hidden value is the first dimension, the trait speaks for an increase
        "number_hidden": np.array([[1], [0], [0]], dtype=np.float32),
        "number_hidden_bias": np.zeros(1, dtype=np.float32),
        "number_out": np.array([[2, 0, 0, 0], [0, 0, 5, 0]], dtype=np.float32),
        "number_out_bias": np.array([0, 1, 0, 0], dtype=np.float32),
    }
    head = NumberHead(weights, temperature=2.0, agreed=0.5, alone=0.5, trust=0.5)
    asked = beside([np.array([[2, 9], [4, 9]]), np.array([[0, 9]])], [[1.0], [0.0]], 3)  # type: ignore[list-item]
    first, second = head.read(asked, [None, Change.DECREASE])
    assert first.statistic == pytest.approx(1 / (1 + math.exp(-3)), abs=1e-5)  # twice the mean 3, over 2
    assert (first.change, second.change) == (Change.INCREASE, None)
    assert second.statistic == 0.5
    closer = NumberHead(weights, temperature=2.0, agreed=0.5, alone=0.5, trust=1.5)
    assert closer.read(asked, [None, Change.DECREASE])[1].change is Change.DECREASE


def test_nothing_to_ask_is_an_empty_matrix() -> None:
    assert beside([], [], 7).shape == (0, 7)


def asker(**changes: Any) -> Asker:
    """Three dimensions, no layers, no traits to speak of, one role. A word whose first value stands out starts and ends
    an answer, every word inside costs a little, and the second value of the asker's own words speaks for no answer.
    """
    weights = {
        "words": np.eye(3, dtype=np.float32),
        "traits": np.zeros((1, 3), dtype=np.float32),
        "norm": np.ones(3, dtype=np.float32),
        "out": np.array([[6, 6, 0], [0, 0, 0], [0, 0, 0]], dtype=np.float32),
        "out_bias": np.array([0, 0, -0.1], dtype=np.float32),
        "none": np.array([[0], [40], [0]], dtype=np.float32),
    }
    biases = {"words_bias": 3, "traits_bias": 3, "norm_bias": 3, "none_bias": 1}
    weights |= {name: np.zeros(size, dtype=np.float32) for name, size in biases.items()}
    weights |= {f"near_{place}": np.zeros((size, 3), dtype=np.float32) for place, size in enumerate(RELATIONS)}
    return Asker(weights | changes, ("who",))


PLAIN, LOUD, NONE = [0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]


def ask(one: Asker, words: list[list[float]]) -> Any:
    """The answer to the first word's question."""
    relations = np.zeros((len(RELATIONS), len(words)), dtype=np.int32)
    relations[0] = np.minimum(np.arange(len(words)) + RELATED_AS_PART, RELATIONS[0] - 1)
    (found,) = one.ask(np.array(words, dtype=np.float32), [[0.0]], [relations], [0])
    return found["who"]


def test_an_answer_goes_from_the_best_start_to_the_best_end() -> None:
    found = ask(asker(), [PLAIN, LOUD, PLAIN, LOUD, PLAIN])
    assert found.run in ((1, 4), (1, 2), (3, 4))  # all three are as good at their ends
    assert found.run == (1, 4)  # but this one agrees with both others


def test_no_answer_is_an_answer_too() -> None:
    found = ask(asker(), [NONE, LOUD, PLAIN])
    assert found.run is None
    assert found.confidence > 0.95


def test_where_a_word_stands_can_decide() -> None:
    near = np.zeros((RELATIONS[0], 3), dtype=np.float32)
    near[RELATED_AS_PART + 2] = [9, 0, 0]
    assert ask(asker(near_0=near), [PLAIN] * 5).run == (2, 3)


def test_many_ask_at_once_as_if_each_asked_alone() -> None:
    near = np.zeros((RELATIONS[0], 3), dtype=np.float32)
    near[RELATED_AS_PART + 2] = [9, 0, 0]
    one, words = asker(near_0=near), np.array([PLAIN] * 320, dtype=np.float32)
    places = list(range(0, 320, 5))  # some see all words, those far behind not the first
    relations = [np.zeros((len(RELATIONS), len(words)), dtype=np.int32) for _ in places]
    for stand, place in zip(relations, places, strict=True):
        stand[0] = np.clip(np.arange(len(words)) - place + RELATED_AS_PART, 0, RELATIONS[0] - 1)
    together = one.ask(words, [[0.0]] * len(places), relations, places)
    for place, stand, found in zip(places, relations, together, strict=True):
        assert found["who"].run == (place + 2, place + 3)
        assert one.ask(words, [[0.0]], [stand], [place])[0]["who"].run == found["who"].run


def test_words_far_behind_do_not_answer() -> None:
    found = ask(asker(), [*[PLAIN] * 399, LOUD])
    assert found.run is None or found.run[1] < 200


def test_the_best_run_is_the_one_that_most_others_agree_with() -> None:
    runs = np.full((6, LONGEST), -20.0)
    runs[0, 0] = math.log(0.4)  # one word alone, the likeliest
    runs[3, 1], runs[3, 2] = math.log(0.3), math.log(0.25)  # two that share two words, together likelier
    found, confidence = best_run(runs, math.log(0.05))
    assert found in ((3, 5), (3, 6))
    assert confidence == pytest.approx(0.55, abs=1e-3)
    assert best_run(runs, math.log(3.0))[0] is None


def test_the_shipped_heads_fit_their_claims() -> None:
    loaded = Heads.load(FOLDER)
    settings = json.loads((FOLDER / SETTINGS_FILE).read_text(encoding="utf-8"))
    assert (FOLDER / WEIGHTS_FILE).stat().st_size < 2_500_000
    assert loaded.claim.weights["queries"].shape[0] == 384
    assert loaded.claim.shapes == SHAPES
    assert loaded.number.weights["number_hidden"].shape[0] == 384 + len(TRAITS)
    for language in ("ar", "fa"):  # what it was measured at on topics that it never saw
        measured = settings["test"][language]
        assert measured["claim"] >= 0.85
        assert measured["claim_error"] <= 0.05
        assert measured["statistic_error"] <= 0.05
        assert measured["population"] >= 0.7


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (SETTINGS_FILE, WEIGHTS_FILE):
        shutil.copy(FOLDER / name, tmp_path / name)
    Heads.load(tmp_path)  # whole, it loads
    return tmp_path


@pytest.mark.parametrize("name", [SETTINGS_FILE, WEIGHTS_FILE])
def test_a_missing_file_is_a_model_error_with_a_way_out(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=r"training\.train"):
        Heads.load(folder)


def test_damaged_weights_are_a_model_error(folder: Path) -> None:
    content = bytearray((folder / WEIGHTS_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / WEIGHTS_FILE).write_bytes(content)
    with pytest.raises(ModelError, match="SHA-256"):
        Heads.load(folder)


@pytest.mark.parametrize(
    ("key", "value"), [("kinds", ["comparison"]), ("claim", "warm"), ("shapes", None), ("sha256", None)]
)
def test_settings_of_another_make_are_a_model_error(folder: Path, key: str, value: object) -> None:
    settings = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    (folder / SETTINGS_FILE).write_text(json.dumps(settings | {key: value}), encoding="utf-8")
    with pytest.raises(ModelError):
        Heads.load(folder)

"""The embedded encoder: the right ids, offsets of any text, windows, sameness, and refusals."""

import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summarizer.model
from summarizer.errors import MissingExtraError, ModelError
from summarizer.model.encoder import (
    OVERLAP,
    PREFIX,
    WINDOW,
    Encoded,
    Encoder,
    OnnxEncoder,
    join_windows,
    settle_offsets,
    window_bounds,
)
from summarizer.model.hub import HubEncoder

FOLDER = Path(summarizer.model.__file__).parent / "khulasa-e5-small"
CASES_FILE = Path(__file__).parent / "cases" / "encoder.toml"
CASES: list[dict[str, Any]] = tomllib.loads(CASES_FILE.read_text(encoding="utf-8"))["text"]
TEXTS = {case["name"]: case["text"] for case in CASES}
CANONICAL = [case for case in CASES if "values" in case]
ENCODER = OnnxEncoder(FOLDER)

LETTERS = "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B), 0x067E, 0x0686, 0x06A9, 0x06AF, 0x06CC]))
plain_texts = st.text(alphabet=LETTERS + "abcXYZ0123456789" + "\N{EXTENDED ARABIC-INDIC DIGIT FOUR} .,", max_size=60)
any_texts = st.text(alphabet=st.characters(), max_size=40)  # surrogates and control characters too


def words(text: str) -> list[tuple[int, int]]:
    """Spans of the stretches without white space."""
    spans, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        spans.append((start, start + len(word)))
        start += len(word)
    return spans


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_ids_are_those_of_the_reference_tokenizer(text: str) -> None:
    transformers = pytest.importorskip("transformers")
    reference = transformers.AutoTokenizer.from_pretrained(FOLDER)
    assert ENCODER.token_ids(text) == reference(PREFIX + text)["input_ids"]


@pytest.mark.parametrize("name", ["arabic", "persian", "mixed", "emoji", "presentation_forms", "harakat_and_tatweel"])
def test_each_word_is_covered_from_its_first_to_its_last_character(name: str) -> None:
    text = TEXTS[name]
    offsets = ENCODER.encode([text])[0].offsets
    for start, end in words(text):
        inside = offsets[(offsets[:, 0] < end) & (offsets[:, 1] > start)]
        assert inside[:, 0].min() == start, text[start:end]
        assert inside[:, 1].max() == end, text[start:end]


@settings(max_examples=60, deadline=None)
@given(any_texts)
def test_offsets_of_any_text_are_in_bounds_and_in_order(text: str) -> None:
    (encoded,) = ENCODER.encode([text])
    starts, ends = encoded.offsets[:, 0], encoded.offsets[:, 1]
    assert len(encoded.vectors) == len(encoded.offsets)
    assert np.isfinite(encoded.vectors).all()
    assert (starts >= 0).all()
    assert (starts < ends).all()
    assert (ends <= len(text)).all()
    assert (np.diff(starts) >= 0).all()
    assert (np.diff(ends) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(plain_texts)
def test_every_letter_of_a_plain_text_lies_in_a_token(text: str) -> None:
    covered: set[int] = set()
    for start, end in ENCODER.encode([text])[0].offsets.tolist():
        covered.update(range(start, end))
    assert covered == {place for place, character in enumerate(text) if not character.isspace()}


def test_pieces_without_a_character_of_their_own_take_the_next_piece_s_span() -> None:
    mark = "\N{LOWER ONE EIGHTH BLOCK}"
    # "a b": a space mark by itself, and a first piece at no width, as sentencepiece reports an expanded character.
    offsets = settle_offsets("a b", [f"{mark}a", mark, "b"], [(0, 1), (1, 2), (2, 3)])
    assert offsets.tolist() == [[0, 1], [2, 3], [2, 3]]
    expanded = settle_offsets("xy", [f"{mark}1", "2", "y"], [(0, 0), (0, 1), (1, 2)])
    assert expanded.tolist() == [[0, 1], [0, 1], [1, 2]]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_a_text_without_tokens_gives_no_rows_and_a_mean_of_zeros(text: str) -> None:
    (encoded,) = ENCODER.encode([text])
    assert encoded.vectors.shape == (0, 384)
    assert encoded.offsets.shape == (0, 2)
    assert not encoded.mean(0, 10).any()


def test_no_texts_give_no_results() -> None:
    assert ENCODER.encode([]) == ()


@pytest.mark.parametrize(
    ("count", "bounds"),
    [(0, []), (1, [(0, 1)]), (10, [(0, 10)]), (11, [(0, 10), (6, 11)]), (22, [(0, 10), (6, 16), (12, 22)])],
)
def test_windows_cover_all_tokens_and_overlap(count: int, bounds: list[tuple[int, int]]) -> None:
    assert window_bounds(count, size=10, overlap=4) == bounds


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(2, 40), st.data())
def test_joined_windows_hold_each_token_once(count: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    tokens = np.arange(count, dtype=np.float32)[:, None]
    parts = [tokens[start:end] for start, end in window_bounds(count, size, overlap)]
    assert join_windows(parts, overlap, dimensions=1)[:, 0].tolist() == list(range(count))


def test_neighbours_of_a_cut_come_from_the_window_with_more_context() -> None:
    first, second = np.zeros((10, 1), dtype=np.float32), np.ones((10, 1), dtype=np.float32)
    assert join_windows([first, second], overlap=4, dimensions=1)[:, 0].tolist() == [0.0] * 8 + [1.0] * 8


def test_a_long_text_is_never_cut_off() -> None:
    sentence = TEXTS["arabic"] + " "
    text = sentence * 30
    long, short = ENCODER.encode([text, sentence])
    assert len(long.offsets) == 30 * len(short.offsets) > 2 * WINDOW - OVERLAP
    assert text[slice(*long.offsets[-1])] == "."
    last = long.mean(29 * len(sentence), len(text))
    assert float(last @ short.mean(0, len(sentence))) > 0.7  # what stands before it changes a sentence a little


def test_vectors_depend_on_their_text_alone() -> None:
    texts = [*TEXTS.values(), TEXTS["persian"] * 20]
    together = ENCODER.encode(texts)
    backwards = ENCODER.encode(texts[::-1])[::-1]
    for text, one, other in zip(texts, together, backwards, strict=True):
        alone = ENCODER.encode([text])[0]
        assert np.array_equal(one.vectors, alone.vectors)
        assert np.array_equal(one.vectors, other.vectors)
        assert np.array_equal(one.offsets, alone.offsets)


def test_threads_may_share_an_encoder() -> None:
    texts = list(TEXTS.values())
    expected = ENCODER.encode(texts)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: ENCODER.encode(texts), range(4)))
    for result in results:
        assert all(np.array_equal(a.vectors, b.vectors) for a, b in zip(result, expected, strict=True))


@pytest.mark.parametrize("case", CANONICAL, ids=[case["name"] for case in CANONICAL])
def test_canonical_vectors_are_near_those_of_the_fp32_source(case: dict[str, Any]) -> None:
    text = case["text"]
    vector = ENCODER.encode([text])[0].mean(0, len(text))
    assert vector[:5] == pytest.approx(case["values"], abs=0.025)
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-5)


def test_mean_is_normalised_and_takes_the_tokens_that_touch_the_span() -> None:
    vectors = np.array([[3.0, 0.0], [0.0, 4.0], [5.0, 0.0]], dtype=np.float32)
    encoded = Encoded(vectors, np.array([[0, 2], [2, 5], [6, 8]], dtype=np.int32))
    assert encoded.mean(0, 2) == pytest.approx([1.0, 0.0])
    assert encoded.mean(0, 5) == pytest.approx([0.6, 0.8])  # (3, 4) / 2, length 2.5
    assert encoded.mean(4, 6) == pytest.approx([0.0, 1.0])
    assert encoded.mean(5, 6) == pytest.approx([0.0, 0.0])


def test_a_missing_folder_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks config\.json, model\.onnx.*python -m summarizer\.training\."):
        OnnxEncoder(tmp_path / "nowhere")


def test_an_incomplete_folder_is_refused_by_the_missing_name(tmp_path: Path) -> None:
    for name in ("config.json", "model.onnx"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    with pytest.raises(ModelError, match=r"lacks sentencepiece\.bpe\.model;"):
        OnnxEncoder(tmp_path)


@pytest.mark.parametrize("name", ["sentencepiece.bpe.model", "model.onnx"])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    for kept in ("config.json", "model.onnx", "sentencepiece.bpe.model"):
        (tmp_path / kept).write_bytes((FOLDER / kept).read_bytes())
    damaged = bytearray((tmp_path / name).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / name).write_bytes(damaged)
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        OnnxEncoder(tmp_path)


@pytest.mark.parametrize("config", ["{", "[]", "{}", '{"hidden_size": 384, "sha256": {}}'])
def test_an_unusable_configuration_is_refused(tmp_path: Path, config: str) -> None:
    for name in ("model.onnx", "sentencepiece.bpe.model"):
        (tmp_path / name).touch()
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(ModelError, match=r"config\.json cannot be used"):
        OnnxEncoder(tmp_path)


def test_the_default_encoder_needs_neither_torch_nor_transformers() -> None:
    program = "import sys, summarizer.model.encoder; print(sorted({'torch', 'transformers'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_a_hub_encoder_without_its_packages_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'khulasa\[hub\]'"):
        HubEncoder("any/name")


def test_a_hub_encoder_reads_a_local_folder(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    config = transformers.BertConfig(
        vocab_size=25_100, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
    )
    transformers.BertModel(config).save_pretrained(tmp_path)
    for name in ("sentencepiece.bpe.model", "tokenizer_config.json"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    encoder: Encoder = HubEncoder(str(tmp_path))
    texts = [TEXTS["persian"], "", "a \ud800 b", TEXTS["arabic"] * 20]
    for text, encoded in zip(texts, encoder.encode(texts), strict=True):
        assert encoded.vectors.shape == (len(encoded.offsets), 16)
        assert all(0 <= start < end <= len(text) for start, end in encoded.offsets.tolist())
    assert len(encoder.encode([texts[3]])[0].offsets) > WINDOW


def test_a_hub_encoder_of_no_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    with pytest.raises(ModelError, match="neither a model folder nor a model"):
        HubEncoder(str(tmp_path))

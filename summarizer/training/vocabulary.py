"""Which pieces of the base vocabulary stay, and what the encoder looks like with only these.

Rows of the word embedding: 0 ``<s>``, 1 ``<pad>``, 2 ``</s>``, 3 ``<unk>``, then SentencePiece piece ``i`` at row
``i + 1``, and ``<mask>`` last. Trimming keeps this order, so a text that needs no dropped piece gets the same vectors.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import torch
from sentencepiece.sentencepiece_model_pb2 import ModelProto
from transformers import BertModel

LATIN_PIECES = 4_000

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
# The pieces of the prefixes "query: " and "passage: "; those of their signs stay anyhow.
_PREFIX_PIECES = frozenset({f"{_SPACE}que", "ry", f"{_SPACE}passage"})
_CONTROLS = 3
_SPECIAL_ROWS = (0, 1, 2, 3)
# Scripts whose single characters stay: they stand in names, formulas and marks of any article.
_SINGLE_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "COMBINING", "MODIFIER"})


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A smaller vocabulary: ``pieces`` is a serialised ``ModelProto``, ``rows`` the old row of each new row."""

    pieces: bytes
    rows: np.ndarray


def trim_pieces(pieces: bytes, latin: int = LATIN_PIECES) -> Trimmed:
    """Keep what Arabic and Persian articles need, and of the Latin pieces the `latin` best-scored plain ASCII ones."""
    model = ModelProto.FromString(pieces)
    kept = [index for index, piece in enumerate(model.pieces) if index >= _CONTROLS and _always_kept(piece.piece)]
    others = [index for index, piece in enumerate(model.pieces) if index >= _CONTROLS and _is_latin_word(piece.piece)]
    best = sorted(others, key=lambda index: -model.pieces[index].score)[:latin]
    order = sorted({*kept, *best})
    mask_row = len(model.pieces) + 1
    rows = np.array([*_SPECIAL_ROWS, *(index + 1 for index in order), mask_row])
    chosen = [model.pieces[index] for index in (*range(_CONTROLS), *order)]
    smaller = ModelProto()
    smaller.CopyFrom(model)
    del smaller.pieces[:]
    smaller.pieces.extend(chosen)
    return Trimmed(bytes(smaller.SerializeToString(deterministic=True)), rows)


def trim_encoder(encoder: BertModel, rows: np.ndarray) -> BertModel:
    """A copy of `encoder` with only these rows of the word embedding, in evaluation mode."""
    config = type(encoder.config).from_dict(encoder.config.to_dict())
    config.vocab_size = len(rows)
    smaller = BertModel(config, add_pooling_layer=False)
    smaller.set_attn_implementation("eager")
    weights = dict(encoder.state_dict())
    name = "embeddings.word_embeddings.weight"
    weights[name] = weights[name][torch.from_numpy(rows)]
    smaller.load_state_dict(weights, strict=False)
    smaller.train(False)
    return smaller


def _always_kept(piece: str) -> bool:
    """Arabic script, pieces without any letter, single characters of a few scripts, and the words of the prefixes."""
    bare = piece.replace(_SPACE, "")
    scripts = _scripts(bare)
    single = len(bare) <= 1 and scripts <= _SINGLE_SCRIPTS
    return single or "ARABIC" in scripts or not scripts or piece in _PREFIX_PIECES


def _is_latin_word(piece: str) -> bool:
    bare = piece.replace(_SPACE, "")
    return len(bare) > 1 and bare.isascii() and _scripts(bare) == {"LATIN"}


def _scripts(characters: Iterable[str]) -> set[str]:
    """The first words of the names of the letters and marks: for these scripts the name of the script."""
    return {
        unicodedata.name(character, "?").split()[0]
        for character in characters
        if unicodedata.category(character)[0] in "LM"
    }

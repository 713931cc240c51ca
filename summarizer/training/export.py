"""From a trained extractor to the files of a model folder: the int8 encoder, the heads in half precision, settings."""

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from summarizer.claims.shape import SHAPES
from summarizer.model.claim_head import READ_KINDS
from summarizer.model.encoder import Vectors
from summarizer.model.heads import SETTINGS_FILE, WEIGHTS_FILE
from summarizer.training.network import Asker, Heads


def runtime_weights(heads: Heads) -> dict[str, Vectors]:
    """The weights of ``summarizer.model.heads.Heads`` that computes the same."""
    weights: dict[str, Any] = {}
    for name in ("queries", "values", "cues", "hidden", "out", "number_hidden", "number_out"):
        weights |= _linear(name, getattr(heads, name))
    weights |= _linear("meaning", heads.meaning)
    for name in ("number_roles", "claim_roles"):
        weights |= {f"{name}.{key}": value for key, value in _asker(getattr(heads, name)).items()}
    return {name: np.asarray(value, dtype=np.float16) for name, value in weights.items()}


def _asker(asker: Asker) -> dict[str, Any]:
    weights = {f"near_{place}": bias.detach().numpy() for place, bias in enumerate(asker.near)}
    for name in ("words", "traits", "out", "none", "norm"):
        weights |= _linear(name, getattr(asker, name))
    for place, layer in enumerate(asker.layers):
        for name in ("parts", "joined", "inner", "outer"):
            weights |= _linear(f"{name}_{place}", getattr(layer, name))
        for number, norm in enumerate(layer.norms):
            weights |= _linear(f"norm_{place}{number}", norm)
    return weights


def _linear(name: str, layer: Any) -> dict[str, Any]:
    weights = {name: layer.weight.detach().numpy().T}
    return weights if layer.bias is None else weights | {f"{name}_bias": layer.bias.detach().numpy()}


def write_heads(folder: Path, heads: Heads, settings: Mapping[str, Any]) -> None:
    """Write weights and settings (thresholds, temperatures, figures) into a model folder."""
    content = io.BytesIO()
    weights: dict[str, Any] = runtime_weights(heads)
    np.savez_compressed(content, **weights)
    (folder / WEIGHTS_FILE).write_bytes(content.getvalue())
    labels = {"kinds": list(READ_KINDS), "shapes": list(SHAPES)}
    whole = labels | dict(settings) | {"sha256": hashlib.sha256(content.getvalue()).hexdigest()}
    (folder / SETTINGS_FILE).write_text(json.dumps(whole, indent=2) + "\n", encoding="utf-8")

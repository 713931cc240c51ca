"""The heads of a model folder: what is asked of the encoder's vectors; labels, thresholds and calibration are data."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from summarizer.errors import ModelError
from summarizer.model.asker import Asker
from summarizer.model.claim_head import CLAIM_WEIGHTS, READ_KINDS, ClaimHead
from summarizer.model.encoder import Encoded, Vectors
from summarizer.model.number_head import NUMBER_WEIGHTS, NumberHead

WEIGHTS_FILE = "heads.npz"
SETTINGS_FILE = "heads.json"
NUMBER_ROLES = ("population", "measure", "time", "source")
"""What is asked of a number: about whom, what, when, according to whom."""
CLAUSE_ROLES = ("source",)
"""What is asked of a clause."""

_STATISTIC = ("temperature", "agreed", "alone", "trust")


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """Turns tuned vectors back to nearly the base model's, by ``weights`` (dimensions, dimensions)."""

    weights: Vectors

    def of(self, tokens: Encoded, start: int, end: int) -> Vectors:
        """What ``[start, end)`` means, as a vector of length 1; zeros where no token lies."""
        found = tokens.mean(start, end) @ self.weights
        return np.asarray(found / max(float(np.linalg.norm(found)), 1e-12), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What a number is and who fills its roles, what a clause is and who says it, what a stretch means."""

    number: NumberHead
    number_roles: Asker
    claim: ClaimHead
    claim_roles: Asker
    meaning: Meaning

    @classmethod
    def load(cls, folder: Path | str) -> Self:
        """The heads of a model folder. Raises ModelError where they are missing, damaged or of another make."""
        folder = Path(folder)
        try:
            settings: dict[str, Any] = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
            content = (folder / WEIGHTS_FILE).read_bytes()
            if hashlib.sha256(content).hexdigest() != settings["sha256"]:
                raise ValueError(f"the SHA-256 of {WEIGHTS_FILE} is not {settings['sha256']}")
            if tuple(settings["kinds"]) != READ_KINDS:
                raise ValueError(f"its kinds are {settings['kinds']}, not {list(READ_KINDS)}")
            with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as file:
                return cls.of({name: np.asarray(file[name], dtype=np.float32) for name in file.files}, settings)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{folder} holds no heads that can be used ({error}); install khulasa again, or train them: "
                "python -m summarizer.training.train"
            ) from error

    @classmethod
    def of(cls, weights: Mapping[str, Vectors], settings: Mapping[str, Any]) -> Self:
        """The heads of these weights, named as each class names them; `settings` has thresholds and temperatures."""
        statistic, claim, hedged = (settings[name] for name in ("statistic", "claim", "hedged"))
        return cls(
            NumberHead(_named(weights, NUMBER_WEIGHTS), *(float(statistic[name]) for name in _STATISTIC)),
            Asker(_under(weights, "number_roles."), NUMBER_ROLES),
            ClaimHead(
                _named(weights, CLAIM_WEIGHTS),
                tuple(settings["shapes"]),
                float(claim["temperature"]),
                float(claim["threshold"]),
                float(hedged["threshold"]),
            ),
            Asker(_under(weights, "claim_roles."), CLAUSE_ROLES),
            Meaning(weights["meaning"]),
        )


def _named(weights: Mapping[str, Vectors], names: tuple[str, ...]) -> dict[str, Vectors]:
    return {name: weights[name] for name in names}


def _under(weights: Mapping[str, Vectors], prefix: str) -> dict[str, Vectors]:
    found = {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
    if not found:
        raise KeyError(f"{prefix}*")
    return found

"""An encoder of any size from a model hub or a local folder, through transformers and torch (``khulasa[hub]``)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from summarizer.errors import MissingExtraError, ModelError
from summarizer.model.encoder import (
    OVERLAP,
    PREFIX,
    WINDOW,
    Encoded,
    Offsets,
    Vectors,
    join_windows,
    window_bounds,
    without_surrogates,
)


class HubEncoder:
    """The same :class:`~summarizer.model.encoder.Encoder` over a transformers model such as multilingual-e5-large.

    `name` is a hub name or a local folder; `prefix` is what the model expects before a text ("" for none). Texts run
    one by one, so that a text's vectors depend on that text alone. Raises ``MissingExtraError`` without the packages
    and ``ModelError`` when the model cannot be loaded or has no tokeniser that knows offsets.
    """

    def __init__(self, name: str, prefix: str = PREFIX) -> None:
        self._torch, transformers = _packages()
        try:
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(name)
            self._model: Any = transformers.AutoModel.from_pretrained(name)
        except (OSError, ValueError) as error:
            raise ModelError(f"{name!r} is neither a model folder nor a model that the hub gave: {error}") from error
        if not self._tokenizer.is_fast:
            raise ModelError(f"the tokeniser of {name!r} knows no offsets; choose a model with a fast tokeniser")
        self._model.eval()
        marks: list[int] = self._tokenizer("")["input_ids"]
        self._before = marks[:1] + self._tokens(prefix)[0]
        self._after = marks[1:]

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """The token vectors of each text; longer texts are run in overlapping windows."""
        return tuple(self._encode(text) for text in texts)

    def _encode(self, text: str) -> Encoded:
        ids, offsets = self._tokens(text)
        windows = [self._run(ids[start:end]) for start, end in window_bounds(len(ids), WINDOW, OVERLAP)]
        return Encoded(join_windows(windows, OVERLAP, int(self._model.config.hidden_size)), offsets)

    def _tokens(self, text: str) -> tuple[list[int], Offsets]:
        """Ids and spans without marks; tokens that stand for no character of the text are left out."""
        found = self._tokenizer(without_surrogates(text), add_special_tokens=False, return_offsets_mapping=True)
        spans = np.array(found["offset_mapping"], dtype=np.int32).reshape(-1, 2)
        kept = spans[:, 1] > spans[:, 0]
        ids: list[int] = np.array(found["input_ids"], dtype=np.int64)[kept].tolist()
        return ids, spans[kept]

    def _run(self, window: Sequence[int]) -> Vectors:
        ids = self._torch.tensor([[*self._before, *window, *self._after]])
        with self._torch.inference_mode():
            states = self._model(input_ids=ids, attention_mask=self._torch.ones_like(ids)).last_hidden_state[0]
        vectors: Vectors = states[len(self._before) : len(self._before) + len(window)].float().numpy()
        return vectors


def _packages() -> tuple[Any, Any]:
    """torch and transformers, imported only here: they are large, and the default encoder needs neither."""
    try:
        import torch
        import transformers
    except ImportError as error:
        raise MissingExtraError(
            f"models from a hub need more packages ({error}): pip install 'khulasa[hub]'"
        ) from error
    return torch, transformers

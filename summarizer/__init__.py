"""Khulasa: claims and statistics from Arabic and Persian articles, with their exact places, offline."""

from summarizer.errors import (
    InputTypeError,
    InputValueError,
    LexiconError,
    MissingExtraError,
    ModelError,
    SummarizerError,
    UnreadableInputError,
)
from summarizer.quantities import find_quantities
from summarizer.records import (
    Change,
    Claim,
    ClaimKind,
    Ignored,
    Language,
    ModelInfo,
    Qualifier,
    Quantity,
    QuantityKind,
    Report,
    Span,
    Statistic,
    Summary,
)
from summarizer.summarizer import Summarizer, summarize
from summarizer.version import __version__

__all__ = [
    "Change",
    "Claim",
    "ClaimKind",
    "Ignored",
    "InputTypeError",
    "InputValueError",
    "Language",
    "LexiconError",
    "MissingExtraError",
    "ModelError",
    "ModelInfo",
    "Qualifier",
    "Quantity",
    "QuantityKind",
    "Report",
    "Span",
    "Statistic",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "UnreadableInputError",
    "__version__",
    "find_quantities",
    "summarize",
]

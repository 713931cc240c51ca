"""The records that a report is made of: frozen, slotted, and sure of their own spans.

Field meanings are those of the README's "The report"; offsets are half-open ``[start, end)`` in Unicode code points
into the text exactly as it was given.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

SCHEMA = 1


class Language(StrEnum):
    """The language of a paragraph or of a report."""

    ARABIC = "ar"
    PERSIAN = "fa"
    MIXED = "mixed"


class QuantityKind(StrEnum):
    """What sort of thing a number says; the last four are never statistics by themselves."""

    PERCENTAGE = "percentage"
    FRACTION = "fraction"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    COUNT = "count"
    MONEY = "money"
    DURATION = "duration"
    QUANTITY = "quantity"
    NUMBER = "number"
    ORDINAL = "ordinal"
    DATE = "date"
    IDENTIFIER = "identifier"


class Qualifier(StrEnum):
    """How the text bounds or loosens a number."""

    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Change(StrEnum):
    """The direction of the change whose size a number is."""

    INCREASE = "increase"
    DECREASE = "decrease"


class ClaimKind(StrEnum):
    """What a claim does; where several fit, the first in this order holds."""

    STATISTICAL = "statistical"
    COMPARISON = "comparison"
    CAUSAL = "causal"
    TREND = "trend"
    PREDICTION = "prediction"
    RECOMMENDATION = "recommendation"
    ASSERTION = "assertion"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: ``text == article[start:end]``, never empty."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, self.text)

    @classmethod
    def of(cls, article: str, start: int, end: int) -> "Span":
        """The span ``[start, end)`` of `article`."""
        return cls(start, end, article[start:end])


@dataclass(frozen=True, slots=True)
class Quantity:
    """One mention of a number, whole.

    ``value`` is ``None`` where ``low`` and ``high`` give a range, and for a date or identifier that is no one number.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    kind: QuantityKind
    unit: str | None = None
    qualifier: Qualifier | None = None
    change: Change | None = None

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, self.text)
        if self.kind not in (QuantityKind.DATE, QuantityKind.IDENTIFIER) or self.low is not None:
            _check_value(self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number by which the article quantifies something about the world, and what it says of whom."""

    id: str
    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    kind: QuantityKind
    unit: str | None
    qualifier: Qualifier | None
    change: Change | None
    population: Span | None
    measure: Span | None
    time: Span | None
    source: Span | None
    compared_with: tuple[str, ...]
    same_as: str | None
    claim: str | None
    confidence: float

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, self.text)
        _check_value(self.value, self.low, self.high)
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that asserts something which a reader could check or dispute."""

    id: str
    start: int
    end: int
    text: str
    kind: ClaimKind
    source: Span | None
    hedged: bool
    statistics: tuple[str, ...]
    same_as: str | None
    confidence: float

    def __post_init__(self) -> None:
        _check_span(self.start, self.end, self.text)
        _check_confidence(self.confidence)


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences that carry the article, in the article's order; ``text`` joins them."""

    text: str
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A stretch that was left out because it is not the article; ``reason`` is a lower-case name."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made a report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in one article."""

    language: Language
    summary: Summary
    statistics: tuple[Statistic, ...]
    claims: tuple[Claim, ...]
    ignored: tuple[Ignored, ...]
    model: ModelInfo

    def to_dict(self) -> dict[str, Any]:
        """The report as plain dictionaries, lists, strings and numbers (schema 1)."""
        return {"schema": SCHEMA} | {name: _plain(getattr(self, name)) for name in self.__slots__}

    def to_json(self, indent: int | None = None) -> str:
        """The report as JSON text, Arabic script unescaped."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def _plain(value: Any) -> Any:
    """Turn records, enums, decimals and tuples into what JSON knows."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return int(value) if whole else float(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__slots__"):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    return value


def _check_span(start: int, end: int, text: str) -> None:
    if not 0 <= start < end or len(text) != end - start:
        raise ValueError(f"a span needs 0 <= start < end and a text of that length, got [{start}, {end}) and {text!r}")


def _check_value(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> None:
    is_range = low is not None and high is not None
    if (value is None) != is_range or (low is None) != (high is None):
        raise ValueError(f"a number has either a value or both ends of a range, got {value}, {low}, {high}")


def _check_confidence(confidence: float) -> None:
    if not 0.0 <= confidence <= 1.0:
        raise ValueError(f"a confidence lies between 0 and 1, got {confidence}")

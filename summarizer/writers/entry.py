"""One article and its report, and the English words for its values that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from summarizer.records import Claim, ClaimKind, Report, Statistic
from summarizer.writers.words import ReaderLanguage, ReportWords, load_report_words, words_of

_PLACES: Final = 4  # enough to tell 1/3 from 33%


@dataclass(frozen=True, slots=True)
class Entry:
    """An article's text and report, and its path as it was given on the command line (``-`` for standard input).

    `reader` is the language around the report in the formats that speak it; ``None`` stands for the article's own.
    """

    path: str
    text: str
    report: Report
    reader: ReaderLanguage | None = None

    @property
    def title(self) -> str:
        """The path as people read it."""
        return "standard input" if self.path == "-" else self.path

    @property
    def words(self) -> ReportWords:
        """The words around the report, in its reader's language."""
        return load_report_words()[self.reader] if self.reader else words_of(self.report)


def as_bytes(text: str) -> bytes:
    r"""`text` in UTF-8; half of a surrogate pair, which UTF-8 cannot hold, as ``\ud800``, its escape in JSON."""
    return text.encode("utf-8", errors="backslashreplace")


def value_with_unit(statistic: Statistic) -> str:
    """What a number says, in figures: ``37%``, ``4,040,000,000 USD``, ``20 to 30%``."""
    ends = (statistic.low, statistic.high) if statistic.value is None else (statistic.value,)
    number = " to ".join(_figures(end) for end in ends if end is not None)
    match statistic.unit:
        case None:
            return number
        case "%":
            return f"{number}%"
        case "pp":
            return f"{number} percentage points"
        case unit:
            return f"{number} {unit}"


def traits(statistic: Statistic) -> str:
    """Kind, qualifier and change in words: ``percentage, more than, increase``."""
    return ", ".join(label(trait) for trait in (statistic.kind, statistic.qualifier, statistic.change) if trait)


def roles(statistic: Statistic) -> tuple[tuple[str, str], ...]:
    """The names and texts of what a number is about, those that the article gives."""
    spans = {
        "population": statistic.population,
        "measure": statistic.measure,
        "time": statistic.time,
        "source": statistic.source,
    }
    return tuple((name, span.text) for name, span in spans.items() if span is not None)


def claims_by_kind(claims: Sequence[Claim]) -> Iterator[tuple[ClaimKind, list[Claim]]]:
    """The claims of each kind that occurs, the kinds in the order in which they take precedence."""
    for kind in ClaimKind:
        if group := [claim for claim in claims if claim.kind == kind]:
            yield kind, group


def label(name: StrEnum | str) -> str:
    """A lower-case name from the records as words."""
    return name.replace("_", " ")


def _figures(value: Decimal) -> str:
    """`value` in full with thousands separators; a fraction to four places, or to four figures where it is tiny."""
    if value == value.to_integral_value():
        return f"{value:,.0f}"
    places = max(_PLACES, _PLACES - 1 - value.adjusted())
    return f"{value:,.{places}f}".rstrip("0").rstrip(".")

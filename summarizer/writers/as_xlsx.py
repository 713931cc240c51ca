"""XLSX: a workbook with a sheet of statistics and a sheet of claims, in the language of its reader.

Numbers are numbers, percentages in percent; text is text and never a formula or a link, whatever it begins with.
"""

import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from summarizer.records import Claim, Span, Statistic
from summarizer.writers.entry import Entry, as_bytes
from summarizer.writers.words import ReportWords, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | float | None

# Columns, each with its width in characters.
_PATH: Final = {"path": 24}
_STATISTICS: Final = {
    **{"id": 7, "text": 18, "value": 16, "low": 16, "high": 16, "kind": 14, "unit": 16, "qualifier": 12, "change": 12},
    **{"population": 28, "measure": 40, "time": 20, "source": 24, "compared_with": 12, "same_as": 10, "claim": 10},
    **{"start": 10, "end": 10, "confidence": 12},
}
_CLAIMS: Final = {
    **{"id": 7, "text": 72, "kind": 18, "source": 28, "hedged": 18, "statistics": 14, "same_as": 10},
    **{"start": 10, "end": 10, "confidence": 12},
}
_CREATED: Final = datetime(2000, 1, 1)  # fixed, so that the same report gives the same bytes
_LONGEST_CELL: Final = 32_767  # no spreadsheet program holds more characters in a cell
_OPTIONS: Final = {
    "in_memory": True,
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
}


def write_xlsx(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """A workbook in the words of the first entry's reader; a first column for the path where several were asked for."""
    # Imported late: it takes longer to load than most reports take to write, and most commands do without.
    from xlsxwriter import Workbook

    given = list(entries)
    words = given[0].words
    reports = [((entry.path,) if several else (), entry.report) for entry in given]
    statistics = [(*path, *_statistic_row(item, words)) for path, report in reports for item in report.statistics]
    claims = [(*path, *_claim_row(item, words)) for path, report in reports for item in report.claims]
    first = _PATH if several else {}
    written = io.BytesIO()
    with Workbook(written, _OPTIONS) as workbook:
        workbook.set_properties({"created": _CREATED})
        _write_sheet(workbook, words, "statistics", first | _STATISTICS, statistics)
        _write_sheet(workbook, words, "claims", first | _CLAIMS, claims)
    yield written.getvalue()


def _statistic_row(statistic: Statistic, words: ReportWords) -> tuple[Cell, ...]:
    return (
        statistic.id,
        statistic.text,
        *map(_number, (statistic.value, statistic.low, statistic.high)),
        _named(words.kinds, statistic.kind),
        _named(words.units, statistic.unit),
        _named(words.qualifiers, statistic.qualifier),
        _named(words.changes, statistic.change),
        *map(_text, (statistic.population, statistic.measure, statistic.time, statistic.source)),
        " ".join(statistic.compared_with),
        statistic.same_as,
        statistic.claim,
        *(statistic.start, statistic.end, statistic.confidence),
    )


def _claim_row(claim: Claim, words: ReportWords) -> tuple[Cell, ...]:
    return (
        claim.id,
        claim.text,
        _named(words.claim_names, claim.kind),
        _text(claim.source),
        words.phrases["hedged"] if claim.hedged else None,
        " ".join(claim.statistics),
        claim.same_as,
        *(claim.start, claim.end, claim.confidence),
    )


def _number(value: Decimal | None) -> Cell:
    """The nearest number that a workbook can hold; where there is none, its digits as text."""
    number = None if value is None else float(value)
    return str(value) if number is not None and math.isinf(number) else number


def _named(table: Table, name: str | None) -> str | None:
    return None if name is None else table.get(name, str(name))


def _text(span: Span | None) -> str | None:
    return None if span is None else span.text


def _write_sheet(
    workbook: "Workbook", words: ReportWords, name: str, columns: Mapping[str, int], rows: Sequence[Sequence[Cell]]
) -> None:
    """A sheet of `rows` under a header that stays in sight and filters."""
    sheet = workbook.add_worksheet(words.sections[name])
    if words.language.direction == "rtl":
        sheet.right_to_left()
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    whole = workbook.add_format({"num_format": "#,##0", "valign": "top"})
    for column, (key, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write(0, column, words.columns[key], heading)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write(line, column, _holdable(cell), whole if _is_whole(cell) else body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _holdable(cell: Cell) -> Cell:
    """`cell` as a workbook can hold it."""
    return as_bytes(cell).decode()[:_LONGEST_CELL] if isinstance(cell, str) else cell


def _is_whole(cell: Cell) -> bool:
    return not isinstance(cell, str | None) and float(cell).is_integer()

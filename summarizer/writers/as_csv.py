"""CSV: one row a statistic, under a header; numbers as in the JSON report, spans by their text.

It begins with a byte order mark, without which spreadsheet programs take Arabic letters for others.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from summarizer.writers.entry import Entry, as_bytes

_COLUMNS: Final = (
    *("id", "start", "end", "text", "value", "low", "high", "kind", "unit", "qualifier", "change"),
    *("population", "measure", "time", "source", "compared_with", "same_as", "claim", "confidence"),
)
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", re.ASCII)
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """The header, then the rows of each report; a `path` column first where several inputs were asked for."""
    yield codecs.BOM_UTF8 + _lines([("path", *_COLUMNS) if several else _COLUMNS])
    for entry in entries:
        rows = [[_cell(row[column]) for column in _COLUMNS] for row in entry.report.to_dict()["statistics"]]
        yield _lines([map(safe_cell, [entry.path, *row] if several else row) for row in rows])


def safe_cell(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet would run as a formula; plain numbers stay numbers.

    >>> safe_cell("=SUM(A1)"), safe_cell("-5%"), safe_cell("-5")
    ("'=SUM(A1)", "'-5%", '-5')
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(cell) else cell


def _cell(value: Any) -> str:
    """A value of the JSON report in one cell: a span's text, ids with spaces between, nothing for null."""
    match value:
        case None:
            return ""
        case dict():
            return str(value["text"])
        case list():
            return " ".join(value)
        case _:
            return str(value)


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return as_bytes(lines.getvalue())

"""Reports in every format, one module a format: pure functions from reports to bytes; and what a page needs of them."""

from summarizer.writers.entry import Entry
from summarizer.writers.figures import format_number
from summarizer.writers.formats import FORMATS, Format
from summarizer.writers.html.document import STYLE_FILES
from summarizer.writers.html.sections import render_report
from summarizer.writers.words import (
    ReaderLanguage,
    ReportWords,
    Table,
    WordsError,
    load_report_words,
    read_tables,
)

__all__ = [
    "FORMATS",
    "STYLE_FILES",
    "Entry",
    "Format",
    "ReaderLanguage",
    "ReportWords",
    "Table",
    "WordsError",
    "format_number",
    "load_report_words",
    "read_tables",
    "render_report",
]

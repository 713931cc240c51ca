"""The formats that a report can be written in: the one list, for the command line and for the page."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from summarizer.writers.as_csv import write_csv
from summarizer.writers.as_html import write_html
from summarizer.writers.as_json import write_json
from summarizer.writers.as_jsonl import write_jsonl
from summarizer.writers.as_markdown import write_markdown
from summarizer.writers.as_text import write_text
from summarizer.writers.as_xlsx import write_xlsx
from summarizer.writers.entry import Entry

Writer = Callable[[Iterable[Entry], bool], Iterator[bytes]]
"""Entries, and whether several inputs were asked for, to the pieces of the output, each as early as it can be given."""

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its `name`, with the `suffix` of its files (dot included), its media type and its writer."""

    name: str
    suffix: str
    media_type: str
    write: Writer

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self.media_type != _WORKBOOK


FORMATS: Final = MappingProxyType(
    {
        format.name: format
        for format in (
            Format("text", ".txt", "text/plain", write_text),
            Format("json", ".json", "application/json", write_json),
            Format("jsonl", ".jsonl", "application/x-ndjson", write_jsonl),
            Format("csv", ".csv", "text/csv", write_csv),
            Format("xlsx", ".xlsx", _WORKBOOK, write_xlsx),
            Format("markdown", ".md", "text/markdown", write_markdown),
            Format("html", ".html", "text/html", write_html),
        )
    }
)
"""From the name of a format to the format."""

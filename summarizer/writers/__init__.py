"""Reports in the formats of the command line, one module a format; pure functions from reports to text."""

from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Final

from summarizer.writers.as_csv import write_csv
from summarizer.writers.as_json import write_json
from summarizer.writers.as_jsonl import write_jsonl
from summarizer.writers.as_markdown import write_markdown
from summarizer.writers.as_text import write_text
from summarizer.writers.entry import Entry

__all__ = ["WRITERS", "Entry", "Writer"]

Writer = Callable[[Iterable[Entry], bool], Iterator[str]]
"""Entries, and whether several inputs were asked for, to the pieces of the output, each as early as it can be given."""

WRITERS: Final = MappingProxyType[str, Writer](
    {"text": write_text, "json": write_json, "jsonl": write_jsonl, "csv": write_csv, "markdown": write_markdown}
)
"""From the name of a format to its writer."""

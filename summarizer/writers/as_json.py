"""JSON: one report, or a list of reports where several inputs were asked for."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from summarizer.writers.entry import Entry, as_bytes


def write_json(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """The report as the schema has it; in a list, each with its "path", as one of them may be missing."""
    if several:
        yield _dump([with_path(entry) for entry in entries])
    else:
        yield from (_dump(entry.report.to_dict()) for entry in entries)


def with_path(entry: Entry) -> dict[str, Any]:
    """The report as a dictionary, "path" first."""
    return {"path": entry.path} | entry.report.to_dict()


def _dump(value: Any) -> bytes:
    return as_bytes(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

"""JSON Lines: one report a line, with "path" added."""

import json
from collections.abc import Iterable, Iterator

from summarizer.writers.as_json import with_path
from summarizer.writers.entry import Entry, as_bytes


def write_jsonl(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """A line a report, the same for one input and for several."""
    for entry in entries:
        yield as_bytes(json.dumps(with_path(entry), ensure_ascii=False) + "\n")

"""HTML: one page that stands alone, with no script and with nothing loaded from elsewhere."""

from collections.abc import Iterable, Iterator

from summarizer.writers.entry import Entry, as_bytes
from summarizer.writers.html.document import document_end, document_start, render_entry


def write_html(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """A page in the words of the first entry's reader; in it an article an entry, under its path where several."""
    for number, entry in enumerate(entries, start=1):
        if number == 1:
            yield as_bytes(document_start(entry))
        yield as_bytes(render_entry(entry, number if several else None))
    yield as_bytes(document_end())

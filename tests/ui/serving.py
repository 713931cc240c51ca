"""A page to test, served by this process."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fake_reports import report_by_lines

from summarizer import Report
from ui.settings import Settings

PATIENCE = 20  # seconds until a test gives up


class HeldSummarizer:
    """Reads nothing on until it is let go, and notes what it began."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = threading.Event()

    def summarize(self, text: str) -> Report:
        self.begun.append(text)
        self.go.wait(PATIENCE)
        return report_by_lines(text)

    def wait_for(self, count: int) -> None:
        """Until so many articles were begun."""
        end = time.monotonic() + PATIENCE
        while len(self.begun) < count:
            assert time.monotonic() < end, f"only {self.begun} were begun"
            time.sleep(0.01)


@contextmanager
def serve(summarizer: Any, **settings: Any) -> Iterator[Any]:
    """A page served with `settings` at a free port; it is at `address_of` it."""
    from ui.app import build_app, launch_settings

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chosen = Settings(port=port, **settings)
    app = build_app(summarizer, chosen)
    app.launch(**launch_settings(chosen), prevent_thread_lock=True)
    try:
        yield app
    finally:
        app.close()


def address_of(app: Any) -> str:
    """Where a served page is, without a slash at the end."""
    return str(app.local_url).rstrip("/")

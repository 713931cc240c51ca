"""What the tests of the page share: the words, and one server."""

import socket
from collections.abc import Iterator

import pytest
from fake_reports import FakeSummarizer, Sample

from summarizer.writers import ReaderLanguage
from ui.words import Words, load_words


@pytest.fixture(scope="session")
def words() -> dict[ReaderLanguage, Words]:
    return load_words()


@pytest.fixture(scope="session")
def server(samples: dict[str, Sample]) -> Iterator[str]:
    """The address of the page, served once for the whole run; it takes seconds to start."""
    from ui.app import build_app, launch_settings

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = build_app(FakeSummarizer(list(samples.values())))
    app.launch(**launch_settings("127.0.0.1", port), prevent_thread_lock=True)
    yield f"http://127.0.0.1:{port}"
    app.close()

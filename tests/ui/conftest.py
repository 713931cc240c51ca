"""What the tests of the page share: the words, a server, and every look-up of a host that it made."""

import importlib.util
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from fake_reports import FakeSummarizer, Sample
from serving import HeldSummarizer, address_of, serve

from summarizer.writers import ReaderLanguage
from ui.words import Words, load_words


@pytest.fixture(scope="session")
def words() -> dict[ReaderLanguage, Words]:
    return load_words()


@pytest.fixture(scope="session")
def lookups() -> Iterator[list[str]]:
    """The hosts that this process, and so the server in it, has looked up so far; the list grows."""
    real, hosts = socket.getaddrinfo, []

    def note(host: Any, *rest: Any, **more: Any) -> Any:
        hosts.append(host.decode() if isinstance(host, bytes) else str(host))
        return real(host, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", note)
        yield hosts


@pytest.fixture(scope="session")
def server(samples: dict[str, Sample], lookups: list[str]) -> Iterator[str]:
    """The address of the page, served once for the whole run; it takes seconds to start."""
    with serve(FakeSummarizer(list(samples.values())), mcp=importlib.util.find_spec("mcp") is not None) as app:
        yield address_of(app)


@pytest.fixture
def held() -> Iterator[HeldSummarizer]:
    summarizer = HeldSummarizer()
    yield summarizer
    summarizer.go.set()

"""A visitor with a real browser; importing this skips a module of tests where there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from ui.words import Words

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip(f"the browser tests need Chromium at {CHROMIUM}", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="the browser tests need the package playwright")

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@contextmanager
def open_browser() -> Iterator[Any]:
    """Chromium, without a window and without calls of its own to the network."""
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield browser
        browser.close()


class Reader:
    """One visitor's page, and everything it asked for and complained of; `options` are those of the browser's page."""

    def __init__(
        self, browser: Any, address: str, words: Words, viewport: dict[str, int] = WIDE, **options: Any
    ) -> None:
        self.words = words
        self.complaints: list[str] = []
        self.hosts: set[str | None] = set()
        self.page = browser.new_page(viewport=viewport, **options)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        self.page.goto(f"{address}/?lang={words.language}")
        self.button("summarize").wait_for(timeout=60_000)

    def _listen(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def button(self, name: str) -> Any:
        """The button that says `name` in this reader's language."""
        return self.page.get_by_role("button", name=self.words.page[name], exact=True)

    def summarize(self, text: str | None = None) -> None:
        """Press the button, after pasting `text` if there is one, and wait for the answer."""
        if text is not None:
            self.page.get_by_role("textbox").fill(text)
        self.button("summarize").click()
        self.page.locator(".kh-done, .kh-problem").wait_for(timeout=30_000)

    @property
    def downloads(self) -> Any:
        """The buttons that give the report as a file."""
        return self.page.locator("#kh-downloads button")

    @property
    def text(self) -> str:
        """All that can be read on the page."""
        return str(self.page.evaluate("document.body.innerText"))

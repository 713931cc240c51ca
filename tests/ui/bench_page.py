"""How fast the web page is, and how large: ``python tests/ui/bench_page.py`` prints a plain table; it needs Chromium.

The page is served by a process of its own, as ``khulasa-ui`` serves it, visited by one reader with a real browser, and
then by many programs at once. The figures are this machine's: it has to run the browser, too.
"""

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from bench import Row, print_table
from gradio_client import Client
from reader import Reader, open_browser

from summarizer import Summarizer
from summarizer.writers import ReaderLanguage
from ui.words import Words, load_words

EXAMPLES = Path(__file__).parents[2] / "ui" / "examples"
ROUNDS = 5
VISITORS = 20
QUIET = 2.0
"""Seconds without an answer from the server, after which a page has all that it asked for."""


def main() -> int:
    """Measure, print, and return the exit status: 1 where a visitor was not given the report of the own article."""
    words = load_words()[ReaderLanguage.ARABIC]
    port = _free_port()
    with open_browser() as browser:
        begin = time.perf_counter()
        server = subprocess.Popen([sys.executable, "-m", "ui", "--port", str(port)])
        try:
            address = f"http://127.0.0.1:{port}"
            rows = [*_first_visit_rows(address, browser, begin), *_reading_rows(address, browser, words)]
            visits, right = _visitors_row(address)
            print_table([*rows, visits, Row("server: peak memory", _peak(server.pid), "after all of this")])
        finally:
            server.terminate()
            server.wait()
    return int(not right)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first_visit_rows(address: str, browser: Any, begin: float) -> Iterator[Row]:
    """From the start of the server, at `begin`, to its first visitor."""
    while not _answers(address):
        time.sleep(0.02)
    yield Row("page: from a cold start to its first answer", f"{time.perf_counter() - begin:.1f} s")
    page = browser.new_page()
    loaded = _Loaded(page)
    opened = time.perf_counter()
    page.goto(f"{address}/?lang=ar")
    page.get_by_role("textbox").wait_for()
    shown = time.perf_counter()
    yield Row("page: from a cold start until it is shown", f"{shown - begin:.1f} s", f"{shown - opened:.1f} s to load")
    while time.perf_counter() - loaded.latest < QUIET:
        page.wait_for_timeout(100)
    kinds = re.sub(r'[{}"]', "", json.dumps({kind: round(size / 1000) for kind, size in loaded.kinds.items()}))
    yield Row(
        "page: bytes of a first visit",
        f"{sum(loaded.kinds.values()) / 1000:.0f} kB",
        f"{loaded.count} answers, in kB: {kinds}",
    )
    page.close()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


class _Loaded:
    """What a page of the browser loads: bytes as transferred, compressed and with headers, by kind of resource."""

    def __init__(self, page: Any) -> None:
        self.kinds: dict[str, int] = {}
        self.count = 0
        self.latest = time.perf_counter()
        self._kind: dict[str, str] = {}
        network = page.context.new_cdp_session(page)
        network.on("Network.responseReceived", lambda event: self._kind.update({event["requestId"]: event["type"]}))
        network.on("Network.loadingFinished", self._note)
        network.send("Network.enable")

    def _note(self, event: dict[str, Any]) -> None:
        kind = self._kind.get(event["requestId"], "Other")
        self.kinds[kind] = self.kinds.get(kind, 0) + int(event["encodedDataLength"])
        self.count += 1
        self.latest = time.perf_counter()


def _reading_rows(address: str, browser: Any, words: Words) -> Iterator[Row]:
    """From the button to the report, the server warm."""
    reader = Reader(browser, address, words)
    for language in ("ar", "fa"):
        reader.button(f"example_{language}").click()
        seconds = [_time(lambda: _read(reader)) for _ in range(ROUNDS + 1)]
        figure = f"{median(seconds[1:]):.2f} s"
        yield Row(f"page: from the button to the report, example {language}", figure, f"the first: {seconds[0]:.2f} s")
    reader.page.close()


def _read(reader: Reader) -> None:
    reader.button("summarize").click()
    # The report before goes when the reading begins.
    reader.page.locator(".kh-working").wait_for()
    reader.page.locator(".kh-shown").wait_for()


def _time(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def _visitors_row(address: str) -> tuple[Row, bool]:
    """Many programs at once, each with an article of its own, and whether each got its report."""
    articles = [_article(number) for number in range(VISITORS)]
    clients = [Client(address, verbose=False) for _ in articles]
    together = threading.Barrier(VISITORS)

    def visit(client: Client, article: str) -> tuple[dict[str, Any], float]:
        together.wait()
        begin = time.perf_counter()
        return client.predict(article, api_name="/summarize"), time.perf_counter() - begin

    with ThreadPoolExecutor(VISITORS) as threads:
        answers = list(threads.map(visit, clients, articles))
    wanted = [json.loads(report.to_json()) for report in Summarizer().summarize_many(articles)]
    right = sum(answer == report for (answer, _), report in zip(answers, wanted, strict=True))
    seconds = [second for _, second in answers]
    note = f"{right} of {VISITORS} got the report of their own article; half waited {median(seconds):.1f} s at most"
    return Row(f"page: {VISITORS} visitors at once", f"{max(seconds):.1f} s", note), right == VISITORS


def _article(number: int) -> str:
    """An example with a sentence of its own."""
    language, sentence = (("ar", "وزار المعرض {} زائراً."), ("fa", "{} نفر از نمایشگاه دیدن کردند."))[number % 2]
    return (EXAMPLES / f"{language}.txt").read_text("utf-8") + "\n\n" + sentence.format(100 + number)


def _peak(process: int) -> str:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return "not told by this system"
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    assert found
    return f"{int(found[1]) / 1024:.0f} MiB"


if __name__ == "__main__":
    sys.exit(main())

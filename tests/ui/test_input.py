"""Giving the page a text, in a real browser: files that never leave it, Stop, and what is said where no room is."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from fake_reports import FakeSummarizer
from reader import NARROW, Reader, open_browser, playwright
from serving import PATIENCE, HeldSummarizer, address_of, serve
from sites import as_page, send, site

from summarizer.writers import ReaderLanguage, format_number
from ui.addresses import Addresses
from ui.settings import Settings
from ui.words import Words

pytestmark = pytest.mark.browser

BEH = "\N{ARABIC LETTER BEH}"
ARTICLE = (Path(__file__).parents[2] / "ui" / "examples" / "ar.txt").read_text("utf-8")
LIMIT = Settings().max_characters
# Letters that Windows-1256 has; the examples have some that it lacks.
OLD_ARTICLE = "\N{ARABIC LETTER BEH}\N{ARABIC LETTER ALEF} 12% \N{ARABIC LETTER TEH}\nkm"
RUSSIAN = "\N{CYRILLIC SMALL LETTER BE}\N{CYRILLIC SMALL LETTER A} " * 40


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


def choose(reader: Reader, data: bytes) -> None:
    """Open a file that holds `data`, by the button."""
    with reader.page.expect_file_chooser() as chooser:
        reader.button("open_file").click()
    chooser.value.set_files({"name": "article.txt", "mimeType": "text/plain", "buffer": data})


def test_a_text_file_is_read_in_the_browser(browser: Any, server: str, words: dict[ReaderLanguage, Words]) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.ARABIC])
    box = reader.page.get_by_role("textbox")
    sent: list[str] = []
    reader.page.on("request", lambda request: sent.append(request.url))
    contents = [
        (ARTICLE, ARTICLE.encode()),
        (OLD_ARTICLE, OLD_ARTICLE.encode("windows-1256")),
        (ARTICLE, ARTICLE.encode("utf-8-sig")),
        (OLD_ARTICLE, OLD_ARTICLE.encode("utf-16")),
        (BEH * LIMIT, (BEH * LIMIT).encode()),
        (ARTICLE, b"\xfe\xff" + ARTICLE.encode("utf-16-be")),
    ]
    for text, data in contents:
        choose(reader, data)
        playwright.expect(box).to_have_value(text)
    assert sent == []
    assert reader.page.locator(".kh-notice").count() == 0
    assert reader.complaints == []
    reader.page.close()


@pytest.mark.parametrize("language", ReaderLanguage)
def test_a_file_that_holds_no_article_is_refused(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], language: ReaderLanguage
) -> None:
    reader = Reader(browser, server, words[language])
    reader.summarize(OLD_ARTICLE)
    said = words[language].messages
    too_long = said["file_too_long"].format(limit=format_number(LIMIT, words[language].report))
    contents = [
        (b"", said["file_empty"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), said["file_not_text"]),
        (b" \n", said["file_empty"]),
        (RUSSIAN.encode("windows-1251"), said["file_not_text"]),
        ((BEH * (LIMIT + 1)).encode(), too_long),
        (ARTICLE.encode()[:-1] + b"\xff", said["file_not_text"]),
        (b" " * (4 * LIMIT + 5), too_long),
        (b"a\0b", said["file_not_text"]),
    ]
    for data, message in contents:
        choose(reader, data)
        playwright.expect(reader.page.locator(".kh-problem")).to_have_text(message)
        playwright.expect(reader.page.locator(".kh-report")).to_have_count(0)
    assert reader.page.get_by_role("textbox").input_value() == OLD_ARTICLE
    assert reader.complaints == []
    reader.page.close()


DROP = """([target, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "article.txt", { type: "text/plain" }));
  const element = document.querySelector(target);
  return ["dragover", "drop"].map((name) => {
    const event = new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true });
    element.dispatchEvent(event);
    return event.defaultPrevented;
  });
}"""


def test_a_file_may_be_dropped_on_the_text(browser: Any, server: str, words: dict[ReaderLanguage, Words]) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.PERSIAN])
    box = reader.page.get_by_role("textbox")
    assert reader.page.evaluate(DROP, ["h1", "missed"]) == [True, True], "the page must not give way to the file"
    assert reader.page.evaluate(DROP, ["textarea", ARTICLE]) == [True, True]
    playwright.expect(box).to_have_value(ARTICLE)
    reader.summarize()
    reader.page.locator(".kh-report").wait_for()
    assert reader.complaints == []
    reader.page.close()


def test_a_reader_may_stop_and_another_hears_that_there_is_no_room(
    browser: Any, words: dict[ReaderLanguage, Words], held: HeldSummarizer
) -> None:
    with serve(held, workers=1, queue=0) as app:
        first = Reader(browser, address_of(app), words[ReaderLanguage.PERSIAN], NARROW)
        second = Reader(browser, address_of(app), words[ReaderLanguage.ENGLISH])
        playwright.expect(first.button("stop")).to_have_count(0)
        first.page.get_by_role("textbox").fill(BEH)
        first.button("summarize").click()
        held.wait_for(1)
        second.summarize(BEH)
        assert words[ReaderLanguage.ENGLISH].messages["busy"] in second.text
        playwright.expect(second.button("stop")).to_have_count(0)
        first.button("stop").click()
        playwright.expect(first.page.locator(".kh-stopped")).to_have_text(
            words[ReaderLanguage.PERSIAN].messages["stopped"]
        )
        playwright.expect(first.button("stop")).to_have_count(0)
        held.go.set()
        second.summarize()
        second.page.locator(".kh-report").wait_for()
        assert first.page.locator(".kh-report").count() == 0
        first.summarize()
        first.page.locator(".kh-report").wait_for()
        assert first.complaints == second.complaints == []
        first.page.close()
        second.page.close()


def test_who_closes_the_page_while_waiting_makes_room(
    browser: Any, words: dict[ReaderLanguage, Words], held: HeldSummarizer
) -> None:
    with serve(held, workers=1, queue=1) as app:
        first, second, third = (Reader(browser, address_of(app), words[ReaderLanguage.ENGLISH]) for _ in range(3))
        for reader in (first, second):
            reader.page.get_by_role("textbox").fill(BEH)
            reader.button("summarize").click()
            reader.page.locator(".kh-working").wait_for()
        third.summarize(BEH)
        assert words[ReaderLanguage.ENGLISH].messages["busy"] in third.text
        second.page.close()
        third.page.wait_for_timeout(1000)
        third.button("summarize").click()
        third.page.locator(".kh-working").wait_for()
        held.go.set()
        third.page.locator(".kh-report").wait_for()
        first.page.locator(".kh-report").wait_for()
        assert len(held.begun) == 2
        first.page.close()
        third.page.close()


@pytest.mark.parametrize("name", ["clear", "example_fa"])
def test_another_text_ends_the_reading_of_the_one_before(
    browser: Any, words: dict[ReaderLanguage, Words], held: HeldSummarizer, name: str
) -> None:
    with serve(held) as app:
        reader = Reader(browser, address_of(app), words[ReaderLanguage.ARABIC])
        reader.page.get_by_role("textbox").fill(BEH)
        reader.button("summarize").click()
        held.wait_for(1)
        reader.button(name).click()
        playwright.expect(reader.page.locator(".kh-notice")).to_have_count(0)
        playwright.expect(reader.button("stop")).to_have_count(0)
        held.go.set()
        reader.page.wait_for_timeout(500)
        assert reader.page.locator(".kh-report, .kh-notice").count() == 0
        reader.page.close()


def test_a_page_is_fetched_by_its_address_and_may_be_stopped(
    browser: Any, words: dict[ReaderLanguage, Words], monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def serve_page(request: BaseHTTPRequestHandler) -> None:
        if request.path == "/slow":
            go.wait(PATIENCE)
        send(request, as_page(ARTICLE).encode())

    with site(serve_page) as network:
        monkeypatch.setattr("ui.addresses.Addresses", partial(Addresses, network=network))
        with serve(FakeSummarizer([]), addresses=True) as app:
            reader = Reader(browser, address_of(app), words[ReaderLanguage.PERSIAN], NARROW)
            said = words[ReaderLanguage.PERSIAN]
            assert said.page["privacy_addresses"] in reader.text
            assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
            address, box = reader.page.get_by_label(said.page["address"]), reader.page.get_by_label(said.page["input"])
            address.fill("https://news.example/slow")
            address.press("Enter")
            playwright.expect(reader.page.locator(".kh-working")).to_have_text(said.messages["fetching"])
            reader.button("stop").click()
            playwright.expect(reader.page.locator(".kh-stopped")).to_have_text(said.messages["stopped"])
            go.set()
            address.fill("https://news.example/")
            reader.button("fetch").click()
            playwright.expect(box).to_have_value(ARTICLE.strip())
            playwright.expect(reader.page.locator(".kh-fetched")).to_have_text(said.messages["fetched"])
            reader.summarize()
            reader.page.locator(".kh-report").wait_for()
            assert reader.complaints == []
            reader.page.close()


@pytest.mark.parametrize("language", ReaderLanguage)
def test_the_page_says_what_becomes_of_a_text(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], language: ReaderLanguage
) -> None:
    reader = Reader(browser, server, words[language], NARROW)
    assert words[language].page["privacy"] in reader.text
    reader.page.close()

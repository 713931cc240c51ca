"""The page as a reader sees it, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fake_reports import Sample
from reader import NARROW, Reader, open_browser, playwright

from summarizer.writers import ReaderLanguage
from ui.downloads import OFFERED
from ui.words import Words

pytestmark = pytest.mark.browser

ATTACK = """<img src=x onerror="window.attacked = true"> \N{ARABIC LETTER BEH} 5
<script>window.attacked = true</script> 7 <b onmouseover="window.attacked = true">8</b>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.mark.parametrize("language", ReaderLanguage)
def test_a_reader_of_each_language_is_served(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], language: ReaderLanguage
) -> None:
    reader = Reader(browser, server, words[language])
    reader.button("example_ar").click()
    reader.summarize()
    page = reader.page
    page.locator(".kh-report").wait_for()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        language.direction,
    ]
    directions = page.evaluate("[...document.querySelectorAll('.block')].map(b => getComputedStyle(b).direction)")
    assert set(directions) == {language.direction}
    for section in ("summary", "article", "statistics", "claims"):
        assert words[language].report.sections[section] in reader.text
    assert "__i18n__" not in reader.text
    assert "[object Object]" not in reader.text
    assert reader.hosts <= {urlsplit(server).hostname, None, ""}
    assert reader.complaints == []
    page.close()


@pytest.mark.parametrize("language", ReaderLanguage)
def test_a_narrow_screen_does_not_scroll_sideways(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], language: ReaderLanguage
) -> None:
    reader = Reader(browser, server, words[language], NARROW)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    reader.button("example_fa").click()
    reader.summarize()
    reader.page.locator(".kh-report").wait_for()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    reader.summarize("\N{ARABIC LETTER BEH}" * 3000 + " 5")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    reader.page.close()


def test_an_article_of_scripts_runs_none(browser: Any, server: str, words: dict[ReaderLanguage, Words]) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.ENGLISH])
    reader.summarize(ATTACK)
    reader.page.locator(".kh-text").wait_for()
    reader.page.hover(".kh-text mark")
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("window.attacked") is None
    assert reader.page.locator(".kh-report img, .kh-report script, .kh-report b").count() == 0
    assert "<img src=x onerror=" in reader.text
    reader.page.close()


def test_a_number_leads_to_its_row_and_back(browser: Any, server: str, words: dict[ReaderLanguage, Words]) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.PERSIAN])
    reader.button("example_fa").click()
    reader.summarize()
    page = reader.page
    page.locator("#mark-s3 > .kh-ref").click()
    assert page.evaluate("document.querySelector(':target').id") == "row-s3"
    page.locator("#row-s3 .kh-number .kh-statistic_number").click()
    assert page.evaluate("document.querySelector(':target').id") == "mark-s3"
    assert page.evaluate("location.search") == "?lang=fa"
    page.close()


@pytest.mark.parametrize("language", ReaderLanguage)
def test_the_report_can_be_taken_away_in_each_format(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], samples: dict[str, Sample], language: ReaderLanguage
) -> None:
    reader = Reader(browser, server, words[language])
    assert reader.downloads.count() == 0
    reader.button("example_fa").click()
    reader.summarize()
    label = words[language].page["download"]
    playwright.expect(reader.downloads).to_have_text([label.format(format=title) for title in OFFERED.values()])
    files = []
    for button in reader.downloads.all():
        with reader.page.expect_download() as download:
            button.click()
        files.append(download.value)
    stem = "خرید-با-گوشی-مشتریانی-که-منتظر-نمی-مانند"
    names = [f"{stem}{suffix}" for suffix in (".json", ".csv", ".xlsx", ".md", ".html")]
    assert [file.suggested_filename for file in files] == names
    assert json.loads(Path(files[0].path()).read_text("utf-8")) == samples["fa"].report.to_dict()
    assert f'<html class="kh-document" lang="{language}"' in Path(files[-1].path()).read_text("utf-8")
    assert reader.complaints == []
    reader.page.close()


@pytest.mark.parametrize("name", ["clear", "example_ar"])
def test_with_the_answer_its_downloads_go(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], name: str
) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.ENGLISH])
    reader.summarize("\N{ARABIC LETTER BEH} 5")
    playwright.expect(reader.downloads).to_have_count(len(OFFERED))
    reader.button(name).click()
    playwright.expect(reader.downloads).to_have_count(0)
    reader.summarize("")
    playwright.expect(reader.downloads).to_have_count(0)
    reader.page.close()


def test_the_address_outweighs_the_cookie_in_answers_too(
    browser: Any, server: str, words: dict[ReaderLanguage, Words]
) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.ENGLISH])
    reader.page.context.add_cookies([{"name": "ui_lang", "value": "fa", "url": server}])
    reader.summarize("")
    assert words[ReaderLanguage.ENGLISH].messages["empty"] in reader.text
    reader.page.close()


def test_clearing_leaves_nothing(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], samples: dict[str, Sample]
) -> None:
    reader = Reader(browser, server, words[ReaderLanguage.ARABIC])
    reader.button("example_ar").click()
    playwright.expect(reader.page.get_by_role("textbox")).to_have_value(samples["ar"].text)
    reader.summarize()
    reader.button("clear").click()
    playwright.expect(reader.page.locator(".kh-report, .kh-notice")).to_have_count(0)
    playwright.expect(reader.page.get_by_role("textbox")).to_have_value("")
    reader.page.close()

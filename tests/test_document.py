"""The page that stands alone: nothing from elsewhere, no script, links that hold, each article in its own words."""

import dataclasses
import re

import pytest
from fake_reports import Sample, report_by_lines
from test_html import Outline

from summarizer.records import Language, ModelInfo
from summarizer.writers import FORMATS, STYLE_FILES, Entry, ReaderLanguage, load_report_words

WORDS = load_report_words()
EN = ReaderLanguage.ENGLISH


def page_of(*entries: Entry, several: bool = False) -> str:
    return b"".join(FORMATS["html"].write(entries, several)).decode("utf-8")


def outline_of(page: str) -> Outline:
    """The outline of the page without its doctype, styles and the tags that never close."""
    assert page.startswith("<!doctype html>\n")
    body = re.sub(r"<style>.*</style>", "", page.removeprefix("<!doctype html>\n"), flags=re.DOTALL)
    return Outline(re.sub(r"<meta [^>]*>", "", body))


def entry_of(sample: Sample, path: str = "a.txt", reader: ReaderLanguage | None = None) -> Entry:
    return Entry(path, sample.text, sample.report, reader)


@pytest.mark.parametrize("name", ["ar", "fa"])
def test_it_stands_alone(name: str, samples: dict[str, Sample]) -> None:
    page = page_of(entry_of(samples[name]))
    assert '<meta charset="utf-8">' in page
    assert all(path.read_text("utf-8") in page for path in STYLE_FILES)
    outline = outline_of(page)
    assert not {"script", "link", "img", "iframe", "base"} & {tag for tag, _ in outline.elements}
    assert not outline.named("src")
    assert all(link.startswith("#") for link in outline.named("href"))
    assert not re.search(r"https?:|url\(|@import", page)


@pytest.mark.parametrize(("name", "reader", "expected"), [("ar", None, "ar"), ("fa", None, "fa"), ("fa", EN, "en")])
def test_it_speaks_the_articles_language_or_the_readers(
    name: str, reader: ReaderLanguage | None, expected: str, samples: dict[str, Sample]
) -> None:
    page = page_of(entry_of(samples[name], reader=reader))
    tag, attributes = outline_of(page).elements[0]
    language = ReaderLanguage(expected)
    assert (tag, attributes["lang"], attributes["dir"]) == ("html", language, language.direction)
    assert all(f">{title}</h2>" in page for title in WORDS[language].sections.values())


def test_an_article_in_two_languages_has_arabic_around_it() -> None:
    mixed = dataclasses.replace(report_by_lines("5"), language=Language.MIXED)
    assert page_of(Entry("a.txt", "5", mixed)).startswith(
        '<!doctype html>\n<html class="kh-document" lang="ar" dir="rtl">'
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n  First <b>line</b> \nSecond", "First &lt;b&gt;line&lt;/b&gt;"),
        ("word " * 40, "word " * 19 + "word…"),
        ("x" * 101, "x" * 100 + "…"),
        ("x" * 100, "x" * 100),
        (" \n", "Article without a title"),
    ],
    ids=["first line", "long line", "long word", "just short enough", "no line"],
)
def test_its_title_is_the_first_line(text: str, title: str) -> None:
    page = page_of(Entry("a.txt", text, report_by_lines(text), EN))
    assert re.findall(r"<title>(.*?)</title>", page) == [title]
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [title]


def test_links_hold_among_several_articles(samples: dict[str, Sample]) -> None:
    several = [entry_of(samples["fa"]), entry_of(samples["ar"], "b.txt"), entry_of(samples["ar"], "c.txt")]
    outline = outline_of(page_of(*several, several=True))
    names = outline.named("id")
    assert len(names) == len(set(names))
    targets = {link.removeprefix("#") for link in outline.named("href")}
    assert {name for name in names if "title" not in name} <= targets <= set(names)
    assert set(outline.named("aria-labelledby")) <= set(names)


def test_several_stand_under_their_paths_each_in_its_own_words(samples: dict[str, Sample]) -> None:
    page = page_of(entry_of(samples["fa"], "x<y>.txt"), entry_of(samples["ar"], "-"), several=True)
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["<bdi>x&lt;y&gt;.txt</bdi>", "<bdi>الإدخال القياسي</bdi>"]
    assert re.findall(r'<article class="kh-report" lang="(..)"', page) == ["fa", "ar"]
    assert page.count("<title>") == page.count("</html>") == 1


@pytest.mark.parametrize("name", ["ar", "fa"])
def test_nothing_is_folded_away_and_nothing_waits_to_be_pressed(name: str, samples: dict[str, Sample]) -> None:
    outline = outline_of(page_of(entry_of(samples[name])))
    groups = [attributes for tag, attributes in outline.elements if tag == "details"]
    assert groups
    assert all("open" in attributes for attributes in groups)
    assert not {"nav", "button", "input", "select"} & {tag for tag, _ in outline.elements}


def test_it_ends_with_the_model() -> None:
    report = dataclasses.replace(report_by_lines("5"), model=ModelInfo("a<b", "7"))
    page = page_of(Entry("a.txt", "5", report, EN))
    line = 'Made by Khulasa with the model <bdi>a&lt;b</bdi>, version <bdi dir="ltr">7</bdi>.'
    assert page.endswith(f'<footer class="kh-model">{line}</footer></article>\n</main>\n</body>\n</html>\n')


def test_where_nothing_is_worth_drawing_there_is_no_heading_for_it() -> None:
    assert 'class="kh-charts"' not in page_of(Entry("a.txt", "", report_by_lines("")))

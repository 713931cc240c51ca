"""From records to HTML: nothing unescaped, everything nested, the text unharmed, the numbers readable."""

import dataclasses
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import pytest
from fake_reports import Sample, report_by_lines

from summarizer.records import Language, Qualifier, QuantityKind, Statistic
from summarizer.writers import ReaderLanguage, load_report_words, render_report
from summarizer.writers.html.marks import Mark, draw_marks
from summarizer.writers.html.pieces import SURE, View, figure
from summarizer.writers.html.sections import render_article, render_claims, render_statistics, render_summary

FA, EN = ReaderLanguage.PERSIAN, ReaderLanguage.ENGLISH
VOID = {"img", "br"}

WORDS = load_report_words()


class Outline(HTMLParser):
    """Reads HTML; keeps its elements, its text without the running numbers, and whether every tag closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.paths: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._references = 0
        self.feed(page)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self._references += tag == "a"
        self.paths.append("/".join(self._open))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._references -= tag == "a"

    def handle_data(self, data: str) -> None:
        if not self._references:
            self.text += data

    def named(self, attribute: str) -> list[str]:
        """The values of `attribute`, in order."""
        return [value for _, attributes in self.elements if (value := attributes.get(attribute)) is not None]


def mark(start: int, end: int, name: str) -> Mark:
    return Mark(start, end, "m", name, f"<a>{name}</a>")


@pytest.mark.parametrize("language", ReaderLanguage)
@pytest.mark.parametrize("name", ["ar", "fa"])
def test_every_page_is_sound(name: str, language: ReaderLanguage, samples: dict[str, Sample]) -> None:
    sample = samples[name]
    outline = Outline(render_report(sample.text, sample.report, WORDS[language]))
    tag, attributes = outline.elements[0]
    assert (tag, attributes["lang"], attributes["dir"]) == ("article", language, language.direction)
    names = outline.named("id")
    assert len(names) == len(set(names))
    targets = [link.removeprefix("#") for link in outline.named("href")]
    assert targets
    assert set(targets) <= set(names)
    count = len(sample.report.statistics) + len(sample.report.claims)
    assert len([name for name in names if name.startswith("mark-")]) == count
    assert len([name for name in names if name.startswith("row-")]) == count


@pytest.mark.parametrize("name", ["ar", "fa"])
def test_the_marked_text_is_the_article(name: str, samples: dict[str, Sample]) -> None:
    sample = samples[name]
    page = render_article(sample.text, View.of(sample.report, WORDS[EN]))
    article = page[page.index('<div class="kh-card') :]
    assert Outline(article).text == sample.text


def test_a_statistic_lies_inside_its_claim(samples: dict[str, Sample]) -> None:
    page = render_article(samples["ar"].text, View.of(samples["ar"].report, WORDS[EN]))
    inside = re.search(r'<mark class="kh-claim" id="mark-c1"><mark class="kh-statistic" id="mark-s1">64%<a ', page)
    assert inside


def test_marks_that_cross_are_cut_and_keep_one_anchor_and_one_link() -> None:
    page = draw_marks("abcdef", [mark(0, 4, "x"), mark(2, 6, "y")])
    assert page == (
        '<mark class="m" id="x">ab<mark class="m" id="y">cd</mark><a>x</a></mark><mark class="m">ef<a>y</a></mark>'
    )


def test_marks_of_one_place_enclose_each_other() -> None:
    page = draw_marks("abc", [mark(1, 2, "x"), mark(1, 2, "y")])
    assert page == 'a<mark class="m" id="x"><mark class="m" id="y">b<a>y</a></mark><a>x</a></mark>c'


def test_marks_that_touch_stay_apart() -> None:
    page = draw_marks("abc", [mark(0, 1, "x"), mark(1, 3, "y")])
    assert page == '<mark class="m" id="x">a<a>x</a></mark><mark class="m" id="y">bc<a>y</a></mark>'


def test_three_crossing_marks_still_nest_and_lose_nothing() -> None:
    page = draw_marks("abcdefgh", [mark(0, 5, "x"), mark(1, 7, "y"), mark(2, 3, "z"), mark(4, 8, "w")])
    outline = Outline(page)
    assert outline.text == "abcdefgh"
    assert sorted(outline.named("id")) == ["w", "x", "y", "z"]
    assert page.count("<a>") == 4


PAYLOADS = ['<img src=x onerror="alert()">', "<script>alert()</script>", "' onmouseover='alert()", '"><b>&amp;</b>']


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_the_article_becomes_html(payload: str) -> None:
    """Every span of this report, in every field of it, holds the payload."""
    text = f"{payload} 5 {payload}\n{payload} 6"
    outline = Outline(render_report(text, report_by_lines(text), WORDS[EN]))
    assert not {"img", "script", "b"} & {tag for tag, _ in outline.elements}
    assert not [key for _, attributes in outline.elements for key in attributes if key.startswith("on")]
    # The first line holds it twice, the second once: the summary, the text, four cells of a row each, and a claim
    # with its source.
    assert outline.text.count(payload) == 3 + 3 + 4 * 3 + 2 * 3


@pytest.mark.parametrize("field", ["kind", "unit", "qualifier", "change", "id"])
def test_names_the_page_does_not_know_are_escaped_too(field: str) -> None:
    report = report_by_lines("5")
    changed: dict[str, Any] = {field: '"><script>'}
    strange = dataclasses.replace(report.statistics[0], **changed)
    claims = (dataclasses.replace(report.claims[0], statistics=(strange.id,)),)
    report = dataclasses.replace(report, statistics=(strange,), claims=claims)
    outline = Outline(render_report("5", report, WORDS[EN]))
    assert "script" not in {tag for tag, _ in outline.elements}


def test_an_empty_report_says_so() -> None:
    view = View.of(report_by_lines(""), WORDS[EN])
    phrases = WORDS[EN].phrases
    assert phrases["no_summary"] in render_summary(view)
    assert phrases["no_statistics"] in render_statistics(view)
    assert phrases["no_claims"] in render_claims(view)


def test_what_the_text_does_not_say_is_a_dash() -> None:
    report = report_by_lines("5")
    bare = dataclasses.replace(report.statistics[0], population=None, measure=None, time=None, source=None)
    page = render_statistics(View.of(dataclasses.replace(report, statistics=(bare,)), WORDS[EN]))
    for name in ("qualifier", "change", "population", "measure", "time", "source"):
        cell = re.search(rf'<td class="kh-{name} kh-empty"[^>]*><span>(.*?)</span></td>', page)
        assert cell
        assert cell[1] == "\N{EM DASH}"


def test_what_a_figure_is_compared_with_is_linked_to_its_row() -> None:
    report = report_by_lines("5\n6")
    first, second = report.statistics
    linked = dataclasses.replace(report, statistics=(dataclasses.replace(first, compared_with=(second.id,)), second))
    page = render_statistics(View.of(linked, WORDS[EN]))
    cells = re.findall(r'<td class="kh-compared_with[^"]*"[^>]*><span>(.*?)</span></td>', page)
    assert 'href="#row-s2"' in cells[0]
    assert cells[1] == "\N{EM DASH}"


def test_a_row_carries_what_it_is_sorted_by() -> None:
    exact, ranged = (
        statistic(value=Decimal("1.5E+3"), confidence=0.5),
        statistic(id="s2", value=None, low=Decimal(2), high=Decimal(3)),
    )
    report = dataclasses.replace(report_by_lines("5"), statistics=(exact, ranged))
    page = render_statistics(View.of(report, WORDS[FA]))
    assert '<tr id="row-s1" data-number="1" data-value="1500" data-confidence="0.5">' in page
    assert '<tr id="row-s2" data-number="2" data-value="2" data-confidence="0.5">' in page
    assert re.findall(r'data-column="(\w+)"', page)[:2] == ["number", "value"]


def test_a_row_leads_to_its_mark_its_claim_and_its_bar() -> None:
    report = report_by_lines("5\n6")
    first, second = (dataclasses.replace(item, measure=None, time=None) for item in report.statistics)
    first = dataclasses.replace(first, claim="c1", population=report.statistics[1].population)
    of_one = dataclasses.replace(report, statistics=(first, second))
    rows = render_statistics(View.of(of_one, WORDS[EN])).split("<tr ")[1:]
    assert re.findall(r'href="([^"]*)"', rows[0]) == ["#mark-s1", "#row-c1", "#bar-s1"]
    assert 'aria-label="Bar of statistic 1"' in rows[0]
    assert re.findall(r'href="([^"]*)"', rows[1]) == ["#mark-s2", "#bar-s2"]
    single = dataclasses.replace(report, statistics=(first,))
    assert "#bar-s1" not in render_statistics(View.of(single, WORDS[EN])), "nothing is drawn of one figure"


@pytest.mark.parametrize(("confidence", "said"), [(SURE - 0.01, True), (SURE, False)])
def test_a_low_confidence_is_said_in_the_text_the_table_and_the_claims(confidence: float, said: bool) -> None:
    report = report_by_lines("5")
    report = dataclasses.replace(
        report,
        statistics=(dataclasses.replace(report.statistics[0], confidence=confidence),),
        claims=(dataclasses.replace(report.claims[0], confidence=confidence),),
    )
    view = View.of(report, WORDS[EN])
    article = render_article("5", view)
    badge = '<small class="kh-doubt">low confidence</small>'
    assert (badge in render_statistics(view)) is said
    assert (badge in render_claims(view)) is said
    assert ('<mark class="kh-doubtful">low confidence</mark>' in article) is said, "the legend"
    assert ('class="kh-statistic kh-doubtful" id="mark-s1"' in article) is said
    assert ('class="kh-claim kh-doubtful" id="mark-c1"' in article) is said
    assert ('aria-label="Statistic 1 (low confidence)"' in article) is said


def test_a_line_of_links_leads_to_each_section_and_counts(samples: dict[str, Sample]) -> None:
    sample = samples["ar"]
    page = render_report(sample.text, sample.report, WORDS[EN])
    line = page[page.index("<nav") : page.index("</nav>")]
    assert 'aria-label="Sections of the report"' in line
    assert re.findall(r'href="#title-(\w+)">', line) == ["summary", "charts", "article", "statistics", "claims"]
    assert f'Statistics <small><bdi dir="ltr">{len(sample.report.statistics)}</bdi></small>' in line
    assert f'Claims <small><bdi dir="ltr">{len(sample.report.claims)}</bdi></small>' in line


def test_a_section_without_content_is_not_in_the_line() -> None:
    page = render_report("", report_by_lines(""), WORDS[EN])
    assert "#title-charts" not in page
    assert "#title-claims" in page, "it says that there are none"


def test_the_claims_of_each_kind_stand_open(samples: dict[str, Sample]) -> None:
    report = samples["ar"].report
    page = render_claims(View.of(report, WORDS[EN]))
    assert page.count('<details class="kh-group" open>') == len({claim.kind for claim in report.claims})
    assert "<h3><span>Statistical claims</span> <small" in page


def test_words_of_a_mixed_article_carry_no_language() -> None:
    report = dataclasses.replace(report_by_lines("5"), language=Language.MIXED)
    page = render_statistics(View.of(report, WORDS[EN]))
    assert '<bdi class="kh-quoted">5</bdi>' in page


def statistic(**fields: Any) -> Statistic:
    return dataclasses.replace(report_by_lines("5").statistics[0], **fields)


def test_only_figures_without_letters_are_forced_left_to_right() -> None:
    assert figure("-3.5") == '<bdi dir="ltr">-3.5</bdi>'
    assert figure("3 to 4") == "<bdi>3 to 4</bdi>"


def test_kind_unit_and_qualifier_are_in_the_readers_language() -> None:
    persian = WORDS[FA]
    money = statistic(kind=QuantityKind.MONEY, unit="USD", qualifier=Qualifier.ABOUT)
    report = dataclasses.replace(report_by_lines("5"), statistics=(money,))
    page = render_statistics(View.of(report, persian))
    assert f'{persian.kinds["money"]}</span> <small class="kh-unit">{persian.units["USD"]}</small>' in page
    assert f">{persian.qualifiers['about']}<" in page


@pytest.mark.parametrize(("language", "said"), [(EN, ["5"]), (FA, ["۵", "5"])])
def test_a_value_is_not_said_twice_in_the_same_words(language: ReaderLanguage, said: list[str]) -> None:
    page = render_statistics(View.of(report_by_lines("5"), WORDS[language]))
    cell = re.search(r'<td class="kh-value"[^>]*>(.*?)</td>', page)
    assert cell
    assert re.findall(r"<bdi[^>]*>(.*?)</bdi>", cell[1]) == said

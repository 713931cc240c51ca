"""A report on the page, handled by its reader: sorted, filtered, folded, copied, walked through by its links."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from fake_reports import Sample
from reader import NARROW, WIDE, Reader, open_browser, playwright

from summarizer.writers import ReaderLanguage
from ui.words import Words

pytestmark = pytest.mark.browser

AR, FA, EN = ReaderLanguage
BEH = "\N{ARABIC LETTER BEH}"
CLIPBOARD = ["clipboard-read", "clipboard-write"]
expect = playwright.expect

Visit = Callable[..., AbstractContextManager[Reader]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def visit(browser: Any, server: str, words: dict[ReaderLanguage, Words], samples: dict[str, Sample]) -> Visit:
    """Opens a page with the report of an example, or of any other text; it must not complain until it is closed."""

    @contextmanager
    def visit(
        language: ReaderLanguage, article: str, viewport: dict[str, int] = WIDE, **options: Any
    ) -> Iterator[Reader]:
        reader = Reader(browser, server, words[language], viewport, **{"reduced_motion": "reduce"} | options)
        reader.summarize(samples[article].text if article in samples else article)
        reader.page.locator(".kh-shown").wait_for()
        yield reader
        assert reader.complaints == []
        reader.page.close()

    return visit


def shown(reader: Reader) -> list[str]:
    """The rows of the table that are shown, in their order."""
    rows = reader.page.locator(".kh-statistics tbody tr:visible")
    return [str(name).removeprefix("row-") for name in rows.evaluate_all("rows => rows.map((row) => row.id)")]


def heading(reader: Reader, column: str) -> Any:
    """The button in the heading of a column."""
    return reader.page.locator(f'th[data-column="{column}"] button')


def field(reader: Reader, name: str) -> Any:
    """What is filled in or chosen above the table, by its label."""
    return reader.page.get_by_label(reader.words.result[name], exact=True)


def place(reader: Reader) -> tuple[str, str]:
    """The ids of the target and of what has the focus."""
    target, focused = reader.page.evaluate("[document.querySelector(':target')?.id, document.activeElement.id]")
    return target, focused


def can_be_seen(reader: Reader, name: str) -> bool:
    """Whether the element of this id is drawn; that a group is closed is seen by the browser alone."""
    return bool(reader.page.locator(f"#{name}").evaluate("(element) => element.checkVisibility()"))


# The values of the Persian example: 72, 58, 15000, 0.4, 18, 640000 and 2.
RISING = ["s4", "s7", "s5", "s2", "s1", "s3", "s6"]
IN_ORDER = ["s1", "s2", "s3", "s4", "s5", "s6", "s7"]


def test_a_heading_sorts_up_then_down_then_back(visit: Visit) -> None:
    with visit(EN, "fa") as reader:
        cell = reader.page.locator('th[data-column="value"]')
        for order, state in ((RISING, "ascending"), (RISING[::-1], "descending")):
            heading(reader, "value").click()
            assert shown(reader) == order
            expect(cell).to_have_attribute("aria-sort", state)
            expect(reader.page.locator("th[aria-sort]")).to_have_count(1)
        heading(reader, "value").click()
        assert shown(reader) == IN_ORDER
        expect(reader.page.locator("th[aria-sort]")).to_have_attribute("data-column", "number")


def test_words_are_sorted_by_the_alphabet_of_the_article_and_gaps_come_last(visit: Visit) -> None:
    """The populations begin with khe, kaf, feh and meem; as code points, the Persian kaf would follow the meem."""
    with visit(EN, "fa") as reader:
        heading(reader, "population").click()
        assert shown(reader) == ["s1", "s5", "s3", "s7", "s2", "s4", "s6"]
        heading(reader, "population").click()
        assert shown(reader) == ["s7", "s3", "s5", "s1", "s2", "s4", "s6"]


@pytest.mark.parametrize(
    ("article", "sought", "found"),
    [
        ("fa", "15000", ["s3"]),
        ("fa", "١٥٬٠٠٠", ["s3"]),
        ("fa", "۱۵ هزار", ["s3"]),
        ("fa", "0.4", ["s4"]),
        ("fa", "كاربر", ["s3"]),
        ("fa", "فروشگاههايي", ["s5"]),
        ("fa", "MORE Than", ["s3"]),
        ("fa", "سفارش خریداران", ["s1"]),
        ("fa", "nothing", []),
        ("ar", "اصحاب", ["s1", "s2"]),
    ],
    ids=[
        "other digits",
        "thousands",
        "as written",
        "decimal",
        "kaf",
        "yeh and joiner",
        "case",
        "two words",
        "none",
        "hamza",
    ],
)
def test_the_filter_finds_what_is_typed_another_way(visit: Visit, article: str, sought: str, found: list[str]) -> None:
    with visit(EN, article) as reader:
        field(reader, "filter").fill(sought)
        assert shown(reader) == found


def test_the_kinds_that_occur_can_be_chosen_and_the_line_counts(visit: Visit) -> None:
    with visit(FA, "fa") as reader:
        kinds = reader.words.report.kinds
        occurring = [kinds[name] for name in ("percentage", "count", "ratio", "money", "multiple")]
        options = field(reader, "kind").locator("option")
        expect(options).to_have_text([reader.words.result["all_kinds"], *occurring])
        line = reader.page.locator(".kh-shown[role=status]")
        expect(line).to_have_text("نمایش ۷ از ۷")
        field(reader, "kind").select_option(kinds["percentage"])
        assert shown(reader) == ["s1", "s2", "s5"]
        expect(line).to_have_text("نمایش ۳ از ۷")
        heading(reader, "value").click()
        assert shown(reader) == ["s5", "s2", "s1"], "sorting keeps the choice"
        field(reader, "filter").fill("فروش")
        assert shown(reader) == ["s5"]


def test_a_link_to_a_row_that_is_filtered_away_brings_it_back(visit: Visit) -> None:
    with visit(EN, "fa") as reader:
        field(reader, "filter").fill("15000")
        reader.page.locator("#mark-s1 > .kh-statistic_number").click()
        assert place(reader) == ("row-s1", "row-s1")
        assert shown(reader) == IN_ORDER
        expect(field(reader, "filter")).to_have_value("")


def test_links_run_between_mark_row_claim_and_bar(visit: Visit) -> None:
    with visit(FA, "fa") as reader:
        steps = [
            ("#bar-s1 .kh-bar", "mark-s1"),
            ("#mark-s1 > .kh-statistic_number", "row-s1"),
            ("#row-s1 .kh-number .kh-claim_number", "row-c1"),
            ("#row-c1 .kh-statistic_number", "row-s1"),
            ("#row-s1 .kh-to-bar", "bar-s1"),
            ("#mark-c1 > .kh-claim_number", "row-c1"),
            ("#row-c1 > .kh-claim_number", "mark-c1"),
        ]
        for link, target in steps:
            reader.page.locator(link).click()
            assert place(reader) == (target, target)
        reader.page.go_back()
        assert place(reader)[0] == "row-c1"
        assert reader.page.evaluate("location.search") == "?lang=fa"


def test_no_target_is_covered_by_the_line_of_sections(visit: Visit) -> None:
    with visit(AR, "ar") as reader:
        line = reader.page.locator(".kh-contents")
        for name in ("claims", "statistics", "article"):
            line.locator(f'[href="#title-{name}"]').click()
            top, bottom = line.evaluate(
                "(line) => [line.getBoundingClientRect().top, line.getBoundingClientRect().bottom]"
            )
            assert top == 0, "it stays in sight"
            target = reader.page.locator(f"#title-{name}").bounding_box()["y"]
            assert bottom <= target < bottom + 100
            assert place(reader)[1] == f"title-{name}"


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_who_wants_no_motion_gets_none(visit: Visit, motion: str, behaviour: str) -> None:
    with visit(EN, "ar", reduced_motion=motion) as reader:
        reader.page.locator("#mark-s1 > .kh-statistic_number").click()
        assert reader.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour


def test_the_keyboard_alone_is_enough(visit: Visit) -> None:
    with visit(EN, "fa") as reader:
        keyboard = reader.page.keyboard
        reader.page.locator('.kh-contents [href="#title-statistics"]').focus()
        keyboard.press("Enter")
        keyboard.press("Tab")
        keyboard.type("درصد")
        assert shown(reader) == ["s1", "s2", "s5"]
        for _ in range(4):  # the kinds, the frame of the table, and the headings of the number and of the value
            keyboard.press("Tab")
        keyboard.press("Enter")
        assert shown(reader) == ["s5", "s2", "s1"]
        reader.page.locator("#row-s5 .kh-claim_number").focus()
        keyboard.press("Enter")
        assert place(reader) == ("row-c5", "row-c5")
        keyboard.press("Tab")
        keyboard.press("Enter")
        assert place(reader) == ("mark-c5", "mark-c5")


def test_the_summary_and_the_claims_can_be_copied(visit: Visit, samples: dict[str, Sample]) -> None:
    with visit(FA, "fa", permissions=CLIPBOARD) as reader:
        report = samples["fa"].report
        copy = reader.page.get_by_role("button", name=reader.words.result["copy"], exact=True)
        expect(copy).to_have_count(2)
        copy.first.click()
        expect(reader.page.locator(".kh-summary [role=status]")).to_have_text(reader.words.result["copied"])
        assert pasted(reader) == "\n".join(sentence.text for sentence in report.summary.sentences)
        copy.last.click()
        expect(reader.page.locator(".kh-claims [role=status]")).to_have_text(reader.words.result["copied"])
        groups = [group.split("\n") for group in pasted(reader).split("\n\n")]
        first, second = report.claims[:2]
        assert groups[0][:3] == ["ادعاهای آماری", f"- {first.text} (گوینده: {first.source.text})", f"- {second.text}"]
        assert [len(group) for group in groups] == [5, 2, 2, 2]


def pasted(reader: Reader) -> str:
    return str(reader.page.evaluate("navigator.clipboard.readText()"))


def test_that_the_browser_refuses_to_copy_is_said(visit: Visit) -> None:
    with visit(EN, "fa") as reader:
        refuse = "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }"
        reader.page.evaluate(refuse)
        reader.page.locator(".kh-copy").first.click()
        expect(reader.page.locator(".kh-copied").first).to_have_text(reader.words.result["not_copied"])


def test_without_a_clipboard_there_is_no_copy_button(
    browser: Any, server: str, words: dict[ReaderLanguage, Words], samples: dict[str, Sample]
) -> None:
    reader = Reader(browser, server, words[EN])
    reader.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.summarize(samples["fa"].text)
    reader.page.locator(".kh-shown").wait_for()
    expect(reader.page.locator(".kh-copy")).to_have_count(0)
    assert reader.complaints == []
    reader.page.close()


def test_every_new_report_comes_alive(visit: Visit, samples: dict[str, Sample]) -> None:
    with visit(EN, "fa") as reader:
        field(reader, "filter").fill("15000")
        reader.page.locator("#mark-s3 > .kh-statistic_number").click()
        reader.summarize(samples["ar"].text)
        expect(reader.page.locator("#row-s8")).to_be_visible()
        expect(reader.page.locator(".kh-tools")).to_have_count(1)
        expect(field(reader, "filter")).to_have_value("")
        assert reader.page.evaluate("location.hash") == "", "the place in the last report is none in this one"
        reader.page.locator("#mark-s3 > .kh-statistic_number").click()
        assert place(reader) == ("row-s3", "row-s3")


def test_a_report_without_statistics_has_no_controls_for_them(
    browser: Any, server: str, words: dict[ReaderLanguage, Words]
) -> None:
    reader = Reader(browser, server, words[EN])
    reader.summarize(BEH)
    reader.page.locator(".kh-report").wait_for()
    expect(reader.page.locator(".kh-copy")).to_have_count(2)
    expect(reader.page.locator(".kh-tools")).to_have_count(0)
    assert reader.complaints == []
    reader.page.close()


def test_on_a_narrow_screen_a_card_unfolds(visit: Visit) -> None:
    with visit(AR, "ar", NARROW) as reader:
        row = reader.page.locator("#row-s1")
        for name in ("value", "population", "measure"):
            expect(row.locator(f".kh-{name}")).to_be_visible()
        assert row.bounding_box()["height"] < 130, "three lines"
        confidence, button = row.locator(".kh-confidence"), row.get_by_role("button")
        expect(confidence).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        button.focus()
        reader.page.keyboard.press("Enter")
        expect(confidence).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        reader.page.emulate_media(media="print")
        expect(reader.page.locator("#row-s2 .kh-confidence")).to_be_visible()


def test_on_a_narrow_screen_the_order_is_chosen_from_a_list(visit: Visit) -> None:
    with visit(EN, "fa", NARROW) as reader:
        expect(heading(reader, "value")).to_be_hidden()
        order, turn = field(reader, "sort"), reader.page.locator(".kh-turn")
        expect(order.locator("option:checked")).to_have_text(reader.words.result["article_order"])
        order.select_option(label="Value")
        assert shown(reader) == RISING
        expect(turn).to_have_text(reader.words.result["ascending"])
        turn.click()
        assert shown(reader) == RISING[::-1]
        expect(turn).to_have_text(reader.words.result["descending"])


def test_on_a_narrow_screen_only_the_first_group_of_claims_is_open(visit: Visit) -> None:
    """The Persian example has statistical claims, a comparison, a cause and a prediction, which is the seventh."""
    with visit(FA, "fa", NARROW) as reader:
        opened = "groups => groups.map((group) => group.open)"
        groups = reader.page.locator(".kh-group")
        assert groups.evaluate_all(opened) == [True, False, False, False]
        assert not can_be_seen(reader, "row-c7")
        reader.page.locator("#mark-c7 > .kh-claim_number").click()
        assert place(reader) == ("row-c7", "row-c7")
        assert can_be_seen(reader, "row-c7")
        assert groups.evaluate_all(opened) == [True, False, False, True]
        assert not can_be_seen(reader, "row-c3")
        reader.page.emulate_media(media="print")
        assert can_be_seen(reader, "row-c3"), "paper shows everything"
        reader.page.emulate_media(media="screen")
        reader.page.set_viewport_size(WIDE)
        expect(reader.page.locator("#row-c3")).to_be_visible()
        assert groups.evaluate_all(opened) == [True] * 4


def test_on_a_narrow_screen_a_long_group_shows_its_first_claims(visit: Visit) -> None:
    text = "\n".join(f"{BEH} {number}" for number in range(12))
    with visit(EN, text, NARROW) as reader:
        claims = reader.page.locator(".kh-claims li:visible")
        expect(claims).to_have_count(8)
        button = reader.page.locator(".kh-claims").get_by_role("button", name="Show all 12", exact=True)
        expect(button).to_have_accessible_description(reader.words.report.sections["claims"])
        button.click()
        expect(claims).to_have_count(12)
        assert place(reader)[1] == "row-c9", "the focus goes on where the button stood"
    with visit(EN, text, NARROW) as reader:
        reader.page.locator("#mark-c12 > .kh-claim_number").click()
        assert place(reader) == ("row-c12", "row-c12")
        expect(reader.page.locator(".kh-claims li:visible")).to_have_count(12)
    with visit(EN, text) as reader:
        expect(reader.page.locator(".kh-claims li:visible")).to_have_count(12)
        expect(reader.page.locator(".kh-claims .kh-all")).to_be_hidden()


def counts(number: int) -> str:
    """An article of so many statistics, their values rising from zero, each in a line of its own."""
    return "\n".join(f"{BEH} {value}" for value in range(number))


def rows(numbers: Iterable[int]) -> list[str]:
    return [f"s{number}" for number in numbers]


@pytest.mark.parametrize(("viewport", "most"), [(NARROW, 10), (WIDE, 30)], ids=["narrow", "wide"])
def test_a_long_table_shows_its_first_rows_and_says_how_many_there_are(
    visit: Visit, viewport: dict[str, int], most: int
) -> None:
    with visit(EN, counts(40), viewport) as reader:
        line, button = reader.page.locator(".kh-shown"), reader.page.get_by_role("button", name="Show all 40")
        assert shown(reader) == rows(range(1, most + 1))
        expect(line).to_have_text(f"Showing the first {most} of 40")
        reader.page.emulate_media(media="print")
        assert shown(reader) == rows(range(1, 41)), "paper shows everything"
        reader.page.emulate_media(media="screen")
        button.and_(reader.page.locator(".kh-statistics *")).focus()
        reader.page.keyboard.press("Enter")
        assert shown(reader) == rows(range(1, 41))
        assert place(reader)[1] == f"row-s{most + 1}", "the focus goes on where the button stood"
        expect(line).to_have_text("Showing 40 of 40")
        expect(reader.page.locator(".kh-statistics .kh-all")).to_be_hidden()


def test_a_table_that_is_not_long_is_not_cut(visit: Visit) -> None:
    with visit(EN, counts(10), NARROW) as reader:
        assert shown(reader) == rows(range(1, 11))
        expect(reader.page.locator(".kh-statistics .kh-all")).to_be_hidden()
    with visit(EN, counts(11), NARROW) as reader:
        assert shown(reader) == rows(range(1, 11))
        reader.page.set_viewport_size(WIDE)
        assert shown(reader) == rows(range(1, 12))
        expect(reader.page.locator(".kh-shown")).to_have_text("Showing 11 of 11")
        reader.page.set_viewport_size(NARROW)
        assert shown(reader) == rows(range(1, 11))


def test_the_first_rows_are_those_of_the_order_and_of_the_filter(visit: Visit) -> None:
    with visit(FA, counts(40), NARROW) as reader:
        line, button = reader.page.locator(".kh-shown"), reader.page.locator(".kh-statistics .kh-all")
        expect(button).to_have_text("نمایش همه (۴۰)")
        field(reader, "sort").select_option(value="value")
        reader.page.locator(".kh-turn").click()
        assert shown(reader) == rows(range(40, 30, -1))
        field(reader, "filter").fill("3")
        assert shown(reader) == rows(range(40, 30, -1)), "the values 39 to 30"
        expect(line).to_have_text("نمایش ۱۰ مورد نخست از ۱۳")
        expect(button).to_have_text("نمایش همه (۱۳)")
        button.click()
        assert shown(reader) == [*rows(range(40, 30, -1)), "s24", "s14", "s4"]
        expect(line).to_have_text("نمایش ۱۳ از ۴۰")
        field(reader, "filter").fill("39")
        expect(line).to_have_text("نمایش ۱ از ۴۰")
        expect(button).to_be_hidden()
        reader.page.emulate_media(media="print")
        assert len(shown(reader)) == 40, "paper shows what the filter hides, too"


def test_a_link_to_a_row_beyond_the_first_shows_it(visit: Visit) -> None:
    with visit(EN, counts(40), NARROW) as reader:
        reader.page.locator("#mark-s40 > .kh-statistic_number").click()
        assert place(reader) == ("row-s40", "row-s40")
        assert shown(reader) == rows(range(1, 41))
    with visit(EN, counts(40), NARROW) as reader:
        field(reader, "filter").fill("nothing")
        reader.page.locator("#mark-s40 > .kh-statistic_number").click()
        assert place(reader) == ("row-s40", "row-s40")
        expect(reader.page.locator("#row-s40")).to_be_visible()


def test_pictures_and_bars_beyond_the_first_are_a_button_away(visit: Visit) -> None:
    """Numbers in one line are drawn as one picture: eight pictures, of which the first has twelve bars."""
    lines = [" ".join(map(str, range(1, 13))), *(f"{2 * number} {2 * number + 1}" for number in range(10, 17))]
    with visit(AR, "\n".join(f"{BEH} {line}" for line in lines)) as reader:
        bars = reader.page.locator("#bar-s1, #bar-s1 ~ li")
        expect(figures_of(reader)).to_have_count(6)
        assert [bar.is_visible() for bar in bars.all()] == [True] * 10 + [False] * 2
        reader.page.get_by_role("button", name="عرض الكل (١٢)", exact=True).click()
        assert all(bar.is_visible() for bar in bars.all())
        assert place(reader)[1] == "bar-s11"
        reader.page.get_by_role("button", name="عرض الكل (٨)", exact=True).click()
        expect(figures_of(reader)).to_have_count(8)
    with visit(AR, "\n".join(f"{BEH} {line}" for line in lines), NARROW) as reader:
        expect(figures_of(reader)).to_have_count(4)
        reader.page.emulate_media(media="print")
        expect(figures_of(reader)).to_have_count(8)
        expect(reader.page.locator("#bar-s12")).to_be_visible()
        reader.page.emulate_media(media="screen")
        for name in ("s12", "s26"):
            reader.page.locator(".kh-statistics .kh-all").evaluate("(button) => button.hidden || button.click()")
            reader.page.locator(f"#row-{name} .kh-more").click()
            reader.page.locator(f"#row-{name} .kh-to-bar").click()
            assert place(reader) == (f"bar-{name}", f"bar-{name}")
            expect(reader.page.locator(f"#bar-{name}")).to_be_visible()


def figures_of(reader: Reader) -> Any:
    return reader.page.locator(".kh-figure:visible")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_serious(visit: Visit, viewport: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="it needs axe-playwright-python")
    with visit(AR, "ar", viewport, color_scheme=scheme, bypass_csp=True) as reader:
        parts = {"include": [[".kh-report"], [".kh-header"], ["#kh-actions"]]}
        found = axe.Axe().run(reader.page, parts).response["violations"]
        serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
        assert [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in serious] == []

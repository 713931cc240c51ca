"""Pictures of statistics: what is drawn together, on what scale, under which names, and as sound HTML."""

import dataclasses
import re
import time
from decimal import Decimal
from typing import Any

import pytest

from summarizer import Change, Language, ModelInfo, Qualifier, QuantityKind, Report, Span, Statistic, Summary
from summarizer.writers.html.charts import NEIGHBOURHOOD, Group, group_statistics, render_charts
from summarizer.writers.html.pieces import View
from summarizer.writers.words import ReaderLanguage, load_report_words

WORDS = load_report_words()
AR, FA, EN = ReaderLanguage.ARABIC, ReaderLanguage.PERSIAN, ReaderLanguage.ENGLISH
MONEY, COUNT, FRACTION = QuantityKind.MONEY, QuantityKind.COUNT, QuantityKind.FRACTION
INCREASE, DECREASE = Change.INCREASE, Change.DECREASE


def stat(number: int, value: str | None, start: int | None = None, **fields: Any) -> Statistic:
    """The statistic ``s{number}``, a percentage unless `fields` say otherwise; spans are given by their words."""
    place = number * 100 if start is None else start
    for name in ("population", "measure", "time", "source"):
        words = fields.get(name)
        fields[name] = None if words is None else Span(place, place + len(words), words)
    text = fields.pop("text", value or "1-2")
    given: dict[str, Any] = {
        "id": f"s{number}", "start": place, "end": place + len(text), "text": text,
        "value": None if value is None else Decimal(value), "low": None, "high": None,
        "kind": QuantityKind.PERCENTAGE, "unit": "%", "qualifier": None, "change": None,
        "compared_with": (), "same_as": None, "claim": None, "confidence": 0.9,
    }  # fmt: skip
    return Statistic(**(given | fields))


def money(number: int, value: str, unit: str | None = "USD", **fields: Any) -> Statistic:
    return stat(number, value, kind=MONEY, unit=unit, **{"measure": f"m{number}"} | fields)


def groups_of(*statistics: Statistic) -> list[tuple[str, list[str]]]:
    """The picture and the members' ids of each group."""
    return [(group.picture, [member.id for member in group.members]) for group in group_statistics(statistics)]


def draw(*statistics: Statistic, language: ReaderLanguage = EN, prefix: str = "") -> str:
    report = Report(Language.ARABIC, Summary("", ()), tuple(statistics), (), (), ModelInfo("fake", "0"))
    return render_charts(View.of(report, WORDS[language], prefix))


def found(pattern: str, page: str) -> list[str]:
    """The first group of each match, without tags."""
    return [re.sub(r"<[^>]+>", "", match) for match in re.findall(pattern, page, re.DOTALL)]


def labels(page: str) -> list[str]:
    return found(r'<span class="kh-bar-label">(.*?)</span>', page)


def captions(page: str) -> list[str]:
    return found(r"<figcaption>(.*?)</figcaption>", page)


def values(page: str) -> list[str]:
    return found(r'<span class="kh-bar-value">(.*?)</span> <span class="kh-track"', page)


def places(page: str) -> list[str]:
    return re.findall(r'<span class="kh-fill[^"]*" style="([^"]*)"', page)


def test_shares_of_one_population_or_of_one_measure_are_a_group() -> None:
    women = [stat(1, "30", population="women", measure="read"), stat(2, "40", population="women", measure="write")]
    assert groups_of(*women) == [("shares", ["s1", "s2"])]
    read = [stat(1, "30", 0, population="a", measure="read"), stat(2, "40", 5000, population="b", measure="read")]
    assert groups_of(*read) == [("shares", ["s1", "s2"])]


def test_shares_of_one_population_far_from_each_other_are_not() -> None:
    first = stat(1, "30", start=0, population="women", measure="read")
    near = stat(2, "40", start=first.end + NEIGHBOURHOOD, population="women", measure="write")
    far = dataclasses.replace(near, start=near.start + 1, end=near.end + 1)
    assert groups_of(first, near) == [("shares", ["s1", "s2"])]
    assert groups_of(first, far) == [("other_shares", ["s1", "s2"])]


@pytest.mark.parametrize("facet", ["source", "time"])
def test_one_source_or_time_bridges_the_distance(facet: str) -> None:
    first = stat(1, "30", start=0, population="women", measure="read", **{facet: "x"})
    far = stat(2, "40", start=5000, population="women", measure="write", **{facet: "x"})
    assert groups_of(first, far) == [("shares", ["s1", "s2"])]


def test_the_larger_of_two_possible_groups_is_taken() -> None:
    first = stat(1, "30", population="women", measure="read")
    same_population = stat(2, "40", population="women", measure="write")
    same_measure = [stat(number, "50", population=f"p{number}", measure="read") for number in (3, 4)]
    assert groups_of(first, same_population, *same_measure) == [("shares", ["s1", "s3", "s4"])]


def test_shares_and_changes_are_not_drawn_on_one_scale() -> None:
    shares = [stat(number, "30", population="women", measure=f"m{number}") for number in (1, 2)]
    rises = [stat(number, "5", population="women", measure=f"m{number}", change=INCREASE) for number in (3, 4)]
    assert groups_of(*shares, *rises) == [("shares", ["s1", "s2"]), ("changes", ["s3", "s4"])]


def test_single_shares_and_changes_come_last_and_only_in_company() -> None:
    singles = [stat(number, "30", population=f"p{number}", measure=f"m{number}") for number in (1, 2)]
    fall = stat(3, "5", population="p3", change=DECREASE)
    pair = [stat(number, "30", population="women", measure=f"m{number}") for number in (4, 5)]
    assert groups_of(*singles, fall, *pair) == [("shares", ["s4", "s5"]), ("other_shares", ["s1", "s2"])]
    rise = stat(6, "5", population="p6", change=INCREASE)
    assert groups_of(singles[0], fall, rise) == [("other_changes", ["s3", "s6"])]


def test_a_fraction_stands_among_percentages_in_percent() -> None:
    third = stat(1, "0.3333333333333333333333333333", kind=FRACTION, unit=None, population="women", measure="read")
    (group,) = group_statistics([third, stat(2, "40", population="women", measure="write")])
    assert [member.value for member in group.members] == [Decimal("33.3"), Decimal(40)]


def test_what_is_compared_is_drawn_together_and_nowhere_else() -> None:
    now = stat(1, "64", population="shops", measure="mail", compared_with=("s2",))
    then = stat(2, "41", population="shops", measure="mail", time="2019")
    third, fourth = (stat(number, "30", population="shops", measure=f"m{number}") for number in (3, 4))
    assert groups_of(now, then, third, fourth) == [("compared", ["s1", "s2"]), ("shares", ["s3", "s4"])]


def test_comparisons_of_three_are_one_picture() -> None:
    chain = [stat(1, "1", measure="a", compared_with=("s2",)), stat(2, "2", measure="b")]
    assert groups_of(*chain, stat(3, "3", measure="c", compared_with=("s2",))) == [("compared", ["s1", "s2", "s3"])]


def test_only_numbers_of_one_unit_are_compared() -> None:
    dollars, euros = money(1, "5", "USD", compared_with=("s2",)), money(2, "6", "EUR", compared_with=("s1",))
    assert groups_of(dollars, euros) == []
    lengths = [stat(number, "5", kind=QuantityKind.QUANTITY, unit="meter", measure=f"m{number}") for number in (3, 4)]
    assert groups_of(*lengths) == []
    compared = dataclasses.replace(lengths[0], compared_with=("s4",))
    assert groups_of(compared, lengths[1]) == [("compared", ["s3", "s4"])]
    count = stat(5, "5", kind=COUNT, unit=None, measure="a", compared_with=("s6",))
    assert groups_of(count, stat(6, "3", kind=QuantityKind.MULTIPLE, unit=None, measure="b")) == []


def test_money_is_grouped_by_currency_unless_one_amount_dwarfs_the_other() -> None:
    dollars, euros = [money(1, "5"), money(3, "7")], [money(2, "6", "EUR"), money(4, "8", "EUR")]
    assert groups_of(*dollars, *euros) == [("money", ["s1", "s3"]), ("money", ["s2", "s4"])]
    assert groups_of(money(1, "5", None), money(2, "6", None)) == []
    assert groups_of(money(1, "1"), money(2, "100")) == [("money", ["s1", "s2"])]
    assert groups_of(money(1, "1"), money(2, "101")) == []


def test_counts_are_grouped_by_what_is_counted() -> None:
    men, women = (stat(n, "9", kind=COUNT, unit=None, population=name) for n, name in ((1, "men"), (2, "women")))
    assert groups_of(men, women) == []
    more_men = stat(3, "12", kind=COUNT, unit=None, population="men")
    assert groups_of(men, women, more_men) == [("count", ["s1", "s3"])]


def test_a_repetition_is_not_drawn_and_hands_its_comparison_on() -> None:
    first = stat(1, "45", population="women", measure="read")
    again = stat(2, "45", population="women", measure="read", same_as="s1")
    assert groups_of(first, again) == []
    assert groups_of(first, again, stat(3, "50", population="men", compared_with=("s2",))) == [
        ("compared", ["s1", "s3"])
    ]


def test_what_is_below_zero_of_nothing_known_or_in_points_is_not_drawn() -> None:
    assert groups_of(stat(1, "-5", measure="a"), stat(2, "5", measure="b")) == []
    assert groups_of(stat(1, "5", time="2019"), stat(2, "5", time="2020")) == []
    assert groups_of(stat(1, "3", unit="pp", population="a"), stat(2, "4", unit="pp", population="a")) == []


def test_the_largest_group_comes_first_and_equals_follow_the_article() -> None:
    first, second, large = (
        [stat(number, "5", measure=measure, population=f"p{number}") for number in numbers]
        for measure, numbers in (("a", (1, 2)), ("b", (3, 4)), ("c", (5, 6, 7)))
    )
    singles = [stat(number, "5", population=f"p{number}", measure=f"m{number}") for number in (8, 9, 10, 11)]
    assert [ids for _, ids in groups_of(*first, *second, *large, *singles)] == [
        ["s5", "s6", "s7"],
        ["s1", "s2"],
        ["s3", "s4"],
        ["s8", "s9", "s10", "s11"],
    ]


def test_no_group_and_no_bar_is_left_out() -> None:
    many = [stat(number, "5", measure="a", population=f"p{number}") for number in range(50)]
    assert [ids for _, ids in groups_of(*many)] == [[f"s{number}" for number in range(50)]]
    pairs = [stat(place, "5", measure=f"m{place // 2}", population=f"p{place}") for place in range(40)]
    assert [ids[0] for _, ids in groups_of(*pairs)] == [f"s{2 * place}" for place in range(20)]


def test_amounts_too_large_for_one_scale_are_drawn_on_scales_of_their_own() -> None:
    amounts = [money(number, value) for number, value in ((1, "1"), (2, "1000"), (3, "2"), (4, "3000"))]
    assert groups_of(*amounts) == [("money", ["s1", "s3"]), ("money", ["s2", "s4"])]


def test_a_long_article_is_grouped_in_no_time() -> None:
    """Eight times the statistics take about eight times as long; the square would be 64 times."""
    lonely = [stat(number, "5", population=f"p{number}", measure=f"m{number}") for number in range(4000)]
    part, whole = (min(_seconds(lonely[:count]) for _ in range(3)) for count in (500, 4000))
    assert whole < 24 * part


def _seconds(statistics: list[Statistic]) -> float:
    begin = time.perf_counter()
    group_statistics(statistics)
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("numbers", "unit", "end"),
    [
        (["3", "4"], "%", "100"),
        (["3", "100"], "%", "100"),
        (["3", "101"], "%", "200"),
        (["3", "240"], "%", "250"),
        (["350", "1400"], "USD", "2000"),
        (["500", "200"], "USD", "500"),
        (["0.4", "0.7"], "USD", "1"),
        (["5.1", "2"], "USD", "10"),
    ],
)
def test_scales_end_on_round_numbers(numbers: list[str], unit: str, end: str) -> None:
    group = Group("money", tuple(stat(place, number, unit=unit) for place, number in enumerate(numbers)))
    assert group.end == Decimal(end)


def test_bars_begin_at_zero_and_ranges_where_they_begin() -> None:
    level = stat(1, "64", population="women", measure="a")
    span = stat(2, None, low=Decimal(30), high=Decimal(40), population="women", measure="b")
    page = draw(level, span)
    assert places(page) == [
        "margin-inline-start:0.00%;inline-size:64.00%",
        "margin-inline-start:30.00%;inline-size:10.00%",
    ]
    assert values(page) == ["64%", "30 to 40%"]


def test_more_than_a_hundred_percent_rescales_and_says_so() -> None:
    page = draw(stat(1, "210", measure="a", population="x"), stat(2, "50", measure="a", population="y"))
    assert places(page)[0] == "margin-inline-start:0.00%;inline-size:84.00%"
    assert values(page) == ["210% beyond 100%; the scale here runs to 250%", "50%"]
    assert page.count('<span class="kh-hundred" style="inset-inline-start:40.00%">') == 2
    assert found(r'<p class="kh-scale"[^>]*>(.*?)</p>', page) == ["0250%"]


def test_the_title_is_what_all_share_and_labels_are_what_differs() -> None:
    page = draw(stat(1, "30", population="women", measure="read"), stat(2, "40", population="women", measure="write"))
    assert captions(page) == ["women Shares in percent"]
    assert labels(page) == ["read", "write"]
    page = draw(stat(1, "30", population="women", measure="read"), stat(2, "40", population="men", measure="read"))
    assert captions(page) == ["read Shares in percent"]
    assert labels(page) == ["women", "men"]


def test_comparisons_are_labelled_by_time_then_population_then_measure() -> None:
    then = {"population": "men", "measure": "read", "time": "2019", "compared_with": ("s1",)}
    assert labels(draw(stat(1, "6", population="men", time="2022"), stat(2, "4", **then))) == ["2022", "2019 read"]
    then["time"] = None
    assert labels(draw(stat(1, "6", population="women", measure="read"), stat(2, "4", **then))) == ["women", "men"]
    assert labels(draw(stat(1, "6", population="men", measure="write"), stat(2, "4", **then))) == ["write", "read"]


def test_where_only_one_of_two_times_is_given_the_other_bar_says_so() -> None:
    now = stat(1, "64", population="shops", measure="mail")
    page = draw(now, stat(2, "41", population="shops", measure="mail", time="2019", compared_with=("s1",)))
    assert captions(page) == ["shops · mail Compared in the article"]
    assert labels(page) == ["no time given", "2019"]


def test_amounts_carry_their_unit_and_the_articles_own_words() -> None:
    page = draw(money(1, "3200000000", text="3.2 مليار دولار", population="a"), money(2, "95000000", text="$95000000"))
    assert captions(page) == ["Amounts of money US dollar"]
    assert labels(page) == ["m1 a", "m2"]
    assert values(page) == ["3,200,000,000 3.2 مليار دولار", "95,000,000"]


def test_bars_that_nothing_tells_apart_are_named_by_their_number() -> None:
    twins = [stat(number, "5", text=text, measure="a", population="b") for number, text in ((1, "5%"), (2, "5 %"))]
    assert labels(draw(*twins)) == ["5%", "5 %"]


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    shares = [
        stat(1, "12.5", population="النساء", measure="a", qualifier=Qualifier.ABOUT),
        stat(2, "0.25", kind=FRACTION, unit=None, text="ربع", population="النساء", measure="b"),
    ]
    assert values(draw(*shares, language=FA)) == ["حدود ۱۲٫۵٪", "۲۵٪ ربع"]
    page = draw(*shares, language=AR)
    assert '<bdi dir="ltr">١٢٫٥٪\u061c</bdi>' in page
    assert '<bdi class="kh-quoted" lang="ar">النساء</bdi>' in page


def test_changes_and_doubt_have_patterns_words_and_a_legend_of_what_is_drawn() -> None:
    rise = stat(1, "5", population="a", measure="b", change=INCREASE, confidence=0.59)
    fall = stat(2, "6", population="a", measure="c", change=DECREASE, confidence=0.6)
    page = draw(rise, fall)
    assert values(page) == ["5% ▲ increase low confidence", "6% ▼ decrease"]
    assert re.findall(r'<span class="([^"]*)" style="margin', page) == ["kh-fill kh-rise kh-unsure", "kh-fill kh-fall"]
    (legend,) = found(r'<p class="kh-legend">(.*?)</p>', page)
    assert " ".join(legend.split()) == "increase decrease low confidence Each bar links to its number in the text."
    plain = draw(stat(1, "5", population="a", measure="b"), stat(2, "6", population="a", measure="c"))
    assert found(r'<p class="kh-legend">(.*?)</p>', plain) == ["Each bar links to its number in the text."]


def test_each_bar_is_a_listed_link_to_its_mark() -> None:
    page = draw(stat(1, "5", measure="a", population="b"), stat(2, "6", measure="a", population="c"), prefix="a2-")
    links = re.findall(r'<li id="([^"]*)"><a class="kh-bar" href="([^"]*)">', page)
    assert links == [("a2-bar-s1", "#a2-mark-s1"), ("a2-bar-s2", "#a2-mark-s2")]
    assert page.count('<ol class="kh-bars" role="list">') == page.count("<figure ") == page.count("<figcaption>") == 1


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw() == ""
    assert draw(stat(1, "5", population="women", measure="read")) == ""


@pytest.mark.parametrize("field", ["population", "measure", "time", "text", "unit", "qualifier", "change", "id"])
def test_nothing_of_the_report_becomes_html(field: str) -> None:
    """Whatever of a report is text, the names of its enumerations and units too."""
    strange: dict[str, Any] = {"population": "a", field: '"><script>alert()</script>', "compared_with": ("s2",)}
    page = draw(money(1, "5", **strange), money(2, "6", **strange | {"id": "s2"}))
    assert page.count("<figure ") == 1
    assert "&lt;script&gt;" in page
    assert "<script" not in page

"""What holds of every text at all: of its numbers without a model, and of its whole report.

The quick run gives the same examples each time. ``HYPOTHESIS_PROFILE=thorough`` draws thousands of new ones.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.lexicon import load
from summarizer.quantities import find_quantities
from summarizer.records import Claim, Quantity, QuantityKind, Report, Span, Statistic
from summarizer.summarizer import Summarizer

settings.register_profile("quick", max_examples=100, derandomize=True, deadline=None)
settings.register_profile("thorough", max_examples=3000, deadline=None)
PROFILE = settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
NUMBERS = settings(PROFILE, max_examples=15 * PROFILE.max_examples)  # no model: a few milliseconds each

WITHOUT_VALUE = (QuantityKind.DATE, QuantityKind.IDENTIFIER)
LANGUAGES = ("ar", "fa", None)

# Code points, so that what is invisible or turns the line around can be read here.
ARABIC_LETTERS = "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B)]))
PERSIAN_LETTERS = "\u067e\u0686\u0698\u06a9\u06af\u06c0\u06cc"
MARKS = "".join(map(chr, [*range(0x064B, 0x0653), 0x0670, 0x0640]))
HIDDEN = "\u200c\u200d\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u2060"
DIGIT_SCRIPTS = tuple("".join(chr(zero + digit) for digit in range(10)) for zero in (0x30, 0x0660, 0x06F0))
DIGITS = "".join(DIGIT_SCRIPTS)
SEPARATORS = ".,\u066b\u066c\u060c'\u2019/\u2044\u00bd\u00bc:-\u2013\u2212+~\u00d7"
SIGNS = '%\u066a$\u20ac\u00a3\ufdfc()[]\u00ab\u00bb"\u061f!?\u061b\u06d4\u2026#@_*\u2022=<>&|\\'
FORMS = "\ufeb3\ufee7\ufe94\ufef5\ufefb\ufdf2\ufd3e\uff11\uff05\ufe8d"
SPACES = " \u00a0\u2009\u3000\t\n\r\x0b\u2028\u2029\u0085"
OTHERS = "aBkMx\u00e9\u4e2d\U0001f600\U0001f4c8\ud83d\ude00\udfff\u0301\x00\x7f\u00b2\u2463\u216b"
GROUPS = (ARABIC_LETTERS, PERSIAN_LETTERS, MARKS, HIDDEN, DIGITS, SEPARATORS, SIGNS, FORMS, SPACES, OTHERS)
NUMBER_TABLES = {
    "ar": ("cardinals", "scales", "ordinals", "fractions", "denominators", "multiples", "scale_duals", "dual_units"),
    "fa": ("cardinals", "scales", "ordinals", "fractions", "multiples"),
}
COMPANY_TABLES = ("money", "durations", "measures", "percents", "qualifiers", "changes", "windows", "dates", "clauses")
PIECES = """\
ارتفعت مبيعات المتاجر بنسبة 12.5%
أن نصف العملاء يفضلون الدفع نقداً
وبلغت الإيرادات ٣٫٢ مليار ريال
وأشار التقرير إلى أن
قال مدير الشركة إن
من المتوقع أن ينمو السوق
مقارنة بـ 40 ألف
بين 5 و7 ملايين
خلال عام 2019
في 12/5/2021
الساعة 10:30 مساءً
ثلاثة من كل عشرة
ينبغي على المسوقين اختبار رسائلهم.
اترك تعليقاً
نصائح لزيادة المبيعات:
هل تعلم؟
خمسة وعشرين ألفاً
ضعفي ما كان عليه
فروش فروشگاه‌ها ۱۲٫۵ درصد رشد کرد
نیمی از مشتریان نقد می‌پردازند
درآمد شرکت به ۳ هزار و ۲۰۰ میلیارد تومان رسید
به گزارش روابط عمومی
پیش‌بینی می‌شود بازار بزرگ‌تر شود
در مقایسه با ۴۰ هزار نفر
بین ۵ تا ۷ میلیون
در سال ۱۳۹۸
۲۳ مهر ۱۴۰۰
ساعت ۱۰:۳۰ صبح
از هر ده نفر سه نفر
مدیران باید پیام‌ها را بیازمایند.
دیدگاه خود را بنویسید
چند نکته برای فروش بیشتر:
آیا می‌دانستید؟
بیست و پنج هزار
دو برابر سال پیش
iPhone 12
Web 2.0
www.example.com/2020
info@example.com
1,234.56
1.234.567
۱٬۲۳۴٬۵۶۷
12 000
0912 345 6789
""".splitlines()
SIGNED_PIECES = ("5G", "24/7", "50kg", "USD 20", "1-", "%37", "37%", "1/2", "-5", "1.", "10K")
LINES = ("\n\n", "\n- ", "\n1. ", "\nاترك تعليقاً\n", "\nبرچسب‌ها: بازار، فروش\n")  # the last two are page furniture


def lexicon_words() -> list[str]:
    """Every surface of the tables that number phrases are made of, once."""
    tables = [(language, name) for language, names in NUMBER_TABLES.items() for name in (*names, *COMPANY_TABLES)]
    surfaces = (word for table in tables for group in load(*table).values() for word in group)
    return list(dict.fromkeys(surfaces))


characters = st.one_of([st.sampled_from(group) for group in GROUPS])
noise = st.text(st.one_of(characters, characters, characters, st.characters()), max_size=40)
figures = st.text(DIGITS + SEPARATORS + "% \u200f\u0640\u0631\u0648kK", min_size=1, max_size=16)
glue = st.sampled_from((" ", " ", " ", "", ". ", "\u060c ", "\n", "\u200c", " \u0648", " \u0648 ", "-"))
fragments = st.one_of(
    st.sampled_from(lexicon_words()), st.sampled_from([*PIECES, *SIGNED_PIECES, *LINES]), figures, noise
)
glued = st.lists(st.tuples(fragments, glue), max_size=10).map(lambda pairs: "".join(map("".join, pairs)))
texts = st.one_of(glued, noise)


@pytest.fixture(scope="module")
def summarizer() -> Summarizer:
    return Summarizer()


def cuts_a_number(text: str, offset: int) -> bool:
    """Whether `offset` lies between two digits that touch."""
    return 0 < offset < len(text) and text[offset - 1].isdecimal() and text[offset].isdecimal()


def has_one_value_or_range(quantity: Quantity) -> bool:
    """Whether a number has a value or both ends of a range, and not both; a date or an identifier may have none."""
    present = (quantity.value is not None, quantity.low is not None, quantity.high is not None)
    return present in ((True, False, False), (False, True, True)) or (
        quantity.kind in WITHOUT_VALUE and not any(present)
    )


@NUMBERS
@given(texts, st.sampled_from(LANGUAGES))
def test_numbers_of_any_text_are_exact_whole_and_in_order(text: str, language: str | None) -> None:
    found = find_quantities(text, language=language)
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        assert not cuts_a_number(text, quantity.start), quantity
        assert not cuts_a_number(text, quantity.end), quantity
        assert has_one_value_or_range(quantity), quantity
    for earlier, later in pairwise(found):
        assert earlier.end <= later.start, (earlier, later)
    assert repr(find_quantities(text, language=language)) == repr(found)


@NUMBERS
@given(texts, st.sampled_from(("ar", "fa")), st.sampled_from(DIGIT_SCRIPTS))
def test_numbers_are_the_same_in_digits_of_any_script(text: str, language: str, script: str) -> None:
    other = text.translate({ord(digit): script[place % 10] for place, digit in enumerate(DIGITS)})
    found = find_quantities(text, language=language)
    translated = find_quantities(other, language=language)
    assert [replace(quantity, text=text[quantity.start : quantity.end]) for quantity in translated] == list(found)


def spans_of(value: Any) -> Iterator[dict[str, Any]]:
    """Every span in a report's dictionary, at any depth."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def check_order(spans: Sequence[Span | Statistic | Claim]) -> None:
    starts = [span.start for span in spans]
    assert starts == sorted(starts)


def check_references(report: Report) -> None:
    """Every id is unique and every reference leads somewhere, both ways where there are two."""
    statistics = {statistic.id: statistic for statistic in report.statistics}
    claims = {claim.id: claim for claim in report.claims}
    assert len(statistics.keys() | claims.keys()) == len(report.statistics) + len(report.claims)
    for items in (statistics, claims):
        places = {name: place for place, name in enumerate(items)}
        for name, item in items.items():
            assert item.same_as is None or places[item.same_as] < places[name], item
    for statistic in report.statistics:
        assert set(statistic.compared_with) <= statistics.keys() - {statistic.id}, statistic
        assert statistic.claim is None or statistic.id in claims[statistic.claim].statistics, statistic
    for claim in report.claims:
        assert len(set(claim.statistics)) == len(claim.statistics), claim
        for name in claim.statistics:
            assert claim.start <= statistics[name].start and statistics[name].end <= claim.end, (claim, name)  # noqa: PT018
            assert statistics[name].claim == claim.id, claim


def check_summary(text: str, report: Report) -> None:
    """The summary is the article's sentences, in order, with nothing but white space between them."""
    rest = report.summary.text
    for sentence in report.summary.sentences:
        before, found, rest = rest.partition(sentence.text)
        assert found, (sentence, report.summary.text)
        assert not before.strip(), report.summary.text
    assert not rest.strip(), report.summary.text
    in_article = set(re.findall(r"\d+", text))
    assert set(re.findall(r"\d+", report.summary.text)) <= in_article


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


@PROFILE
@given(text=texts)
def test_report_of_any_text_keeps_its_promises(summarizer: Summarizer, text: str) -> None:
    report = summarizer.summarize(text)
    content = report.to_dict()
    for span in spans_of(content):
        assert 0 <= span["start"] < span["end"] <= len(text), span
        assert text[span["start"] : span["end"]] == span["text"], span
    for ignored in report.ignored:
        assert 0 <= ignored.start < ignored.end <= len(text), ignored
    for spans in (report.statistics, report.claims, report.summary.sentences):
        check_order(spans)
    check_references(report)
    check_summary(text, report)
    assert json.loads(report.to_json(), parse_constant=refuse) == content
    assert summarizer.summarize(text) == report


@PROFILE
@given(articles=st.lists(texts, max_size=3), data=st.data())
def test_report_does_not_depend_on_its_company(
    summarizer: Summarizer, articles: list[str], data: st.DataObject
) -> None:
    alone = {article: summarizer.summarize(article) for article in articles}
    order = data.draw(st.permutations(articles))
    together = list(summarizer.summarize_many(order))
    assert together == [alone[article] for article in order]

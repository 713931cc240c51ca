"""The summary: which sentences are chosen, in which order, and how many."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from summarizer.article.layout import Sentence
from summarizer.records import Claim, ClaimKind, Language, QuantityKind, Statistic, Summary
from summarizer.summary import choose_summary

WORDS = "كلمات تملأ جملة واحدة من المقال رقمها"


def article(count: int) -> tuple[str, list[Sentence]]:
    """A text of `count` sentences of the same length, one in a paragraph."""
    lines = [f"{WORDS} {number:02d}." for number in range(count)]
    width = len(lines[0]) + 1 if lines else 0
    parts = [
        Sentence(number * width, number * width + len(line), Language.ARABIC, False, number)
        for number, line in enumerate(lines)
    ]
    return "\n".join(lines), parts


def claim(text: str, number: int, part: Sentence) -> Claim:
    return Claim(
        id=f"c{number}", start=part.start, end=part.end, text=text[part.start : part.end], kind=ClaimKind.ASSERTION,
        source=None, hedged=False, statistics=(), same_as=None, confidence=0.9,
    )  # fmt: skip


def chosen(text: str, parts: Sequence[Sentence], summary: Summary) -> list[int]:
    starts = [part.start for part in parts]
    assert summary.text == " ".join(span.text for span in summary.sentences)
    assert all(text[span.start : span.end] == span.text for span in summary.sentences)
    return [starts.index(span.start) for span in summary.sentences]


def test_a_text_without_sentences_has_an_empty_summary() -> None:
    assert choose_summary("", (), (), ()) == Summary("", ())


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (12, 3)])
def test_short_texts_keep_about_half(count: int, kept: int) -> None:
    text, parts = article(count)
    assert len(choose_summary(text, parts, (), ()).sentences) == kept


def test_the_lead_is_kept_and_the_order_is_the_articles() -> None:
    text, parts = article(9)
    found = chosen(text, parts, choose_summary(text, parts, (), ()))
    assert found[0] == 0
    assert found == sorted(found)


def test_sentences_with_claims_go_before_others() -> None:
    text, parts = article(9)
    claims = [claim(text, 1, parts[0]), claim(text, 2, parts[4]), claim(text, 3, parts[8])]
    assert chosen(text, parts, choose_summary(text, parts, (), claims)) == [0, 4, 8]


def test_headings_and_questions_are_left_out() -> None:
    text, parts = article(7)
    text = text[: parts[1].end - 1] + "؟" + text[parts[1].end :]
    parts[0] = Sentence(parts[0].start, parts[0].end, Language.ARABIC, True, 0)
    found = chosen(text, parts, choose_summary(text, parts, (), ()))
    assert found[0] == 2


def test_headings_alone_still_make_a_summary() -> None:
    text, parts = article(2)
    parts = [Sentence(part.start, part.end, Language.ARABIC, True, part.paragraph) for part in parts]
    assert chosen(text, parts, choose_summary(text, parts, (), ())) == [0]


def test_a_sentence_that_has_the_words_of_the_title_goes_before_others() -> None:
    text, parts = article(9)
    title = "سوق الهواتف"
    place = parts[5].start
    text = f"{title}\n" + text[:place] + "الهواتف في سوق" + text[place + len("الهواتف في سوق") :]
    moved = [replace(part, start=part.start + len(title) + 1, end=part.end + len(title) + 1) for part in parts]
    headed = [Sentence(0, len(title), Language.ARABIC, True, 0), *moved]
    assert headed.index(moved[5]) in chosen(text, headed, choose_summary(text, headed, (), ()))


def test_what_is_said_again_speaks_for_no_sentence() -> None:
    text, parts = article(4)
    claims = [claim(text, number, parts[place]) for number, place in enumerate((0, 2, 3), 1)]
    assert chosen(text, parts, choose_summary(text, parts, (), claims)) == [0, 3]
    again = [*claims[:2], replace(claims[2], same_as="c1")]
    assert chosen(text, parts, choose_summary(text, parts, (), again)) == [0, 2]


def test_the_first_of_a_paragraph_goes_before_the_rest() -> None:
    text, parts = article(9)
    two = [replace(part, paragraph=0 if place < 5 else 1) for place, part in enumerate(parts)]
    assert 5 in chosen(text, two, choose_summary(text, two, (), ()))


def test_where_all_are_equal_they_are_spread() -> None:
    text, parts = article(9)
    assert chosen(text, parts, choose_summary(text, parts, (), ())) == [0, 4, 8]


def test_a_figure_and_length_speak_for_a_sentence() -> None:
    text, parts = article(9)
    figure = Statistic(
        id="s1", start=parts[5].start, end=parts[5].start + 2, text=text[parts[5].start : parts[5].start + 2],
        value=Decimal(1), low=None, high=None, kind=QuantityKind.COUNT, unit=None, qualifier=None, change=None,
        population=None, measure=None, time=None, source=None, compared_with=(), same_as=None, claim=None, confidence=1,
    )  # fmt: skip
    assert 5 in chosen(text, parts, choose_summary(text, parts, [figure], ()))
    longer = text[: parts[5].end - 1] + " وزيادة تطيلها." + text[parts[5].end :]
    added = len(longer) - len(text)
    shifted = [
        replace(part, start=part.start + added * (place > 5), end=part.end + added * (place >= 5))
        for place, part in enumerate(parts)
    ]
    assert 5 in chosen(longer, shifted, choose_summary(longer, shifted, (), ()))

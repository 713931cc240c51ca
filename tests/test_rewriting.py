"""Rewriting: marks stay on their words, whatever is done to the text."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.training.markup import read_marked
from summarizer.training.rewriting import Edit, joined, rewritten, varied

MARKED = read_marked("{C c1 statistical|{P n1|بانک‌های ایران} {N n1|۲۵ درصد} {M n1|رشد کردند}}، گفت {S c1 n1|رئیس}.")


def marked_words(marked: object) -> list[str]:
    return [f"{mark.kind_letter} {marked.text[mark.start : mark.end]}" for mark in marked.marks]  # type: ignore[attr-defined]


def test_an_edit_moves_what_stands_behind_it() -> None:
    marked = read_marked("a {N n1|12%} b {P n1|c}")
    found = rewritten(marked, [Edit(2, 5, "%12 "), Edit(6, 7, "")])
    assert found.text == "a %12   c"
    assert marked_words(found) == ["N %12 ", "P c"]


def test_a_mark_that_is_left_empty_is_dropped() -> None:
    found = rewritten(read_marked("a {P n1|b} {N n1|1}"), [Edit(2, 3, "")])
    assert marked_words(found) == ["N 1"]


def test_an_edit_over_the_edge_of_a_mark_keeps_it_inside_the_text() -> None:
    found = rewritten(read_marked("ab{N n1|cd}"), [Edit(1, 3, "x")])
    assert found.text == "axd"
    assert marked_words(found) in (["N d"], ["N xd"])


def test_joined_passages_keep_their_names_apart() -> None:
    found = joined([MARKED, MARKED])
    assert found.text == f"{MARKED.text}\n{MARKED.text}"
    numbers = [mark.value for mark in found.marks if mark.kind_letter == "N"]
    assert len(set(numbers)) == 2
    for letter in "PMS":
        assert sum(mark.kind_letter == letter for mark in found.marks) == 2
    people = [mark for mark in found.marks if mark.kind_letter == "P"]
    assert [mark.value for mark in people] == numbers
    assert all(found.text[mark.start : mark.end] == "بانک‌های ایران" for mark in people)


@pytest.mark.parametrize("seed", range(40))
def test_any_variant_says_the_same_of_the_same(seed: int) -> None:
    found = varied(MARKED, Random(seed))
    assert len(found.marks) == len(MARKED.marks)
    texts = {mark.kind_letter: found.text[mark.start : mark.end] for mark in found.marks}
    assert texts["N"][:2] in ("25", "٢٥", "۲۵")
    assert texts["N"].endswith(("درصد", "درص", "دصد", "درد", "دردص", "درصد"))
    assert len(texts["P"].replace("\N{ZERO WIDTH NON-JOINER}", " ").split()) in (2, 3)
    assert varied(MARKED, Random(seed)) == found


@given(st.integers(0, 10_000))
def test_marks_never_leave_the_text(seed: int) -> None:
    found = varied(joined([MARKED, read_marked("زاد {N n1|%3.5} أو {N n2|4 ٪}، ثم {X question|كم؟}")]), Random(seed))
    assert all(0 <= mark.start < mark.end <= len(found.text) for mark in found.marks)

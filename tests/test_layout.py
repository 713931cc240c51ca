"""Paragraphs, languages, headings and what is left out."""

import re
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article.layout import read_layout
from summarizer.records import Language
from summarizer.text.sentences import bullet_end, line_spans

CASES = Path(__file__).parent / "cases"
PIECES = [
    "\n",
    "\r\n",
    " ",
    ".",
    ":",
    "1. ",
    "• ",
    "كلام",
    "است",
    "این",
    "في",
    "اترك تعليقا",
    "انتهای پیام",
    "#وسم",
    "،",
    "\u200f",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


def _cases() -> list[Any]:
    found = []
    for language in ("ar", "fa"):
        for case in tomllib.loads((CASES / language / "layout.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{language}: {case['origin']}"))
    return found


@pytest.mark.parametrize("case", _cases())
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    layout = read_layout(text)
    assert layout.language == case["language"]
    assert [text[s.start : s.end] for s in layout.sentences] == case["sentences"]
    assert [text[s.start : s.end] for s in layout.sentences if s.heading] == case["headings"]
    assert [text[i.start : i.end] for i in layout.ignored] == case["ignored"]


def test_each_paragraph_has_its_language_and_number() -> None:
    layout = read_layout("تباع الهواتف في المتاجر. والأسعار مرتفعة.\r\n\r\nاین گوشی‌ها در بازار هستند.")
    assert [(s.language, s.paragraph) for s in layout.sentences] == [
        (Language.ARABIC, 0),
        (Language.ARABIC, 0),
        (Language.PERSIAN, 1),
    ]


def test_a_first_line_that_tells_nothing_takes_the_language_of_the_next() -> None:
    layout = read_layout("تاندربرد\nاین برنامه را شرکت موزیلا ساخته است و رایگان است.")
    assert layout.sentences[0].language is Language.PERSIAN


@given(TEXTS)
def test_any_text_is_covered(text: str) -> None:
    layout = read_layout(text)
    spans = sorted([(s.start, s.end) for s in layout.sentences] + [(i.start, i.end) for i in layout.ignored])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    covered = {index for start, end in spans for index in range(start, end)}
    for start, end in line_spans(text):
        covered.update(range(start, bullet_end(text, start, end)))
    assert [text[i] for i in range(len(text)) if re.match(r"\w", text[i]) and i not in covered] == []
    assert all(s.language in (Language.ARABIC, Language.PERSIAN) for s in layout.sentences)


def test_an_article_takes_milliseconds() -> None:
    text = "ارتفعت المبيعات في هذا العام بنسبة 12%، وتراجعت التكاليف.\n" * 60
    read_layout(text)
    began = time.perf_counter()
    read_layout(text)
    assert time.perf_counter() - began < 0.2  # about 4 ms; room for a busy machine

"""Which numbers are statistics: ``tests/cases/{ar,fa}/statistics.toml``, and what a statistic carries.

A case is a text and, in order, the numbers in it that are findings. The words around a number are stood for by vectors
of their own letters, so that no model is needed.
"""

import tomllib
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from summarizer.article.layout import Sentence
from summarizer.model.encoder import Encoded
from summarizer.records import Change, Language, Qualifier, QuantityKind, Statistic
from summarizer.stats import find_statistics

CASES = Path(__file__).parent / "cases"
ORIGINS = frozenset({"newspaper", "blog", "report", "synthetic"})
DIMENSIONS = 64


def encode(text: str) -> Encoded:
    """One token a word; the same word has the same vector in every text."""
    offsets, position = [], 0
    for word in text.split():
        start = text.index(word, position)
        position = start + len(word)
        offsets.append((start, position))
    seeds = [zlib.crc32(text[start:end].encode()) for start, end in offsets]
    rows = [np.random.default_rng(seed).standard_normal(DIMENSIONS, dtype=np.float32) for seed in seeds]
    vectors = np.asarray(rows, dtype=np.float32).reshape(len(rows), DIMENSIONS)
    return Encoded(vectors, np.asarray(offsets, dtype=np.int32).reshape(len(rows), 2))


def statistics_of(*sentences: str, language: Language = Language.ARABIC) -> tuple[Statistic, ...]:
    """The statistics of an article of these sentences."""
    spans, position = [], 0
    for text in sentences:
        spans.append(Sentence(position, position + len(text), language, heading=False, paragraph=0))
        position += len(text) + 1
    return find_statistics(" ".join(sentences), spans, [encode(text) for text in sentences])


def read_cases(language: str) -> list[Any]:
    path = CASES / language / "statistics.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for row in rows:
        if row.keys() != {"text", "origin", "statistics"} or row["origin"] not in ORIGINS:
            raise ValueError(f"{path}: a case needs text, statistics and one of {sorted(ORIGINS)}, got {row}")
    return [pytest.param(language, row, id=f"{language}-{number:02}") for number, row in enumerate(rows, 1)]


@pytest.mark.parametrize(("language", "case"), [*read_cases("ar"), *read_cases("fa")])
def test_which_numbers_are_statistics(language: str, case: dict[str, Any]) -> None:
    found = statistics_of(case["text"], language=Language(language))
    assert [statistic.text for statistic in found] == case["statistics"], case["text"]


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_there_are_findings_and_others(language: str) -> None:
    counts = [len(case.values[1]["statistics"]) for case in read_cases(language)]
    assert 0 in counts
    assert max(counts) > 1


def test_a_statistic_carries_what_the_number_says() -> None:
    (statistic,) = statistics_of("ارتفعت المبيعات بنسبة تتجاوز 12% هذا العام")
    assert (statistic.id, statistic.kind, statistic.unit) == ("s1", QuantityKind.PERCENTAGE, "%")
    assert statistic.value == 12
    assert (statistic.qualifier, statistic.change) == (Qualifier.MORE_THAN, Change.INCREASE)
    assert 0.5 < statistic.confidence < 1


def test_what_nothing_is_said_to_be_counted_is_a_count() -> None:
    (statistic,) = statistics_of("بلغت المبيعات 500 ألف")
    assert statistic.kind is QuantityKind.COUNT


def test_ids_follow_the_order_of_the_text() -> None:
    found = statistics_of("باع 300 كتاب مقابل 20% من السعر.", "واشترى 5 آلاف مجلة.")
    assert [(statistic.id, statistic.text) for statistic in found] == [("s1", "300"), ("s2", "20%"), ("s3", "5 آلاف")]


def test_numbers_outside_the_sentences_are_left_out() -> None:
    text = "زار المعرض 300 شخص.\nشاهد أيضا 900 صورة"
    first = Sentence(0, text.index("\n"), Language.ARABIC, heading=False, paragraph=0)
    found = find_statistics(text, [first], [encode(text[: first.end])])
    assert [statistic.text for statistic in found] == ["300"]


def test_a_repeated_figure_points_to_the_first() -> None:
    sentence = "يفضل 62% من القراء الصحف الورقية."
    first, second, third = statistics_of(sentence, sentence, sentence)
    assert (first.same_as, second.same_as, third.same_as) == (None, first.id, first.id)


def test_the_same_figure_of_something_else_is_not_the_same() -> None:
    found = statistics_of("يفضل 62% من القراء الصحف الورقية.", "وانخفضت أسعار القمح المستورد بنسبة 62% أمس.")
    assert [statistic.same_as for statistic in found] == [None, None]


def test_another_figure_of_the_same_thing_is_not_the_same() -> None:
    found = statistics_of("يفضل 62% من القراء الصحف الورقية.", "يفضل 63% من القراء الصحف الورقية.")
    assert [statistic.same_as for statistic in found] == [None, None]

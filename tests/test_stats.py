"""Which numbers are statistics: ``tests/cases/{ar,fa}/statistics.toml``, and what a statistic carries.

A case is a text and, in order, the numbers in it that the rules take for findings.
"""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from summarizer.article.layout import Sentence
from summarizer.model.heads import NUMBER_ROLES
from summarizer.quantities.find import find_mentions
from summarizer.records import Change, Language, Qualifier, QuantityKind, Statistic
from summarizer.stats import find_statistics
from summarizer.stats.select import selected
from tests.fakes import FakeAsker, FakeHeads, FakeNumberHead, passages_of

CASES = Path(__file__).parent / "cases"
ORIGINS = frozenset({"newspaper", "blog", "report", "synthetic"})


def article(*lines: str) -> tuple[str, list[Sentence]]:
    """A text of one paragraph, and its sentences."""
    spans, position = [], 0
    for line in lines:
        spans.append(Sentence(position, position + len(line), Language.ARABIC, heading=False, paragraph=0))
        position += len(line) + 1
    return " ".join(lines), spans


def found_in(
    text: str, sentences: list[Sentence], vectors: Sequence[Sequence[float]] = (), *roles: dict[str, tuple[int, int]]
) -> tuple[Statistic, ...]:
    """What is found where each sentence has one vector (the same for all, if none are given) and the roles are told."""
    passages = passages_of(text, sentences, vectors or [(1.0, 0.0)] * len(sentences))
    heads = FakeHeads(number_roles=FakeAsker(NUMBER_ROLES, list(roles)))
    return find_statistics(text, sentences, passages, find_mentions(text), heads)  # type: ignore[arg-type]


def statistics_of(*lines: str) -> tuple[Statistic, ...]:
    return found_in(*article(*lines))


def read_cases(language: str) -> list[Any]:
    path = CASES / language / "statistics.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for row in rows:
        if row.keys() != {"text", "origin", "statistics"} or row["origin"] not in ORIGINS:
            raise ValueError(f"{path}: a case needs text, statistics and one of {sorted(ORIGINS)}, got {row}")
    return [pytest.param(language, row, id=f"{language}-{number:02}") for number, row in enumerate(rows, 1)]


@pytest.mark.parametrize(("language", "case"), [*read_cases("ar"), *read_cases("fa")])
def test_which_numbers_the_rules_take_for_statistics(language: str, case: dict[str, Any]) -> None:
    found = selected(find_mentions(case["text"], Language(language)))
    assert [one.quantity.text for one in found] == case["statistics"], case["text"]


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
    assert [statistic.text for statistic in found_in(text, [first])] == ["300"]


def test_dates_are_never_asked_about() -> None:
    assert [statistic.text for statistic in statistics_of("باع 300 كتاب في عام 2015 في المرتبة الثالثة.")] == ["300"]


def test_roles_are_words_of_the_passage() -> None:
    text, sentences = article("يفضل 62% من القراء الصحف الورقية.")
    (found,) = found_in(text, sentences, (), {"population": (3, 4), "measure": (4, 6)})
    assert found.population is not None
    assert found.measure is not None
    assert (found.population.text, found.measure.text) == ("القراء", "الصحف الورقية")
    assert text[found.measure.start : found.measure.end] == "الصحف الورقية"
    assert (found.time, found.source) == (None, None)


def test_a_repeated_figure_points_to_the_first() -> None:
    sentence = "يفضل 62% من القراء الصحف الورقية."
    first, second, third = statistics_of(sentence, sentence, sentence)
    assert (first.same_as, second.same_as, third.same_as) == (None, first.id, first.id)


def test_the_same_figure_of_something_else_is_not_the_same() -> None:
    text, sentences = article("يفضل 62% من القراء الصحف الورقية.", "وانخفضت أسعار القمح المستورد بنسبة 62% أمس.")
    found = found_in(text, sentences, [(1, 0), (0, 1)])
    assert [statistic.same_as for statistic in found] == [None, None]


def test_the_same_figure_of_other_people_is_not_the_same() -> None:
    text, sentences = article("يفضل 62% من القراء الصحف.", "ويفضل 62% من الطلاب الصحف.")
    found = found_in(text, sentences, (), {"population": (3, 4)}, {"population": (3, 4)})
    assert [one.population.text for one in found if one.population] == ["القراء", "الطلاب"]
    assert [one.same_as for one in found] == [None, None]


def test_another_figure_of_the_same_thing_is_not_the_same() -> None:
    found = statistics_of("يفضل 62% من القراء الصحف الورقية.", "يفضل 63% من القراء الصحف الورقية.")
    assert [statistic.same_as for statistic in found] == [None, None]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("بلغت المبيعات 30% مقابل 20% العام الماضي.", {"s1": ("s2",), "s2": ("s1",)}),
        ("بلغت المبيعات 30% بعد أن كانت 20%.", {"s1": ("s2",), "s2": ("s1",)}),
        ("بلغت المبيعات 30% مقارنة مع 20 مليون ريال.", {"s1": (), "s2": ()}),  # not on one scale
        ("بلغت المبيعات 30%، والأرباح 20%.", {"s1": (), "s2": ()}),  # nothing sets them against each other
        ("بلغت المبيعات 30% بزيادة 5% مقارنة بالعام الماضي.", {"s1": (), "s2": ()}),  # a level and a change
    ],
)
def test_a_word_of_comparison_between_two_figures_links_them(text: str, links: dict[str, tuple[str, ...]]) -> None:
    assert {one.id: one.compared_with for one in statistics_of(text)} == links


def test_the_same_of_the_same_at_two_times_is_compared() -> None:
    text, sentences = article("بلغت حصة الهاتف 30% هذا العام.", "وكانت حصة الهاتف 20% العام الماضي.")
    now, then = {"measure": (1, 3), "time": (4, 6)}, {"measure": (1, 3), "time": (4, 6)}
    found = found_in(text, sentences, (), now, then)
    assert [one.compared_with for one in found] == [("s2",), ("s1",)]
    elsewhere = found_in(text, sentences, (), now, {"measure": (1, 2), "time": (4, 6)})
    assert [one.compared_with for one in elsewhere] == [(), ()]


def test_where_rules_and_model_disagree_the_model_must_be_surer() -> None:
    text, sentences = article("7 نصائح للتاجر، وربح التاجر 300 ريال.")
    passages, mentions = passages_of(text, sentences, [(1.0, 0.0)]), find_mentions(text)

    def texts(agreed: float, alone: float) -> list[str]:
        heads = FakeHeads(number=FakeNumberHead(agreed=agreed, alone=alone))
        found = find_statistics(text, sentences, passages, mentions, heads)  # type: ignore[arg-type]
        return [statistic.text for statistic in found]

    assert texts(agreed=0.5, alone=0.5) == ["300 ريال"]  # the fake head gives 0.9 where the rules agree, else 0.1
    assert texts(agreed=0.95, alone=0.05) == ["7"]
    assert texts(agreed=0.95, alone=0.2) == []

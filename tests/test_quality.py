"""The gate itself: a figure that fell is refused, a floor is never lowered, likeness is counted as it says."""

from summarizer.training.markup import Mark
from tests.quality.__main__ import below, raised
from tests.quality.scores import Tally, paired


def test_a_figure_below_its_floor_is_named() -> None:
    assert below({"articles/ar": {"stat_F1": 0.91}}, {"articles/ar": {"stat_F1": 0.95}}) == [
        "articles/ar stat_F1: 0.910 is below its floor 0.950"
    ]


def test_a_figure_within_the_slack_of_its_floor_passes() -> None:
    assert below({"articles/ar": {"stat_F1": 0.945}}, {"articles/ar": {"stat_F1": 0.95}}) == []
    assert below({"held_out/ar": {"stat_F1": 0.93}}, {"held_out/ar": {"stat_F1": 0.95}}) == []


def test_a_figure_that_is_no_longer_measured_is_below_its_floor() -> None:
    assert len(below({"articles/ar": {}}, {"articles/ar": {"stat_F1": 0.95}})) == 1


def test_floors_rise_and_never_sink() -> None:
    text = raised({"fa": {"stat_F1": 0.99, "kind_acc": 0.80}}, {"fa": {"stat_F1": 0.95, "kind_acc": 0.90}})
    assert "stat_F1 = 0.990" in text
    assert "kind_acc = 0.900" in text


def test_f1_and_recall() -> None:
    tally = Tally(right=3, found=4, wanted=6)
    assert tally.f1 == 0.6
    assert tally.recall == 0.5
    assert Tally().f1 == 1.0


def test_each_thing_is_paired_once_with_its_likest() -> None:
    marks = [Mark("N", 0, 10, ""), Mark("N", 5, 9, "")]
    assert paired(marks, [marks[1]], lambda a, b: float(a == b) + 0.1) == [(marks[1], marks[1])]

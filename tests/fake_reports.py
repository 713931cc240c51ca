"""A summarizer without a model, and the hand-made reports it gives."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarizer.records import (
    Change,
    Claim,
    ClaimKind,
    Language,
    ModelInfo,
    Qualifier,
    QuantityKind,
    Report,
    Span,
    Statistic,
    Summary,
)

CASES = Path(__file__).with_name("cases") / "reports"
EXAMPLES = Path(__file__).parents[1] / "ui" / "examples"
MODEL = ModelInfo("fake", "0")
CRASH = "\N{ARABIC LETTER BEH}!crash"


@dataclass(frozen=True)
class Sample:
    """An article and the report on it."""

    text: str
    report: Report


class FakeSummarizer:
    """Knows the samples; in any other text each number is a statistic of its line, and each line is a claim."""

    def __init__(self, samples: list[Sample]) -> None:
        self._known = {sample.text: sample.report for sample in samples}

    def summarize(self, text: str) -> Report:
        if text == CRASH:
            raise RuntimeError("the fake summarizer was told to fail")
        return self._known.get(text) or report_by_lines(text)


def report_by_lines(text: str) -> Report:
    """A valid report of any text at all, whose every span holds whatever the text holds."""
    lines = [Span(m.start(), m.end(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    statistics: list[Statistic] = []
    claims: list[Claim] = []
    for line in lines:
        found = [
            make_statistic(f"s{len(statistics) + order}", line.start + m.start(), m.group(), line)
            for order, m in enumerate(re.finditer(r"[0-9]+", line.text), start=1)
        ]
        statistics += found
        names = tuple(item.id for item in found)
        name = f"c{len(claims) + 1}"
        claims.append(Claim(name, line.start, line.end, line.text, ClaimKind.ASSERTION, line, True, names, None, 0.5))
    summary = Summary(" ".join(line.text for line in lines[:2]), tuple(lines[:2]))
    return Report(Language.ARABIC, summary, tuple(statistics), tuple(claims), (), MODEL)


def make_statistic(name: str, start: int, text: str, line: Span) -> Statistic:
    """A count found at `start` whose every other span is the whole line."""
    return Statistic(
        id=name, start=start, end=start + len(text), text=text, value=Decimal(text), low=None, high=None,
        kind=QuantityKind.COUNT, unit=None, qualifier=None, change=None, population=line, measure=line, time=line,
        source=line, compared_with=(), same_as=None, claim=None, confidence=0.5,
    )  # fmt: skip


def load_sample(name: str) -> Sample:
    """The example article `name` with the hand-made report of its case file."""
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    statistics = tuple(_statistic(f"s{order}", entry, text) for order, entry in enumerate(case["statistics"], 1))
    claims = tuple(_claim(f"c{order}", entry, text, statistics) for order, entry in enumerate(case["claims"], 1))
    sentences = tuple(_place(sentence, text) for sentence in case["summary"])
    summary = Summary(" ".join(sentence.text for sentence in sentences), sentences)
    return Sample(text, Report(Language(case["language"]), summary, statistics, claims, (), MODEL))


def _statistic(name: str, entry: dict[str, Any], text: str) -> Statistic:
    place = _place(entry["text"], text, within=entry.get("at"))
    spans: dict[str, Any] = {key: _first(entry[key], text) if key in entry else None for key in MEANINGS}
    numbers: dict[str, Any] = {key: Decimal(entry[key]) if key in entry else None for key in ("value", "low", "high")}
    return Statistic(
        id=name, start=place.start, end=place.end, text=place.text, **numbers,
        kind=QuantityKind(entry["kind"]), unit=entry.get("unit"),
        qualifier=Qualifier(entry["qualifier"]) if "qualifier" in entry else None,
        change=Change(entry["change"]) if "change" in entry else None,
        **spans, compared_with=(), same_as=None,
        claim=f"c{entry['claim']}" if "claim" in entry else None, confidence=float(entry.get("confidence", 0.97)),
    )  # fmt: skip


MEANINGS = ("population", "measure", "time", "source")


def _claim(name: str, entry: dict[str, Any], text: str, statistics: tuple[Statistic, ...]) -> Claim:
    place = _place(entry["text"], text)
    source = _first(entry["source"], text) if "source" in entry else None
    inside = tuple(statistic.id for statistic in statistics if statistic.claim == name)
    confidence = float(entry.get("confidence", 0.92))
    kind, hedged = ClaimKind(entry["kind"]), entry.get("hedged", False)
    return Claim(name, place.start, place.end, place.text, kind, source, hedged, inside, None, confidence)


def _place(words: str, text: str, within: str | None = None) -> Span:
    """Where `words` stand in `text`, inside `within`, which must stand there exactly once."""
    around = within or words
    assert text.count(around) == 1, f"{around!r} stands {text.count(around)} times in the example"
    start = text.index(around) + around.index(words)
    return Span.of(text, start, start + len(words))


def _first(words: str, text: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))

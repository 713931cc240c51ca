"""A report to read in a terminal: English labels, one item a line, right-to-left text kept apart from them.

Each piece of the article stands between invisible isolates (U+2068 and U+2069) and each value between U+2066 and
U+2069, so that a terminal that orders right-to-left text leaves the labels and figures around it where they are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from summarizer.records import Claim, Language, Report, Statistic
from summarizer.writers.entry import Entry, as_bytes, claims_by_kind, label, roles, traits, value_with_unit

_LEFT_TO_RIGHT: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
_OWN_DIRECTION: Final = "\N{FIRST STRONG ISOLATE}"
_END: Final = "\N{POP DIRECTIONAL ISOLATE}"
# Control characters can drive a terminal, and the article's own directional controls could end an isolate too early.
_UNSAFE: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_LANGUAGES: Final = {
    Language.ARABIC: "Arabic",
    Language.PERSIAN: "Persian",
    Language.MIXED: "Arabic and Persian",
}
_NONE: Final = "  none found"


def write_text(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """The reports below each other, each under its path where several inputs were asked for."""
    for number, entry in enumerate(entries):
        gap = "\n\n" if number else ""
        title = f"=== {own_direction(entry.title)} ===\n\n" if several else ""
        yield as_bytes(f"{gap}{title}{report_text(entry.report)}")


def report_text(report: Report) -> str:
    """One report as lines that end in a line feed."""
    sections = (
        [f"Language: {_LANGUAGES[report.language]}"],
        ["Summary", *(_summary(report) or [_NONE])],
        [f"Statistics ({len(report.statistics)})", *(_statistics(report) or [_NONE])],
        [f"Claims ({len(report.claims)})", *(_claims(report.claims) or [_NONE])],
        [f"Ignored parts ({len(report.ignored)})", *(_ignored(report) or [_NONE])],
        [f"Model: {report.model.name}, version {report.model.version}"],
    )
    return "\n\n".join("\n".join(lines) for lines in sections) + "\n"


def own_direction(text: str) -> str:
    """`text` on one line, harmless to a terminal, isolated in its own direction."""
    return f"{_OWN_DIRECTION}{' '.join(_UNSAFE.sub('', text).split())}{_END}"


def _summary(report: Report) -> list[str]:
    return [f"  {number}. {own_direction(span.text)}" for number, span in enumerate(report.summary.sentences, start=1)]


def _statistics(report: Report) -> list[str]:
    return [line for statistic in report.statistics for line in _statistic(statistic)]


def _statistic(statistic: Statistic) -> list[str]:
    value = f"{_LEFT_TO_RIGHT}{value_with_unit(statistic)}{_END}"
    lines = [f"  {statistic.id}  {own_direction(statistic.text)} = {value} ({traits(statistic)})"]
    lines += [_detail(name, own_direction(text)) for name, text in roles(statistic)]
    if statistic.compared_with:
        lines.append(_detail("against", ", ".join(statistic.compared_with)))
    if statistic.same_as:
        lines.append(_detail("same as", statistic.same_as))
    return lines


def _claims(claims: tuple[Claim, ...]) -> list[str]:
    lines: list[str] = []
    for kind, group in claims_by_kind(claims):
        lines.append(f"  {kind} ({len(group)})")
        lines += [line for claim in group for line in _claim(claim)]
    return lines


def _claim(claim: Claim) -> list[str]:
    hedged = "hedged, " if claim.hedged else ""
    lines = [f"    {claim.id}  {own_direction(claim.text)} ({hedged}confidence {claim.confidence:.2f})"]
    if claim.source:
        lines.append("  " + _detail("source", own_direction(claim.source.text)))
    if claim.same_as:
        lines.append("  " + _detail("same as", claim.same_as))
    return lines


def _ignored(report: Report) -> list[str]:
    return [f"  characters {part.start} to {part.end}: {label(part.reason)}" for part in report.ignored]


def _detail(name: str, content: str) -> str:
    return f"      {name:<12}{content}"

"""Markdown with tables (GitHub's flavour); whatever the article writes stays plain text in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from summarizer.records import Claim, Report, Statistic
from summarizer.writers.entry import Entry, as_bytes, claims_by_kind, label, roles, traits, value_with_unit

_INLINE: Final = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")  # $ begins a formula on GitHub
_BLOCK: Final = re.compile(r"^([-+](?=[ -]|$)|[0-9]+(?=[.)]( |$)))")  # a list or a rule, at the head of a line only
_ROLES: Final = ("population", "measure", "time", "source")
_NONE: Final = "None found."


def write_markdown(entries: Iterable[Entry], several: bool) -> Iterator[bytes]:
    """A document a report, each under a heading with its path where several inputs were asked for."""
    for number, entry in enumerate(entries):
        title = f"# {escape(entry.title)}\n\n" if several else ""
        gap = "\n" if number else ""
        yield as_bytes(f"{gap}{title}{report_markdown(entry.report)}")


def report_markdown(report: Report) -> str:
    """One report as Markdown that ends in a line feed."""
    blocks = (
        f"Language: {report.language}, model: {escape(report.model.name)} {escape(report.model.version)}",
        "## Summary",
        "\n".join(f"{n}. {escape(span.text)}" for n, span in enumerate(report.summary.sentences, start=1)) or _NONE,
        "## Statistics",
        _statistics(report.statistics) or _NONE,
        "## Claims",
        _claims(report.claims) or _NONE,
        "## Ignored parts",
        "\n".join(f"- characters {part.start} to {part.end}: {label(part.reason)}" for part in report.ignored) or _NONE,
    )
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """`text` on one line with a backslash before whatever Markdown would read as markup.

    >>> print(escape("*new* [offer](x) | 5 < 6"), escape("1. first"), escape("- point"))
    \\*new\\* \\[offer\\](x) \\| 5 \\< 6 1\\. first \\- point
    """
    line = _INLINE.sub(r"\\\g<0>", " ".join(text.split()))
    return _BLOCK.sub(lambda head: f"{head[0]}\\" if head[0].isdigit() else f"\\{head[0]}", line)


def _statistics(statistics: Sequence[Statistic]) -> str:
    if not statistics:
        return ""
    header = ("id", "number", "value", "kind", *_ROLES)
    rows = [header, ("---",) * len(header), *map(_row, statistics)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(statistic: Statistic) -> tuple[str, ...]:
    given = dict(roles(statistic))
    value = escape(value_with_unit(statistic))
    return (
        *(statistic.id, escape(statistic.text), value, traits(statistic)),
        *(escape(given.get(role, "")) for role in _ROLES),
    )


def _claims(claims: Sequence[Claim]) -> str:
    return "\n\n".join("\n".join([f"### {kind}", "", *map(_claim, group)]) for kind, group in claims_by_kind(claims))


def _claim(claim: Claim) -> str:
    source = f"; source: {escape(claim.source.text)}" if claim.source else ""
    hedged = "hedged, " if claim.hedged else ""
    return f"- **{claim.id}** {escape(claim.text)} ({hedged}confidence {claim.confidence:.2f}{source})"

"""The small HTML elements that the sections of a report are built from. Whatever comes from the article is escaped."""

import html
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from summarizer.records import Claim, Language, Report, Span, Statistic
from summarizer.writers.figures import format_number
from summarizer.writers.words import ReportWords, Table

DASH: Final = "\N{EM DASH}"
SURE: Final = 0.6
"""Where the confidence in a statistic or claim is below this, the reader is told so."""


@dataclass(frozen=True, slots=True)
class View:
    """A report as one reader sees it: in `words`, with a running number for each statistic and claim by its id.

    `prefix` begins every anchor, so that several reports can stand in one document.
    """

    report: Report
    words: ReportWords
    numbers: Mapping[str, str]
    prefix: str = ""

    @classmethod
    def of(cls, report: Report, words: ReportWords, prefix: str = "") -> "View":
        """The view of `report` in the language of `words`."""
        statistics = [statistic.id for statistic in report.statistics]
        claims = [claim.id for claim in report.claims]
        numbered = [*enumerate(statistics, start=1), *enumerate(claims, start=1)]
        return cls(report, words, {name: format_number(position, words) for position, name in numbered}, prefix)

    @property
    def article_language(self) -> str:
        """The attribute ``lang`` for words of the article, with a space before it; empty where two languages mix."""
        language = self.report.language
        return "" if language is Language.MIXED else f' lang="{language}"'

    def anchor(self, place: str, name: str) -> str:
        """The escaped ``id`` of `name` at its `place`: ``mark``, ``row`` of a list, ``bar`` or ``title``."""
        return safe(f"{self.prefix}{place}-{name}")


def safe(text: str) -> str:
    """`text` escaped for HTML, quotation marks included."""
    return html.escape(text)


def named(table: Table, name: str | None) -> str:
    """The words for `name`, a dash for ``None``, and the escaped name itself where the table has no words for it."""
    return DASH if name is None else safe(table.get(name, name))


def figure(text: str) -> str:
    """A number kept apart from the text around it; one without letters always runs from left to right."""
    letters = any(unicodedata.category(character).startswith("L") for character in text)
    return f"<bdi>{safe(text)}</bdi>" if letters else f'<bdi dir="ltr">{safe(text)}</bdi>'


def quoted(words: Span | Statistic | None, view: View) -> str:
    """Words of the article, in its language and direction; a dash where there are none."""
    return DASH if words is None else f'<bdi class="kh-quoted"{view.article_language}>{safe(words.text)}</bdi>'


def link(name: str, view: View, *, target: str, title: str, note: str = "") -> str:
    """The running number of the statistic or claim `name` as a link to its `target`, ``mark`` or ``row``.

    `title` is the phrase that names the link aloud, `note` what is added to it.
    """
    number = view.numbers[name]
    label = view.words.phrases[title].format(number=number)
    spoken = safe(f"{label} ({note})" if note else label)
    anchor = view.anchor(target, name)
    # The title makes its class too: numbers of claims are told from those of statistics.
    return f'<a class="kh-ref kh-{title}" href="#{anchor}" aria-label="{spoken}"><bdi dir="ltr">{number}</bdi></a>'


def doubt(found: Statistic | Claim, view: View) -> str:
    """The words for a low confidence; empty where the confidence is not low."""
    return view.words.charts["unsure"] if found.confidence < SURE else ""


def doubt_badge(found: Statistic | Claim, view: View) -> str:
    """The words for a low confidence on their pattern, with a space before them; empty where it is not low."""
    words = doubt(found, view)
    return f' <small class="kh-doubt">{safe(words)}</small>' if words else ""


def section(name: str, content: str, view: View) -> str:
    """A part of the report under its heading of the second level."""
    title = view.anchor("title", name)
    heading = f'<h2 id="{title}">{safe(view.words.sections[name])}</h2>'
    return f'<section class="kh-{name}" aria-labelledby="{title}">{heading}{content}</section>'


def missing(message: str) -> str:
    """What stands where a part of the report is empty."""
    return f'<p class="kh-missing">{safe(message)}</p>'

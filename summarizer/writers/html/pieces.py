"""The small HTML elements that the sections of a report are built from. Whatever comes from the article is escaped."""

import html
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.records import Language, Report, Span, Statistic
from summarizer.writers.figures import format_number
from summarizer.writers.words import ReportWords, Table

DASH = "\N{EM DASH}"


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
        """The escaped ``id`` of `name` at its `place`: a ``mark`` in the text, a ``row`` of a list, a ``title``."""
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


def link(name: str, view: View, *, target: str, title: str) -> str:
    """The running number of the statistic or claim `name` as a link to its `target`, ``mark`` or ``row``.

    `title` is the phrase that names the link aloud.
    """
    number = view.numbers[name]
    label = safe(view.words.phrases[title].format(number=number))
    anchor = view.anchor(target, name)
    return f'<a class="kh-ref" href="#{anchor}" aria-label="{label}"><bdi dir="ltr">{number}</bdi></a>'


def section(name: str, content: str, view: View) -> str:
    """A part of the report under its heading of the second level."""
    title = view.anchor("title", name)
    heading = f'<h2 id="{title}">{safe(view.words.sections[name])}</h2>'
    return f'<section class="kh-{name}" aria-labelledby="{title}">{heading}{content}</section>'


def missing(message: str) -> str:
    """What stands where a part of the report is empty."""
    return f'<p class="kh-missing">{safe(message)}</p>'

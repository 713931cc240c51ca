"""The sections of a report as HTML: pure functions from records to text. Whatever comes from the article is escaped."""

from collections.abc import Iterable
from typing import Final

from summarizer.records import Claim, ClaimKind, Report, Statistic
from summarizer.writers.entry import claims_by_kind
from summarizer.writers.figures import format_confidence, format_number, format_value
from summarizer.writers.html.charts import render_charts
from summarizer.writers.html.marks import Mark, draw_marks
from summarizer.writers.html.pieces import DASH, View, figure, link, missing, named, quoted, safe, section
from summarizer.writers.words import ReportWords

_COLUMNS: Final = (
    *("number", "value", "kind_and_unit", "qualifier", "change"),
    *("population", "measure", "time", "source", "compared_with", "confidence"),
)


def render_report(text: str, report: Report, words: ReportWords) -> str:
    """The report of the article `text` as one HTML element, to stand in a page with the styles of ``STYLE_FILES``."""
    return report_element(render_sections(text, View.of(report, words)), words)


def report_element(content: str, words: ReportWords) -> str:
    """The element around everything that is said of one article."""
    language = words.language
    return f'<article class="kh-report" lang="{language}" dir="{language.direction}">{content}</article>'


def render_sections(text: str, view: View) -> str:
    """Summary, charts, marked text, table of statistics and list of claims, each under its heading."""
    contents = {
        "summary": render_summary(view),
        "charts": render_charts(view),
        "article": render_article(text, view),
        "statistics": render_statistics(view),
        "claims": render_claims(view),
    }
    return "".join(section(name, content, view) for name, content in contents.items() if content)


def render_summary(view: View) -> str:
    """The sentences of the summary, a paragraph each."""
    sentences = view.report.summary.sentences
    if not sentences:
        return missing(view.words.phrases["no_summary"])
    paragraphs = "".join(f"<p>{safe(sentence.text)}</p>" for sentence in sentences)
    return f'<div class="kh-card"{view.article_language} dir="rtl">{paragraphs}</div>'


def render_article(text: str, view: View) -> str:
    """The article as it was given, its statistics and claims marked in place, under a legend."""
    phrases = view.words.phrases
    legend = (
        f'<p class="kh-legend"><mark class="kh-statistic">{safe(phrases["legend_statistic"])}</mark> '
        f'<mark class="kh-claim">{safe(phrases["legend_claim"])}</mark> <span>{safe(phrases["legend_hint"])}</span></p>'
    )
    # The author's own order of letters and signs stands: only the paragraph's direction is set.
    marked = draw_marks(text, [*_claim_marks(view), *_statistic_marks(view)])
    return f'{legend}<div class="kh-card kh-text"{view.article_language} dir="rtl">{marked}</div>'


def render_statistics(view: View) -> str:
    """The table of statistics; each cell repeats its column's name for narrow screens."""
    if not view.report.statistics:
        return missing(view.words.phrases["no_statistics"])
    head = "".join(f'<th scope="col">{safe(view.words.columns[name])}</th>' for name in _COLUMNS)
    rows = "".join(_statistic_row(statistic, view) for statistic in view.report.statistics)
    # A focusable frame lets the keyboard scroll a table that is wider than its place.
    return (
        f'<div class="kh-frame" role="region" tabindex="0" aria-labelledby="{view.anchor("title", "statistics")}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_claims(view: View) -> str:
    """The claims in groups by kind, each with who says it and how sure that is."""
    groups = "".join(_claim_group(kind, members, view) for kind, members in claims_by_kind(view.report.claims))
    return groups or missing(view.words.phrases["no_claims"])


def _statistic_marks(view: View) -> Iterable[Mark]:
    for statistic in view.report.statistics:
        reference = link(statistic.id, view, target="row", title="statistic_number")
        yield Mark(statistic.start, statistic.end, "kh-statistic", view.anchor("mark", statistic.id), reference)


def _claim_marks(view: View) -> Iterable[Mark]:
    for claim in view.report.claims:
        reference = link(claim.id, view, target="row", title="claim_number")
        yield Mark(claim.start, claim.end, "kh-claim", view.anchor("mark", claim.id), reference)


def _statistic_row(statistic: Statistic, view: View) -> str:
    words = view.words
    found = f'<small class="kh-found">{quoted(statistic, view)}</small>'
    contents = (
        link(statistic.id, view, target="mark", title="statistic_number"),
        f"<strong>{figure(format_value(statistic, words))}</strong> {found}",
        _kind_and_unit(statistic, words),
        named(words.qualifiers, statistic.qualifier),
        named(words.changes, statistic.change),
        quoted(statistic.population, view),
        quoted(statistic.measure, view),
        quoted(statistic.time, view),
        quoted(statistic.source, view),
        _references(statistic.compared_with, view),
        figure(format_confidence(statistic.confidence, words)),
    )
    row = "".join(_cell(name, words.columns[name], content) for name, content in zip(_COLUMNS, contents, strict=True))
    return f'<tr id="{view.anchor("row", statistic.id)}">{row}</tr>'


def _references(names: Iterable[str], view: View) -> str:
    """Links to the rows of statistics; a dash where there are none."""
    return " ".join(link(name, view, target="row", title="statistic_number") for name in names) or DASH


def _cell(name: str, label: str, content: str) -> str:
    empty = " kh-empty" if content == DASH else ""
    # The span keeps the grid of a narrow screen from moving an isolated number to the far edge.
    return f'<td class="kh-{name}{empty}" data-label="{safe(label)}"><span>{content}</span></td>'


def _kind_and_unit(statistic: Statistic, words: ReportWords) -> str:
    kind = named(words.kinds, statistic.kind)
    if statistic.unit in (None, "%"):
        return kind
    return f'{kind} <small class="kh-unit">{named(words.units, statistic.unit)}</small>'


def _claim_group(kind: ClaimKind, claims: list[Claim], view: View) -> str:
    title = safe(view.words.claim_kinds[kind])
    count = figure(format_number(len(claims), view.words))
    items = "".join(_claim_item(claim, view) for claim in claims)
    return f'<h3>{title} <small class="kh-count">{count}</small></h3><ul>{items}</ul>'


def _claim_item(claim: Claim, view: View) -> str:
    phrases = view.words.phrases
    number = link(claim.id, view, target="mark", title="claim_number")
    source = quoted(claim.source, view) if claim.source else safe(phrases["unattributed"])
    confidence = format_confidence(claim.confidence, view.words)
    facts = [f"{safe(phrases['claim_source'])}: {source}", safe(phrases["confidence"].format(value=confidence))]
    if claim.hedged:
        facts.append(f'<span class="kh-hedged">{safe(phrases["hedged"])}</span>')
    if claim.statistics:
        facts.append(f"{safe(phrases['claim_statistics'])}: {_references(claim.statistics, view)}")
    listed = "".join(f"<span>{fact}</span>" for fact in facts)
    return (
        f'<li id="{view.anchor("row", claim.id)}">{number}<div>'
        f'<p{view.article_language} dir="rtl">{safe(claim.text)}</p><p class="kh-facts">{listed}</p></div></li>'
    )

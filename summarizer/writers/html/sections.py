"""The sections of a report as HTML: pure functions from records to text. Whatever comes from the article is escaped."""

from collections.abc import Iterable
from typing import Final

from summarizer.records import Claim, ClaimKind, Report, Statistic
from summarizer.writers.entry import claims_by_kind
from summarizer.writers.figures import format_confidence, format_number, format_value
from summarizer.writers.html.charts import group_statistics, render_charts
from summarizer.writers.html.marks import Mark, draw_marks
from summarizer.writers.html.pieces import (
    DASH,
    View,
    doubt,
    doubt_badge,
    figure,
    link,
    missing,
    named,
    quoted,
    safe,
    section,
)
from summarizer.writers.words import ReportWords

_COLUMNS: Final = (
    *("number", "value", "kind_and_unit", "qualifier", "change"),
    *("population", "measure", "time", "source", "compared_with", "confidence"),
)


def render_report(text: str, report: Report, words: ReportWords) -> str:
    """The report of the article `text` as one HTML element, to stand in a page with the styles of ``STYLE_FILES``.

    A line of links to its sections comes first.
    """
    view = View.of(report, words)
    sections = _sections(text, view)
    return report_element(render_contents(sections, view) + "".join(sections.values()), words)


def report_element(content: str, words: ReportWords) -> str:
    """The element around everything that is said of one article."""
    language = words.language
    return f'<article class="kh-report" lang="{language}" dir="{language.direction}">{content}</article>'


def render_sections(text: str, view: View) -> str:
    """Summary, charts, marked text, table of statistics and list of claims, each under its heading."""
    return "".join(_sections(text, view).values())


def render_contents(names: Iterable[str], view: View) -> str:
    """A line of links to the sections of these names, with how many statistics and claims there are."""
    links = "".join(_contents_link(name, view) for name in names)
    return f'<nav class="kh-contents" aria-label="{safe(view.words.phrases["contents"])}">{links}</nav>'


def render_summary(view: View) -> str:
    """The sentences of the summary, a paragraph each."""
    sentences = view.report.summary.sentences
    if not sentences:
        return missing(view.words.phrases["no_summary"])
    paragraphs = "".join(f"<p>{safe(sentence.text)}</p>" for sentence in sentences)
    return f'<div class="kh-card"{view.article_language} dir="rtl">{paragraphs}</div>'


def render_article(text: str, view: View) -> str:
    """The article as it was given, its statistics and claims marked in place, under a legend."""
    # The author's own order of letters and signs stands: only the paragraph's direction is set.
    marked = draw_marks(
        text, [*_marks(view.report.claims, "claim", view), *_marks(view.report.statistics, "statistic", view)]
    )
    return f'{_legend(view)}<div class="kh-card kh-text"{view.article_language} dir="rtl">{marked}</div>'


def render_statistics(view: View) -> str:
    """The table of statistics; each cell repeats its column's name for narrow screens."""
    if not view.report.statistics:
        return missing(view.words.phrases["no_statistics"])
    head = "".join(f'<th scope="col" data-column="{name}">{safe(view.words.columns[name])}</th>' for name in _COLUMNS)
    drawn = {member.id for group in group_statistics(view.report.statistics) for member in group.members}
    rows = "".join(
        _statistic_row(order, statistic, statistic.id in drawn, view)
        for order, statistic in enumerate(view.report.statistics, start=1)
    )
    # A focusable frame lets the keyboard scroll a table that is wider than its place.
    return (
        f'<div class="kh-frame" role="group" tabindex="0" aria-labelledby="{view.anchor("title", "statistics")}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_claims(view: View) -> str:
    """The claims in groups by kind, each with who says it and how sure that is."""
    groups = "".join(_claim_group(kind, members, view) for kind, members in claims_by_kind(view.report.claims))
    return groups or missing(view.words.phrases["no_claims"])


def _sections(text: str, view: View) -> dict[str, str]:
    """The HTML of each section that has something in it, by its name, in the order in which they are read."""
    contents = {
        "summary": render_summary(view),
        "charts": render_charts(view),
        "article": render_article(text, view),
        "statistics": render_statistics(view),
        "claims": render_claims(view),
    }
    return {name: section(name, content, view) for name, content in contents.items() if content}


def _contents_link(name: str, view: View) -> str:
    counts = {"statistics": len(view.report.statistics), "claims": len(view.report.claims)}
    count = f" <small>{figure(format_number(counts[name], view.words))}</small>" if name in counts else ""
    return f'<a href="#{view.anchor("title", name)}">{safe(view.words.sections[name])}{count}</a>'


def _legend(view: View) -> str:
    """What the marks look like; that of a low confidence only where there is one."""
    phrases = view.words.phrases
    samples = [("kh-statistic", phrases["legend_statistic"]), ("kh-claim", phrases["legend_claim"])]
    found: list[Statistic | Claim] = [*view.report.statistics, *view.report.claims]
    if any(doubt(item, view) for item in found):
        samples.append(("kh-doubtful", view.words.charts["unsure"]))
    marks = " ".join(f'<mark class="{css}">{safe(words)}</mark>' for css, words in samples)
    return f'<p class="kh-legend">{marks} <span>{safe(phrases["legend_hint"])}</span></p>'


def _marks(found: Iterable[Claim | Statistic], kind: str, view: View) -> Iterable[Mark]:
    """The marks of claims or statistics, by their `kind`, each with the link to its row."""
    for item in found:
        note = doubt(item, view)
        reference = link(item.id, view, target="row", title=f"{kind}_number", note=note)
        css = f"kh-{kind} kh-doubtful" if note else f"kh-{kind}"
        yield Mark(item.start, item.end, css, view.anchor("mark", item.id), reference)


def _statistic_row(order: int, statistic: Statistic, drawn: bool, view: View) -> str:
    """The row of a statistic, the `order`-th of the article; its attributes are what a script can sort it by."""
    words = view.words
    value = format_value(statistic, words)
    # In the article's words, too, unless these are the same.
    found = "" if value == statistic.text else f' <small class="kh-found">{quoted(statistic, view)}</small>'
    contents = (
        _row_links(statistic, drawn, view),
        f"<strong>{figure(value)}</strong>{found}{doubt_badge(statistic, view)}",
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
    number = statistic.low if statistic.value is None else statistic.value
    keys = f'data-number="{order}" data-value="{number or 0:f}" data-confidence="{statistic.confidence}"'
    return f'<tr id="{view.anchor("row", statistic.id)}" {keys}>{row}</tr>'


def _row_links(statistic: Statistic, drawn: bool, view: View) -> str:
    """Links from a row to its mark in the text, to its claim, and to its bar where it is `drawn`."""
    links = [link(statistic.id, view, target="mark", title="statistic_number")]
    if statistic.claim is not None:
        links.append(link(statistic.claim, view, target="row", title="claim_number"))
    if drawn:
        label = safe(view.words.phrases["bar_number"].format(number=view.numbers[statistic.id]))
        links.append(f'<a class="kh-to-bar" href="#{view.anchor("bar", statistic.id)}" aria-label="{label}"></a>')
    return " ".join(links)


def _references(names: Iterable[str], view: View) -> str:
    """Links to the rows of statistics; a dash where there are none."""
    return " ".join(link(name, view, target="row", title="statistic_number") for name in names) or DASH


def _cell(name: str, label: str, content: str) -> str:
    empty = " kh-empty" if content == DASH else ""
    # The span keeps the grid of a narrow screen from moving an isolated number to the far edge.
    return f'<td class="kh-{name}{empty}" data-label="{safe(label)}"><span>{content}</span></td>'


def _kind_and_unit(statistic: Statistic, words: ReportWords) -> str:
    kind = f'<span class="kh-kind">{named(words.kinds, statistic.kind)}</span>'
    if statistic.unit in (None, "%"):
        return kind
    return f'{kind} <small class="kh-unit">{named(words.units, statistic.unit)}</small>'


def _claim_group(kind: ClaimKind, claims: list[Claim], view: View) -> str:
    """The claims of one kind, which the reader can fold away under their title."""
    title = safe(view.words.claim_kinds[kind])
    count = figure(format_number(len(claims), view.words))
    items = "".join(_claim_item(claim, view) for claim in claims)
    return (
        '<details class="kh-group" open>'
        f'<summary><h3><span>{title}</span> <small class="kh-count">{count}</small></h3></summary>'
        f"<ul>{items}</ul></details>"
    )


def _claim_item(claim: Claim, view: View) -> str:
    number = link(claim.id, view, target="mark", title="claim_number")
    facts = "".join(f"<span{css}>{fact}</span>" for css, fact in _claim_facts(claim, view))
    return (
        f'<li id="{view.anchor("row", claim.id)}">{number}<div>'
        f'<p{view.article_language} dir="rtl">{safe(claim.text)}</p><p class="kh-facts">{facts}</p></div></li>'
    )


def _claim_facts(claim: Claim, view: View) -> Iterable[tuple[str, str]]:
    """What is known of a claim: the attribute of its element, with a space before it, and its HTML."""
    phrases = view.words.phrases
    source = quoted(claim.source, view) if claim.source else safe(phrases["unattributed"])
    yield ' class="kh-said"' if claim.source else "", f"{safe(phrases['claim_source'])}: {source}"
    confidence = format_confidence(claim.confidence, view.words)
    yield "", safe(phrases["confidence"].format(value=confidence)) + doubt_badge(claim, view)
    if claim.hedged:
        yield ' class="kh-hedged"', safe(phrases["hedged"])
    if claim.statistics:
        yield "", f"{safe(phrases['claim_statistics'])}: {_references(claim.statistics, view)}"

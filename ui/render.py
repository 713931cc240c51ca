"""A report as HTML: pure functions from records to text. Whatever comes from the article is escaped."""

from collections.abc import Iterable

from summarizer import Claim, ClaimKind, Report, Statistic
from ui.figures import format_confidence, format_number, format_value
from ui.languages import PARAMETER, InterfaceLanguage
from ui.marks import Mark, draw_marks
from ui.pieces import DASH, View, figure, link, missing, named, quoted, safe, section
from ui.words import Words


def render_header(words: Words, names: dict[InterfaceLanguage, str]) -> str:
    """The head of the page: links to its languages by their `names`, its title and what it is for."""
    links = "".join(_language_link(language, name, words.language) for language, name in names.items())
    page = words.page
    return (
        f'<header class="kh-header"><nav aria-label="{safe(page["languages"])}">{links}</nav>'
        f"<h1>{safe(page['title'])}</h1><p>{safe(page['purpose'])}</p></header>"
    )


def render_problem(message: str) -> str:
    """A message that the work could not be done; it is read aloud at once."""
    return f'<p class="kh-notice kh-problem" role="alert">{safe(message)}</p>'


def render_working(words: Words) -> str:
    """The message that the work is going on."""
    return f'<p class="kh-notice kh-working" role="status">{safe(words.messages["working"])}</p>'


def render_done(report: Report, words: Words) -> str:
    """The message that the work is done, with how much was found."""
    statistics = format_number(len(report.statistics), words)
    claims = format_number(len(report.claims), words)
    message = words.messages["done"].format(statistics=statistics, claims=claims)
    return f'<p class="kh-notice kh-done" role="status">{safe(message)}</p>'


def render_report(text: str, report: Report, words: Words) -> str:
    """The whole result for the article `text`: summary, marked text, table of statistics and list of claims."""
    view = View.of(report, words)
    contents = {
        "summary": render_summary(view),
        "article": render_article(text, view),
        "statistics": render_statistics(view),
        "claims": render_claims(view),
    }
    body = "".join(section(name, words.page[name], content) for name, content in contents.items())
    return f'<div class="kh-report" lang="{words.language}" dir="{words.language.direction}">{body}</div>'


def render_summary(view: View) -> str:
    """The sentences of the summary, a paragraph each."""
    sentences = view.report.summary.sentences
    if not sentences:
        return missing(view.words.messages["no_summary"])
    paragraphs = "".join(f"<p>{safe(sentence.text)}</p>" for sentence in sentences)
    return f'<div class="kh-card"{view.article_language} dir="rtl">{paragraphs}</div>'


def render_article(text: str, view: View) -> str:
    """The article as it was given, its statistics and claims marked in place, under a legend."""
    page = view.words.page
    legend = (
        f'<p class="kh-legend"><mark class="kh-statistic">{safe(page["legend_statistic"])}</mark> '
        f'<mark class="kh-claim">{safe(page["legend_claim"])}</mark> <span>{safe(page["legend_hint"])}</span></p>'
    )
    # The author's own order of letters and signs stands: only the paragraph's direction is set.
    marked = draw_marks(text, [*_claim_marks(view), *_statistic_marks(view)])
    return f'{legend}<div class="kh-card kh-text"{view.article_language} dir="rtl">{marked}</div>'


def render_statistics(view: View) -> str:
    """The table of statistics; each cell repeats its column's name for narrow screens."""
    if not view.report.statistics:
        return missing(view.words.messages["no_statistics"])
    columns = view.words.columns
    head = "".join(f'<th scope="col">{safe(columns[name])}</th>' for name in columns)
    rows = "".join(_statistic_row(statistic, view) for statistic in view.report.statistics)
    # A focusable frame lets the keyboard scroll a table that is wider than its place.
    return (
        '<div class="kh-frame" role="region" tabindex="0" aria-labelledby="kh-title-statistics">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def render_claims(view: View) -> str:
    """The claims in groups by kind, each with who says it and how sure that is."""
    claims = view.report.claims
    if not claims:
        return missing(view.words.messages["no_claims"])
    groups = ((kind, [claim for claim in claims if claim.kind is kind]) for kind in ClaimKind)
    return "".join(_claim_group(kind, members, view) for kind, members in groups if members)


def _language_link(language: InterfaceLanguage, name: str, current: InterfaceLanguage) -> str:
    state = ' aria-current="true"' if language is current else ""
    return f'<a href="?{PARAMETER}={language}" lang="{language}" hreflang="{language}"{state}>{safe(name)}</a>'


def _statistic_marks(view: View) -> Iterable[Mark]:
    for statistic in view.report.statistics:
        reference = link(statistic.id, view, target="row", title="statistic_number")
        yield Mark(statistic.start, statistic.end, "kh-statistic", f"mark-{statistic.id}", reference)


def _claim_marks(view: View) -> Iterable[Mark]:
    for claim in view.report.claims:
        reference = link(claim.id, view, target="row", title="claim_number")
        yield Mark(claim.start, claim.end, "kh-claim", f"mark-{claim.id}", reference)


def _statistic_row(statistic: Statistic, view: View) -> str:
    words = view.words
    found = f'<small class="kh-found">{quoted(statistic, view)}</small>'
    cells = {
        "number": link(statistic.id, view, target="mark", title="statistic_number"),
        "value": f"<strong>{figure(format_value(statistic, words))}</strong> {found}",
        "kind": _kind_and_unit(statistic, words),
        "qualifier": named(words.qualifiers, statistic.qualifier),
        "change": named(words.changes, statistic.change),
        "population": quoted(statistic.population, view),
        "measure": quoted(statistic.measure, view),
        "time": quoted(statistic.time, view),
        "source": quoted(statistic.source, view),
        "compared_with": _references(statistic.compared_with, view),
        "confidence": figure(format_confidence(statistic.confidence, words)),
    }
    row = "".join(_cell(name, words.columns[name], content) for name, content in cells.items())
    return f'<tr id="{safe(f"row-{statistic.id}")}">{row}</tr>'


def _references(names: Iterable[str], view: View) -> str:
    """Links to the rows of statistics; a dash where there are none."""
    return " ".join(link(name, view, target="row", title="statistic_number") for name in names) or DASH


def _cell(name: str, label: str, content: str) -> str:
    empty = " kh-empty" if content == DASH else ""
    # The span keeps the grid of a narrow screen from moving an isolated number to the far edge.
    return f'<td class="kh-{name}{empty}" data-label="{safe(label)}"><span>{content}</span></td>'


def _kind_and_unit(statistic: Statistic, words: Words) -> str:
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
    page = view.words.page
    number = link(claim.id, view, target="mark", title="claim_number")
    source = quoted(claim.source, view) if claim.source else safe(page["unattributed"])
    confidence = format_confidence(claim.confidence, view.words)
    facts = [f"{safe(page['claim_source'])}: {source}", safe(page["confidence"].format(value=confidence))]
    if claim.hedged:
        facts.append(f'<span class="kh-hedged">{safe(page["hedged"])}</span>')
    if claim.statistics:
        facts.append(f"{safe(page['claim_statistics'])}: {_references(claim.statistics, view)}")
    listed = "".join(f"<span>{fact}</span>" for fact in facts)
    return (
        f'<li id="{safe(f"row-{claim.id}")}">{number}<div><p{view.article_language} dir="rtl">{safe(claim.text)}</p>'
        f'<p class="kh-facts">{listed}</p></div></li>'
    )

"""A whole page that stands alone: its head with the styles inside, and an article for each report."""

from functools import cache
from pathlib import Path
from typing import Final

from summarizer.writers.entry import Entry
from summarizer.writers.html.pieces import View, figure, safe
from summarizer.writers.html.sections import render_sections, report_element

STYLE_FILES: Final = tuple(Path(__file__).with_name(name) for name in ("report.css", "charts.css"))
"""What a page needs to show a report."""

_LONGEST_TITLE: Final = 100


def document_start(entry: Entry) -> str:
    """The page up to its first article, titled by the first line of `entry` and in the words of its reader."""
    language = entry.words.language
    return (
        f'<!doctype html>\n<html class="kh-document" lang="{language}" dir="{language.direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(article_title(entry))}</title>\n<style>\n{_styles()}</style>\n</head>\n<body>\n<main>\n"
    )


def document_end() -> str:
    """The rest of the page."""
    return "</main>\n</body>\n</html>\n"


def render_entry(entry: Entry, number: int | None) -> str:
    """The article of `entry`: under its first line, or under its path where it has a `number` among several."""
    view = View.of(entry.report, entry.words, f"a{number}-" if number else "")
    if number is None:
        title = f'<h1{view.article_language} dir="rtl">{safe(article_title(entry))}</h1>'
    else:
        path = entry.words.phrases["standard_input"] if entry.path == "-" else entry.path
        title = f"<h1><bdi>{safe(path)}</bdi></h1>"
    return report_element(title + render_sections(entry.text, view) + _model_line(view), entry.words) + "\n"


def article_title(entry: Entry) -> str:
    """The first line of the article, cut after a word where it is long."""
    line = next((line.strip() for line in entry.text.splitlines() if line.strip()), entry.words.phrases["untitled"])
    return (
        line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE + 1].rsplit(maxsplit=1)[0][:_LONGEST_TITLE] + "…"
    )


def _model_line(view: View) -> str:
    model = view.report.model
    line = safe(view.words.phrases["model"]).format(name=figure(model.name), version=figure(model.version))
    return f'<footer class="kh-model">{line}</footer>'


@cache
def _styles() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in STYLE_FILES)

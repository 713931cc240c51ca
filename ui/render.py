"""The page's own parts as HTML: its head and its messages."""

import html

from summarizer import Report
from summarizer.writers import ReaderLanguage, format_number
from ui.languages import PARAMETER
from ui.words import Words


def render_header(words: Words, names: dict[ReaderLanguage, str]) -> str:
    """The head of the page: links to its languages by their `names`, its title and what it is for."""
    links = "".join(_language_link(language, name, words.language) for language, name in names.items())
    page = words.page
    return (
        f'<header class="kh-header"><nav aria-label="{html.escape(page["languages"])}">{links}</nav>'
        f"<h1>{html.escape(page['title'])}</h1><p>{html.escape(page['purpose'])}</p></header>"
    )


def render_problem(message: str) -> str:
    """A message that the work could not be done; it is read aloud at once."""
    return f'<p class="kh-notice kh-problem" role="alert">{html.escape(message)}</p>'


def render_working(words: Words) -> str:
    """The message that the work is going on."""
    return _status("working", words.messages["working"])


def render_fetching(words: Words) -> str:
    """The message that a page is being fetched."""
    return _status("working", words.messages["fetching"])


def render_fetched(words: Words) -> str:
    """The message that a page was fetched, and what to do with its text."""
    return _status("fetched", words.messages["fetched"])


def render_done(report: Report, words: Words) -> str:
    """The message that the work is done, with how much was found."""
    statistics = format_number(len(report.statistics), words.report)
    claims = format_number(len(report.claims), words.report)
    message = words.messages["done"].format(statistics=statistics, claims=claims)
    return _status("done", message)


def render_stopped(words: Words) -> str:
    """The message that the work was stopped, as the reader wished."""
    return _status("stopped", words.messages["stopped"])


def render_privacy(words: Words, addresses: bool) -> str:
    """What becomes of an article, said below the place where one pastes it, and of `addresses` where they are taken."""
    said = [words.page["privacy"], *([words.page["privacy_addresses"]] if addresses else [])]
    return f'<p class="kh-privacy">{html.escape(" ".join(said))}</p>'


def render_files(words: Words, limit: int) -> str:
    """The place from which ``files.js`` opens files, with the messages it shows; `limit` is in characters."""
    too_long = words.messages["file_too_long"].format(limit=format_number(limit, words.report))
    messages = {
        "empty": words.messages["file_empty"],
        "not-text": words.messages["file_not_text"],
        "too-long": too_long,
    }
    data = "".join(f' data-{name}="{html.escape(render_problem(text))}"' for name, text in messages.items())
    return f'<input type="file" accept=".txt,text/plain" hidden data-limit="{limit}"{data}>'


def _status(name: str, message: str) -> str:
    return f'<p class="kh-notice kh-{name}" role="status">{html.escape(message)}</p>'


def _language_link(language: ReaderLanguage, name: str, current: ReaderLanguage) -> str:
    state = ' aria-current="true"' if language is current else ""
    return f'<a href="?{PARAMETER}={language}" lang="{language}" hreflang="{language}"{state}>{html.escape(name)}</a>'

"""The page itself: its layout, its wiring and the settings it is launched with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import gradio as gr
from gradio.events import api
from starlette.middleware import Middleware

from summarizer.readers import MAX_BYTES
from summarizer.writers import STYLE_FILES, ReaderLanguage
from ui.desk import Desk
from ui.downloads import OFFERED
from ui.front import BodyLimit, Front
from ui.handlers import Handlers, ReportMaker, changed_buttons
from ui.outgoing import forbid_fetching
from ui.render import render_files, render_header, render_privacy
from ui.settings import Settings
from ui.theme import build_theme
from ui.tools import answer_in_json
from ui.words import Words, load_words

FOLDER = Path(__file__).parent
# The page's own rules first: they undo Gradio's for a report, whose rules then hold.
STYLES = [FOLDER / "style.css", FOLDER / "input.css", *STYLE_FILES, FOLDER / "report.css"]
REPORT_SCRIPT = FOLDER / "report.js"
FILES_SCRIPT = FOLDER / "files.js"
EXAMPLES = {language: (FOLDER / "examples" / f"{language}.txt") for language in ("ar", "fa")}

CHOOSE_FILE = "() => document.querySelector('#kh-files input').click()"

PRIVATE: Final = {"api_visibility": "private"}

# Gradio's front end has keys of its own; the prefix keeps ours apart from them.
KEY_PREFIX = "kh_"

# Files are looked for every five minutes and deleted when they are 55 minutes old: none lives longer than an hour.
CLEARING_SECONDS = (300, 3300)

# In JSON: an escape takes six bytes, and a character outside the first 65,536 takes two of them.
BYTES_A_CHARACTER = 12


class _WebParts(NamedTuple):
    """Where the web address of an article is given, if the page takes any."""

    address: gr.Textbox
    fetch: gr.Button


class _Parts(NamedTuple):
    """What is on the page and does something; the rest only stands there."""

    web: _WebParts | None
    article: gr.Textbox
    summarize: gr.Button
    stop: gr.Button
    open_file: gr.Button
    examples: dict[str, gr.Button]
    clear: gr.Button
    files: gr.HTML
    notice: gr.HTML
    downloads: list[gr.DownloadButton]
    result: gr.HTML


def build_app(summarizer: ReportMaker, settings: Settings) -> gr.Blocks:
    """The page, answering with `summarizer`; launch it with `launch_settings` of the same settings."""
    forbid_fetching()
    answer_in_json()
    words = load_words()
    desk = Desk(settings.workers, settings.queue, settings.time_limit)
    handlers = Handlers(summarizer, words, settings, desk)
    app = gr.Blocks(title="Khulasa", analytics_enabled=False, delete_cache=CLEARING_SECONDS)
    app.temp_file_sets.append(handlers.unsent)
    with app:
        _wire(_lay_out(words, settings.addresses), handlers)
        app.unload(handlers.left)
        # Not queued, so that Gradio's MCP server calls it without a detour through the network.
        api(handlers.summarize, api_name="summarize", queue=False)
    # The desk holds the limits; `api_open=False` closes the way past Gradio's queue to the page's own events.
    app.queue(max_size=None, default_concurrency_limit=None, api_open=False)
    return app


def _lay_out(words: Mapping[ReaderLanguage, Words], addresses: bool) -> _Parts:
    """The page from top to bottom, with a place for web `addresses` or without."""
    gr.HTML(_word("header"), elem_id="kh-header")
    web = _lay_out_web() if addresses else None
    article = gr.Textbox(
        label=_word("input"), placeholder=_word("placeholder"), lines=9, max_lines=16, elem_id="kh-input"
    )
    with gr.Row(elem_id="kh-actions"):
        summarize = gr.Button(_word("summarize"), variant="primary")
        stop = gr.Button(_word("stop"), variant="stop", visible=False, elem_id="kh-stop")
        open_file = gr.Button(_word("open_file"))
        examples = {language: gr.Button(_word(f"example_{language}")) for language in EXAMPLES}
        clear = gr.Button(_word("clear"))
    gr.HTML(_word("privacy_line"), elem_id="kh-foot")
    files = gr.HTML(_word("files"), js_on_load=FILES_SCRIPT.read_text(encoding="utf-8"), elem_id="kh-files")
    notice = gr.HTML(elem_id="kh-notice")
    with gr.Row(elem_id="kh-downloads"):
        downloads = [gr.DownloadButton(_word(f"download_{name}"), visible=False, size="sm") for name in OFFERED]
    # Without Gradio's style for HTML blocks the report looks as in a file of its own.
    result = gr.HTML(elem_id="kh-result", apply_default_css=False, js_on_load=_report_script(words))
    return _Parts(web, article, summarize, stop, open_file, examples, clear, files, notice, downloads, result)


def _lay_out_web() -> _WebParts:
    with gr.Row(elem_id="kh-web"):
        address = gr.Textbox(label=_word("address"), placeholder="https://", max_lines=1, elem_id="kh-address")
        return _WebParts(address, gr.Button(_word("fetch"), elem_id="kh-fetch"))


def _wire(parts: _Parts, handlers: Handlers) -> None:
    """What happens where; another article ends the work on the one before."""
    answer = [parts.notice, parts.result, *parts.downloads, parts.stop]
    whole = [parts.article, *answer]
    reading = parts.summarize.click(handlers.show, parts.article, answer, show_progress="hidden", **PRIVATE)
    work = [reading, *([_wire_web(parts, parts.web, handlers, reading)] if parts.web else [])]
    parts.stop.click(handlers.stopped, None, answer, cancels=work, queue=False, **PRIVATE)
    for language, button in parts.examples.items():
        text = EXAMPLES[language].read_text(encoding="utf-8")
        button.click(None, None, whole, js=_put(text), cancels=work, **PRIVATE)
    parts.clear.click(None, None, whole, js=_put(""), cancels=work, **PRIVATE)
    parts.open_file.click(None, js=CHOOSE_FILE, **PRIVATE)
    parts.files.upload(None, parts.article, whole, js=_take_file(), cancels=work, **PRIVATE)


def _wire_web(parts: _Parts, web: _WebParts, handlers: Handlers, reading: Any) -> Any:
    """The same for a web address; the event that fetches its page."""
    # Imported here: where the page takes no address, nothing that could fetch one is there.
    from ui.addresses import Addresses

    whole = [parts.article, parts.notice, parts.result, *parts.downloads, parts.stop]
    asked = [web.fetch.click, web.address.submit]
    show = Addresses(handlers).show
    fetching = gr.on(asked, show, web.address, whole, cancels=reading, show_progress="hidden", **PRIVATE)
    parts.summarize.click(None, cancels=fetching, **PRIVATE)
    return fetching


def launch_settings(settings: Settings) -> dict[str, Any]:
    """The arguments of ``Blocks.launch``: Gradio sends nothing out, keeps nothing in the browser and shares nothing."""
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "share": False,
        "ssr_mode": False,
        "run_history": False,  # It would keep every article in the browser's storage.
        "enable_monitoring": False,
        "mcp_server": settings.mcp,
        # Whoever waits at the desk holds one of these; some must be left to say no to the next one.
        "max_threads": 40 + settings.workers + settings.queue,
        "show_error": False,
        "quiet": True,
        "footer_links": ["api"],
        "max_file_size": "1mb",
        "blocked_paths": [str(FOLDER.parent)],
        "i18n": _translations(settings),
        "theme": build_theme(),
        "css_paths": STYLES,
        "app_kwargs": {"middleware": [Middleware(Front), Middleware(BodyLimit, largest_body(settings))]},
    }


def largest_body(settings: Settings) -> int:
    """How many bytes a request may hold: the longest article, however its JSON is written, and a file beside it.

    So an article that is too long, but no longer than any file may be, still comes in, to be told by how much.
    """
    return BYTES_A_CHARACTER * settings.max_characters + MAX_BYTES


def _word(key: str) -> Any:
    """A word of the page, which the browser replaces by the visitor's own."""
    return gr.I18n()(KEY_PREFIX + key)


def _translations(settings: Settings) -> gr.I18n:
    """The words that the browser itself puts into the page, each language's own header among them."""
    words = load_words()
    names = {language: words[language].page["name"] for language in words}
    texts = {language: dict(words[language].page) for language in words}
    for language, table in texts.items():
        table["header"] = render_header(words[language], names)
        table["privacy_line"] = render_privacy(words[language], settings.addresses)
        table["files"] = render_files(words[language], settings.max_characters)
        table |= {f"download_{name}": table["download"].format(format=title) for name, title in OFFERED.items()}
    return gr.I18n(
        **{language.value: {KEY_PREFIX + key: text for key, text in table.items()} for language, table in texts.items()}
    )


def _report_script(words: Mapping[ReaderLanguage, Words]) -> str:
    """The script that lets the visitor handle a report, after its words in each language."""
    tables = {language: {**own.result, "digits": own.report.numbers["digits"]} for language, own in words.items()}
    return f"const WORDS = {json.dumps(tables)};\n{REPORT_SCRIPT.read_text(encoding='utf-8')}"


def _put(text: str) -> str:
    """A script that sets the article and empties the old answer, without a round trip."""
    return f"() => {json.dumps([text, '', '', *changed_buttons()])}"


def _take_file() -> str:
    """A script that does the same with what ``files.js`` read, or keeps the article and says what is wrong."""
    buttons = json.dumps(changed_buttons())
    return f"""(article) => {{
      const {{ text, problem }} = document.getElementById("kh-files").outcome;
      return [text ?? article, problem ?? "", "", ...{buttons}];
    }}"""

"""The page itself: its layout, its wiring and the settings it is launched with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import api
from starlette.middleware import Middleware

from summarizer.writers import STYLE_FILES, ReaderLanguage
from ui.downloads import OFFERED
from ui.front import Front
from ui.handlers import Handlers, ReportMaker, hidden_buttons
from ui.outgoing import forbid_fetching
from ui.render import render_header
from ui.theme import build_theme
from ui.words import Words, load_words

FOLDER = Path(__file__).parent
# The page's own rules first: they undo Gradio's for a report, whose rules then hold.
STYLES = [FOLDER / "style.css", *STYLE_FILES, FOLDER / "report.css"]
REPORT_SCRIPT = FOLDER / "report.js"
EXAMPLES = {language: (FOLDER / "examples" / f"{language}.txt") for language in ("ar", "fa")}

# Gradio's front end has keys of its own; the prefix keeps ours apart from them.
KEY_PREFIX = "kh_"


def build_app(summarizer: ReportMaker) -> gr.Blocks:
    """The page, answering with `summarizer`; launch it with `launch_settings`."""
    forbid_fetching()
    words = load_words()
    handlers = Handlers(summarizer, words)
    app = gr.Blocks(title="Khulasa", analytics_enabled=False, delete_cache=(600, 3600))
    with app:
        gr.HTML(_word("header"), elem_id="kh-header")
        article = gr.Textbox(label=_word("input"), placeholder=_word("placeholder"), lines=9, max_lines=16)
        with gr.Row(elem_id="kh-actions"):
            summarize = gr.Button(_word("summarize"), variant="primary")
            examples = {language: gr.Button(_word(f"example_{language}")) for language in EXAMPLES}
            clear = gr.Button(_word("clear"))
        notice = gr.HTML(elem_id="kh-notice")
        with gr.Row(elem_id="kh-downloads"):
            downloads = [gr.DownloadButton(_word(f"download_{name}"), visible=False, size="sm") for name in OFFERED]
        # Without Gradio's style for HTML blocks the report looks as in a file of its own.
        result = gr.HTML(elem_id="kh-result", apply_default_css=False, js_on_load=_report_script(words))

        answer = [notice, result, *downloads]
        summarize.click(handlers.show, article, answer, api_visibility="private", show_progress="hidden")
        for language, button in examples.items():
            text = EXAMPLES[language].read_text(encoding="utf-8")
            button.click(None, None, [article, *answer], js=_put(text), api_visibility="private")
        clear.click(None, None, [article, *answer], js=_put(""), api_visibility="private")
        api(handlers.report, api_name="summarize")
    app.queue(max_size=16, default_concurrency_limit=2)
    return app


def launch_settings(host: str, port: int) -> dict[str, Any]:
    """The arguments of ``Blocks.launch``: nothing leaves the machine or stays in the browser, and nothing is shared."""
    return {
        "server_name": host,
        "server_port": port,
        "share": False,
        "ssr_mode": False,
        "run_history": False,  # It would keep every article in the browser's storage.
        "enable_monitoring": False,
        "mcp_server": False,
        "show_error": False,
        "quiet": True,
        "footer_links": ["api"],
        "max_file_size": "1mb",
        "blocked_paths": [str(FOLDER.parent)],
        "i18n": _translations(),
        "theme": build_theme(),
        "css_paths": STYLES,
        "app_kwargs": {"middleware": [Middleware(Front)]},
    }


def _word(key: str) -> Any:
    """A word of the page, which the browser replaces by the visitor's own."""
    return gr.I18n()(KEY_PREFIX + key)


def _translations() -> gr.I18n:
    """The words that the browser itself puts into the page, each language's own header among them."""
    words = load_words()
    names = {language: words[language].page["name"] for language in words}
    texts = {language: dict(words[language].page) for language in words}
    for language, table in texts.items():
        table["header"] = render_header(words[language], names)
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
    return f"() => {json.dumps([text, '', '', *hidden_buttons()])}"

"""Which language the interface speaks to this visitor."""

from collections.abc import Mapping

from summarizer.writers import ReaderLanguage

COOKIE = "ui_lang"
PARAMETER = "lang"

DEFAULT = ReaderLanguage.ARABIC


def choose_language(query: Mapping[str, str], cookies: Mapping[str, str], accept: str) -> ReaderLanguage:
    """The language asked for in the address, else kept in the cookie, else preferred by the browser, else Arabic.

    `accept` is the value of the header ``Accept-Language``, empty where there is none.
    """
    asked = (query.get(PARAMETER), cookies.get(COOKIE), *_preferred(accept))
    return next((language for code in asked if (language := as_language(code))), DEFAULT)


def as_language(code: str | None) -> ReaderLanguage | None:
    """The language of a code such as ``fa`` or ``fa-IR``, ``None`` where the interface does not speak it."""
    primary = (code or "").strip().lower().partition("-")[0]
    return next((language for language in ReaderLanguage if language == primary), None)


def _preferred(accept: str) -> list[str]:
    """The codes of an ``Accept-Language`` header, the most wanted first."""
    weighted = [_weighted(item) for item in accept.split(",")]
    return [code for code, weight in sorted(weighted, key=lambda pair: -pair[1]) if weight > 0]


def _weighted(item: str) -> tuple[str, float]:
    code, _, parameter = item.partition(";")
    name, _, weight = parameter.partition("=")
    try:
        return code, float(weight) if name.strip() == "q" else 1.0
    except ValueError:
        return code, 0.0

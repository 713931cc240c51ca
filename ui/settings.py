"""How the page is served: settings from the command line, else from the environment, else the defaults."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final, NamedTuple


class SettingError(ValueError):
    """A setting was given a value that it does not allow."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the page is served and what it takes on; the limits hold for visitors and programs alike."""

    host: str = "127.0.0.1"
    port: int = 7860
    max_characters: int = 50_000
    """The longest article that is read, in Unicode code points."""
    queue: int = 24
    """How many articles may wait until a worker is free."""
    workers: int = 2
    """How many articles are read at once."""
    time_limit: int = 60
    """How long one article may be read, in seconds; the wait before does not count."""
    mcp: bool = False
    """Whether language models find the page as an MCP server."""
    addresses: bool = False
    """Whether visitors may give the web address of an article, which the server then fetches."""


class _Kind(NamedTuple):
    """What a setting is for, which values it allows, and how one is read; `read` raises ValueError for all others."""

    meaning: str
    allowed: str
    read: Callable[[str], Any]


SWITCH: Final = MappingProxyType({"on": True, "off": False, "true": True, "false": False, "1": True, "0": False})


def _host(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text.strip()


def _switch(text: str) -> bool:
    if text.lower() not in SWITCH:
        raise ValueError
    return SWITCH[text.lower()]


def _whole(meaning: str, least: int, most: int) -> _Kind:
    """A setting that is a whole number from `least` to `most`."""

    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError
        return number

    return _Kind(meaning, f"a whole number from {least} to {most}", read)


KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        "host": _Kind("address to listen at", "a host name or address", _host),
        "port": _whole("port to listen at", 1, 65_535),
        "max_characters": _whole("longest article, in characters", 1, 1_000_000),
        "queue": _whole("articles that may wait for a worker", 0, 1_000),
        "workers": _whole("articles read at once", 1, 64),
        "time_limit": _whole("seconds that one article may take", 1, 3_600),
        "mcp": _Kind("offer the page to language models, as an MCP server", f"one of {', '.join(SWITCH)}", _switch),
        "addresses": _Kind(
            "let visitors give a web address, which the server fetches", f"one of {', '.join(SWITCH)}", _switch
        ),
    }
)
"""Every field of `Settings`."""

DEFAULTS: Final = Settings()


def read_settings(arguments: Sequence[str] | None, environment: Mapping[str, str]) -> Settings:
    """The settings of a command line (``None``: this process's own): a flag wins over its variable.

    Raises `SystemExit` after an explanation on standard error, with status 2 where a value is not allowed, or after
    ``--help``.
    """
    parser = _parser()
    flags = vars(parser.parse_args(arguments))
    values = {}
    try:
        for field in fields(Settings):
            name = field.name
            if flags[name] is not None:
                values[name] = _read(name, flag(name), flags[name])
            elif variable(name) in environment:
                values[name] = _read(name, variable(name), environment[variable(name)])
    except SettingError as error:
        parser.error(str(error))
    return Settings(**values)


def flag(name: str) -> str:
    """The flag of the setting `name`."""
    return f"--{name.replace('_', '-')}"


def variable(name: str) -> str:
    """The environment variable of the setting `name`."""
    return f"KHULASA_{name.upper()}"


def default(name: str) -> str:
    """The default of the setting `name`, as one would write it."""
    value = getattr(DEFAULTS, name)
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _read(name: str, place: str, given: str) -> Any:
    try:
        return KINDS[name].read(given)
    except ValueError:
        raise SettingError(f"{place} must be {KINDS[name].allowed}, got {given!r}") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khulasa-ui", description="Serve Khulasa's web page on this machine.", allow_abbrev=False
    )
    for name, kind in KINDS.items():
        note = f"{kind.meaning} (variable: {variable(name)}, default: {default(name)})"
        if isinstance(getattr(DEFAULTS, name), bool):
            parser.add_argument(flag(name), action="store_const", const="on", help=note)
        else:
            parser.add_argument(flag(name), metavar="N" if kind.allowed.startswith("a whole") else "HOST", help=note)
    return parser

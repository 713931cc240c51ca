"""Settings of the page: what is given where, what wins, what is refused, and that README tells the same."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from ui.settings import KINDS, Settings, default, flag, read_settings, variable

README = Path(__file__).parents[2] / "README.md"


def test_nothing_given_means_the_defaults() -> None:
    assert read_settings([], {}) == Settings("127.0.0.1", 7860, 50_000, 24, 2, 60, False, False)


def test_each_setting_is_read_from_its_variable() -> None:
    environment = {
        "KHULASA_HOST": "0.0.0.0",
        "KHULASA_PORT": "80",
        "KHULASA_MAX_CHARACTERS": "1000",
        "KHULASA_QUEUE": "0",
        "KHULASA_WORKERS": "4",
        "KHULASA_TIME_LIMIT": "5",
        "KHULASA_MCP": "on",
        "KHULASA_ADDRESSES": "on",
    }
    assert read_settings([], environment) == Settings("0.0.0.0", 80, 1000, 0, 4, 5, True, True)


def test_each_setting_is_read_from_its_flag() -> None:
    line = "--host ::1 --port 81 --max-characters 7 --queue 3 --workers 1 --time-limit 9 --mcp --addresses"
    assert read_settings(line.split(), {}) == Settings("::1", 81, 7, 3, 1, 9, True, True)


def test_the_flag_wins_over_the_variable() -> None:
    environment = {"KHULASA_PORT": "80", "KHULASA_QUEUE": "5"}
    settings = read_settings(["--port", "81"], environment)
    assert (settings.port, settings.queue) == (81, 5)


@pytest.mark.parametrize(("given", "expected"), [("off", False), ("0", False), ("FALSE", False), ("True", True)])
def test_a_switch_has_a_few_names(given: str, expected: bool) -> None:
    assert read_settings([], {"KHULASA_MCP": given}).mcp is expected


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--port", "0"], {}, "--port must be a whole number from 1 to 65535, got '0'"),
        (["--time-limit", "1.5"], {}, "--time-limit must be a whole number from 1 to 3600, got '1.5'"),
        ([], {"KHULASA_QUEUE": "-1"}, "KHULASA_QUEUE must be a whole number from 0 to 1000, got '-1'"),
        ([], {"KHULASA_WORKERS": ""}, "KHULASA_WORKERS must be a whole number from 1 to 64, got ''"),
        ([], {"KHULASA_MCP": "maybe"}, "KHULASA_MCP must be one of on, off, true, false, 1, 0, got 'maybe'"),
        (["--host", " "], {}, "--host must be a host name or address, got ' '"),
    ],
)
def test_a_wrong_value_is_named_beside_what_is_allowed(
    arguments: list[str], environment: dict[str, str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        read_settings(arguments, environment)
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_help_tells_flag_variable_and_default(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_settings(["--help"], {})
    shown = " ".join(capsys.readouterr().out.split())
    assert [field.name for field in fields(Settings)] == list(KINDS)
    for name in KINDS:
        assert flag(name) in shown
        assert f"variable: {variable(name)}, default: {default(name)}" in shown


def test_readme_has_the_same_table() -> None:
    rows = re.findall(r"^\| `(--[a-z-]+)` \| `(KHULASA_[A-Z_]+)` \| `([^`]+)` \|", README.read_text("utf-8"), re.M)
    assert rows == [(flag(name), variable(name), default(name)) for name in KINDS]

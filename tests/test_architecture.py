"""The borders inside the house: who imports whom, what is loaded, where words of a language stand, what is public."""

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import summarizer

ROOT = Path(__file__).parents[1]
PYPROJECT = ROOT / "pyproject.toml"
CONTRACTS = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
SOURCES = sorted((ROOT / "summarizer").rglob("*.py"))
HEAVY = frozenset({"gradio", "torch", "transformers"})
ARABIC_WORD = re.compile(
    r"[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdfb\ufe70-\ufefc]{2,}"
)


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_import_contract(contract: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(PYPROJECT), limit_to_contracts=(contract,), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def packages_loaded_by(*arguments: str) -> set[str]:
    """Top-level packages that a fresh interpreter with these arguments imports."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_importing_the_library_is_light() -> None:
    loaded = packages_loaded_by("-c", "import summarizer")
    assert "summarizer" in loaded
    assert not loaded & HEAVY


def test_command_line_is_light(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("ارتفعت المبيعات بنسبة 12% خلال العام الماضي.", encoding="utf-8")
    loaded = packages_loaded_by("-m", "summarizer", str(article), "--format", "json")
    assert "onnxruntime" in loaded
    assert not loaded & HEAVY


def words_in_code(source: str) -> list[tuple[int, str]]:
    """Line and text of the Arabic-script words that are written in neither a comment nor a docstring.

    Letters by their ``\\N{NAME}`` are no words: rules about shapes need sets of them.
    """
    bare = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Expr))
    docstrings = {(node.lineno, node.col_offset) for node in bare if isinstance(node, ast.Constant)}
    return [
        (token.start[0], word)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type != tokenize.COMMENT and token.start not in docstrings
        for word in ARABIC_WORD.findall(token.string)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"""مبيعات"""\nx = 1  # مبيعات', []),
        ('def f():\n    """مبيعات"""\n\n\nX = 1\n"""مبيعات"""', []),
        ('x = "مبيعات"', ["مبيعات"]),
        ('x = f"{y} هزار"', ["هزار"]),
        ('x = (y or r"ال")', ["ال"]),
        ('x = "[ا-ي]" + "\\N{ARABIC LETTER ALEF}\\N{ARABIC LETTER LAM}"', []),
        ("سود = 1", ["سود"]),
    ],
)
def test_words_in_code_are_seen(source: str, expected: list[str]) -> None:
    assert [word for _, word in words_in_code(source)] == expected


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_of_a_language_stand_in_the_lexicon_only(path: Path) -> None:
    assert not words_in_code(path.read_text(encoding="utf-8"))


def test_public_names_are_those_that_can_be_seen() -> None:
    visible = {name for name in vars(summarizer) if not name.startswith("_")}
    submodules = {name for name in visible if sys.modules.get(f"summarizer.{name}") is getattr(summarizer, name)}
    assert len(summarizer.__all__) == len(set(summarizer.__all__))
    assert set(summarizer.__all__) - {"__version__"} == visible - submodules
    assert re.fullmatch(r"\d+\.\d+\.\d+", summarizer.__version__)

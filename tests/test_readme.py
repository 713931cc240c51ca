"""What README says is so: its examples run, its folder picture is true, its figures stand beside their command."""

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def test_the_examples_give_what_they_show() -> None:
    found = doctest.testfile(str(README), module_relative=False, encoding="utf-8")
    assert found.attempted > 0
    assert found.failed == 0


def test_every_name_in_the_folder_picture_exists() -> None:
    picture = README.read_text(encoding="utf-8").split("## The house")[1].split("```")[1]
    folder, names = ROOT, []
    for line in picture.strip().splitlines():
        if not line.startswith(" "):
            folder = ROOT / line.split()[0]
            names.append(folder)
        else:
            names += [folder / name for name in re.findall(r"(?<!\S)[a-z_0-9-]+(?:\.py|/)(?=\s|,|$)", line)]
    assert len(names) > 15
    assert [name for name in names if not _exists(name)] == []


def _exists(name: Path) -> bool:
    """Folders of a language stand below their table's folder."""
    return (
        name.exists() or (name.parent / "lexicon" / name.name).exists() or (name.parent / "model" / name.name).exists()
    )


def test_every_folder_of_the_package_is_in_the_picture() -> None:
    picture = README.read_text(encoding="utf-8").split("## The house")[1]
    folders = [path.parent.name for path in (ROOT / "summarizer").glob("*/__init__.py")]
    assert len(folders) > 5
    assert [folder for folder in folders if f"{folder}/" not in picture] == []

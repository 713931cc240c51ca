"""The corpus by split, and its passages as windows: plain, or in new company and new typing for every epoch."""

import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Final

from summarizer.model.encoder import OnnxEncoder
from summarizer.records import Language
from summarizer.training.markup import Passage, read_corpus_file
from summarizer.training.reading import WindowExample, window_examples
from summarizer.training.rewriting import joined, varied

CORPUS: Final = Path(__file__).with_name("corpus")
SPLITS: Final = CORPUS / "splits.toml"
TOGETHER: Final = (1, 1, 2, 3)
"""How many passages of a file are read as one article, drawn each time."""


class Split(StrEnum):
    """What a topic is for: all files of its name, in both languages."""

    FIT = "fit"
    VALIDATION = "validation"
    TEST = "test"


Filed = tuple[str, Passage]
"""A passage with the name of its file."""


def read_splits(path: Path = SPLITS) -> dict[str, Split]:
    """File name to split, of those that are not fitted on."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Split(split) for split, names in table.items() for name in names}


def read_corpus(folder: Path = CORPUS) -> Mapping[Split, Sequence[Filed]]:
    """The passages of each split, in the order of the files' names."""
    splits = read_splits()
    found: dict[Split, list[Filed]] = {split: [] for split in Split}
    for path in sorted(folder.glob("*/*.txt")):
        found[splits.get(path.stem, Split.FIT)] += [(path.stem, passage) for passage in read_corpus_file(path)]
    return found


def plain_windows(passages: Sequence[Filed], model: Path) -> dict[Language, list[WindowExample]]:
    """The windows of each passage as it is written, by language; `model` is a folder with the tokeniser."""
    tokenizer = OnnxEncoder(model)
    found: dict[Language, list[WindowExample]] = {Language.ARABIC: [], Language.PERSIAN: []}
    for _, passage in passages:
        found[passage.language] += window_examples(passage.marked, passage.full, tokenizer)
    return found


def varied_windows(passages: Sequence[Filed], seed: int, model: Path) -> list[WindowExample]:
    """The windows of all passages, a few of a file run together and typed otherwise, in any order."""
    chance = Random(seed)
    tokenizer = OnnxEncoder(model)
    order = list(passages)
    chance.shuffle(order)
    order.sort(key=lambda filed: (filed[0], filed[1].language))
    found: list[WindowExample] = []
    while order:
        name, first = order[0]
        group = [
            passage
            for other, passage in order[: chance.choice(TOGETHER)]
            if (other, passage.language) == (name, first.language)
        ]
        del order[: len(group)]
        marked = varied(joined([passage.marked for passage in group]), chance)
        found += window_examples(marked, first.full, tokenizer)
    chance.shuffle(found)
    return found

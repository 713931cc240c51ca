"""A shadow copy of the text in which spellings that mean the same look the same, with the exact map back.

Rules match on the shadow; offsets that leave a rule are turned back into offsets of the text as it was given, so the
text itself is never rewritten.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from summarizer.text.characters import FOLDED_LETTERS, FOLDED_SIGNS, PRESENTATION_RANGES, TATWEEL, ZWNJ


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where each of its characters comes from.

    `starts[i]` and `ends[i]` are the original offsets that folded character `i` covers; the marks that were dropped
    after a letter (harakat, tatweel) belong to that letter.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The original half-open offsets of the folded stretch ``[start, end)``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """What one character becomes: usually one character, none for invisible marks, several for a ligature."""
    if character in "\n\r" or character.isascii():
        return character
    if character in FOLDED_LETTERS:
        return FOLDED_LETTERS[character]
    if character in FOLDED_SIGNS:
        return FOLDED_SIGNS[character]
    if character in (ZWNJ, "\N{ZERO WIDTH SPACE}"):
        return " "
    if character == TATWEEL:
        return ""
    if any(first <= ord(character) <= last for first, last in PRESENTATION_RANGES):
        plain = unicodedata.normalize("NFKC", character)
        return plain if plain == character else "".join(map(fold_character, plain))
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category in ("Zl", "Zp"):
        return "\n"
    if category == "Zs":
        return " "
    return "" if category in ("Mn", "Cf", "Me") else character


def fold(text: str) -> Folded:
    """Fold `text` for matching: letters, digits and signs to one form each, invisible marks dropped.

    >>> fold("٣٧٪ مِنَ المُسَوِّقِين").text == "37% من المسوقین"
    True
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, original in enumerate(text):
        folded = fold_character(original)
        if not folded:
            if ends and (original == TATWEEL or unicodedata.category(original) == "Mn") and ends[-1] == index:
                ends[-1] = index + 1
            continue
        for character in folded:
            characters.append(character)
            starts.append(index)
            ends.append(index + 1)
    return Folded("".join(characters), tuple(starts), tuple(ends))


def fold_word(word: str) -> str:
    """Fold a lexicon entry exactly as the text is folded, without spaces around it."""
    return " ".join(fold(word).text.split())

"""One line of the text as the number grammar sees it: tokens with what each word is in a number."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from summarizer.lexicon import inverse, load
from summarizer.quantities.tokens import Token, TokenKind
from summarizer.quantities.words import NumberWord, Role, conjunction, number_word
from summarizer.records import Language


@dataclass(frozen=True, slots=True)
class Line:
    """Tokens of one line in one language; `words[i]` says what token `i` is in a number, if anything."""

    language: Language
    tokens: tuple[Token, ...]
    words: tuple[NumberWord | None, ...]

    @classmethod
    def of(cls, language: Language, tokens: tuple[Token, ...]) -> "Line":
        """The line of `tokens`, none of which is a line break."""
        words = tuple(number_word(language, t.text) if t.kind is TokenKind.WORD else None for t in tokens)
        return cls(language, tokens, words)

    def text(self, index: int) -> str:
        """The text of token `index`, empty outside the line."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def is_digits(self, index: int) -> bool:
        """Whether token `index` is a digit run."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind is TokenKind.DIGITS

    def word(self, index: int) -> NumberWord | None:
        """What token `index` is in a number."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def value(self, index: int, role: Role) -> Decimal | None:
        """The value of token `index` in `role`."""
        word = self.word(index)
        return word.roles.get(role) if word else None

    def says(self, index: int, meaning: str) -> int:
        """How many tokens from `index` on are the small number word `meaning` ("and", "point" …); 0 where none is."""
        first = self.text(index)
        for phrase in small_words(self.language).get(meaning, ()):
            if first == phrase[0] and all(self.text(index + offset) == part for offset, part in enumerate(phrase)):
                return len(phrase)
        return 0

    def after_and(self, index: int) -> int | None:
        """Where the word that is joined by "and" at `index` stands: there, or one further where "and" stands apart."""
        if self.says(index, "and"):
            return index + 1 if index + 1 < len(self.tokens) else None
        word = self.word(index)
        if word is None or not (word.joined or self._hides_and(index)):
            return None
        return index

    def _hides_and(self, index: int) -> bool:
        """Whether "and one" is written as "one" is (وأحد عشر), which the "ten" after it shows."""
        unit = self.text(index).removeprefix(conjunction(self.language))
        compound = self.language is Language.ARABIC and unit in inverse(self.language, "compound_units")
        return compound and unit != self.text(index) and self.value(index + 1, Role.CARDINAL) == 10


@cache
def small_words(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Meaning to surfaces as words, the longest first, of the lexicon's small number words."""
    return {
        meaning: tuple(sorted((tuple(surface.split()) for surface in group), key=len, reverse=True))
        for meaning, group in load(language, "number_words").items()
    }

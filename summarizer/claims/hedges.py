"""Words before a claim by which the text holds back; those inside it are the model's to see."""

from summarizer.lexicon import language_pattern
from summarizer.records import Language
from summarizer.text.folding import fold


def is_held_back(lead_in: str, language: Language) -> bool:
    """Whether the words that lead to a claim, such as "analysts expect that", make it an expectation or a guess."""
    return language_pattern(language, "hedges", "before").search(fold(lead_in).text) is not None

"""The letters, digits, marks and signs that rules need, each by its Unicode name, with the reason it is here."""

from typing import Final

# Letters that writers, keyboards and encodings use for one another; folded to the one on the right of the table.
FOLDED_LETTERS: Final[dict[str, str]] = {
    "\N{ARABIC LETTER YEH}": "\N{ARABIC LETTER FARSI YEH}",  # Arabic keyboards, and Persian text typed on them
    "\N{ARABIC LETTER ALEF MAKSURA}": "\N{ARABIC LETTER FARSI YEH}",  # Egyptian typing writes it for every final yeh
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}": "\N{ARABIC LETTER FARSI YEH}",  # مئة and مية
    "\N{ARABIC LETTER E}": "\N{ARABIC LETTER FARSI YEH}",  # Uyghur and Kurdish keyboards
    "\N{ARABIC LETTER HIGH HAMZA YEH}": "\N{ARABIC LETTER FARSI YEH}",
    "\N{ARABIC LETTER KEHEH}": "\N{ARABIC LETTER KAF}",  # Persian keyboards
    "\N{ARABIC LETTER SWASH KAF}": "\N{ARABIC LETTER KAF}",
    "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER ALEF WASLA}": "\N{ARABIC LETTER ALEF}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}": "\N{ARABIC LETTER WAW}",
    "\N{ARABIC LETTER TEH MARBUTA}": "\N{ARABIC LETTER HEH}",  # ة is typed ه as often as not
    "\N{ARABIC LETTER TEH MARBUTA GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH GOAL}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER HEH WITH YEH ABOVE}": "\N{ARABIC LETTER HEH}",
    "\N{ARABIC LETTER AE}": "\N{ARABIC LETTER HEH}",
}

# Signs that mean what an ASCII sign means.
FOLDED_SIGNS: Final[dict[str, str]] = {
    "\N{ARABIC PERCENT SIGN}": "%",
    "\N{ARABIC-INDIC PER MILLE SIGN}": "\N{PER MILLE SIGN}",
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{ARABIC THOUSANDS SEPARATOR}": ",",
    "\N{MINUS SIGN}": "-",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{FIGURE DASH}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{HORIZONTAL BAR}": "-",
    "\N{FRACTION SLASH}": "/",
    "\N{DIVISION SLASH}": "/",
    "\N{ARABIC FULL STOP}": ".",
}

ZWNJ: Final = "\N{ZERO WIDTH NON-JOINER}"  # Persian writes it inside words; half of all writers type a space instead
TATWEEL: Final = "\N{ARABIC TATWEEL}"  # stretches a word (بـ 15) and says nothing
FARSI_YEH: Final = "\N{ARABIC LETTER FARSI YEH}"  # ends Persian adjectives (درصدی)
ARABIC_COMMA: Final = "\N{ARABIC COMMA}"
ARABIC_SEMICOLON: Final = "\N{ARABIC SEMICOLON}"
ARABIC_QUESTION_MARK: Final = "\N{ARABIC QUESTION MARK}"

# Presentation forms stand for one or more plain letters (U+FB50..U+FDFF, U+FE70..U+FEFC); fullwidth forms for ASCII.
PRESENTATION_RANGES: Final = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E))

"""Word letters from templates that the office edits itself: facts in, a .docx out.

A *template* is a .docx with words in double braces; it comes from an administrator, so it is looked at as a hostile
file and its braces are a small language of our own choosing (`language.py`). Not here: which facts a letter is given,
and how they are written out, which the caller has done before.
"""

from payung.gateways.letters.letter import LetterRefused, check_letter, letter_words, render_letter
from payung.gateways.letters.shipped import SHIPPED, ShippedLetter, shipped_letter

__all__ = [
    "SHIPPED",
    "LetterRefused",
    "ShippedLetter",
    "check_letter",
    "letter_words",
    "render_letter",
    "shipped_letter",
]

"""How a word sounds, whatever its spelling: equal for Khairul, Chairul and Hairul, unequal for Aminah and Aisyah.

Vowels stay, for without them Amin, Iman and Umaina were one.
"""

import re

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(written), heard)
    for written, heard in (
        # Arabic a after r, kh, q, sh, dh, th is heard as o by Javanese: Rohman, Khoirul, Sholeh.
        (r"RO(?=K?H)", "RA"),
        (r"(KH|Q|SH|DH|DL|TH)O", r"\1A"),
        (r"KH", "H"),
        (r"SH|SY|TS", "S"),
        (r"DZ", "Z"),
        (r"([DTGB])H", r"\1"),
        (r"PH|[FV]", "P"),
        (r"Q|CK", "K"),
        (r"X", "KS"),
        (r"Z$", "S"),  # Aziz, Azis
        (r"Z", "J"),  # Zainab, Jainab
        (r"IY(?=[AEIOU])", "I"),
        (r"(?<=[^AEIOU])Y(?=[AEIOU])", "I"),  # Sufyan, Sufian
        (r"Y(?![AEIOU])", "I"),
        (r"UW(?=[AEIOU])|(?<=[^AEIOU])W(?=[AEIOU])", "U"),  # Ridwan, Riduan
        (r"H(?![AEIOU])|(?<=[^AEIOU])H", ""),  # Rahman, Raman; Aminah, Amina
        (r"A[IE]|[EO]I", "I"),  # Zainal, Jaenal, Zenal
        (r"AU", "U"),  # Taufik, Topik
        (r"O", "U"),
        (r"E", "I"),
        (r"NG$", "N"),  # Hasan, Hasang: the endings of Makassar
        (r"D$", "T"),
        (r"B$", "P"),
        (r"G$", "K"),
        (r"(.)\1+", r"\1"),
    )
)


def sound_of(word: str) -> str:
    """The skeleton of one normalised word; the word itself where nothing of it is heard."""
    heard = word
    for written, meant in _STEPS:
        heard = written.sub(meant, heard)
    return heard or word

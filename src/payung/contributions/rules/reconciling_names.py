"""Whether BPJS's name for one of our numbers can be the member's. Pure.

The number already says who it should be, so that titles, the father's name and old spelling are no difference; but the
father of another (`MASTURI BIN AHMAD` for our Ahmad) is not the member.
"""

import re

from payung.eligibility.rules.lines import names_agree

_FATHER = re.compile(r"\s+(?:bin|binti|bt|bti|b)\b\.?\s+", re.IGNORECASE)
_SPELLINGS = tuple(
    (re.compile(old), new)
    for old, new in (
        *(("OE|OO|O", "U"), ("TJ", "C"), ("DJ|DZ|Z", "J"), ("SJ|SY|SH", "S"), ("CH|KH|GH", "H"), ("PH|F|V", "P")),
        *(("CK|Q", "K"), ("DH", "D"), ("TH", "T"), ("IE|J|Y", "I"), (r"([A-Z])\1+", r"\1"), (r"H\b", "")),
    )
)


def can_be_the_same(ours: str, theirs: str) -> bool:
    """Whether both are one person's name: as a whole, and what stands before `bin` or `binti` by itself."""
    if ours.casefold().split() == theirs.casefold().split():
        return True  # nearly always: theirs are all capitals
    whole = _agree(_FATHER.sub(" ", ours), _FATHER.sub(" ", theirs))
    return whole and _agree(_own_part(ours), _own_part(theirs))


def _agree(one: str, other: str) -> bool:
    return names_agree(one, other) or names_agree(_spelt(one), _spelt(other))


def _own_part(name: str) -> str:
    return _FATHER.split(name, maxsplit=1)[0]


def _spelt(name: str) -> str:
    """`Soegeng Djatmiko` and `SUGENG JATMIKO` alike: for comparing, never to be shown."""
    spelt = name.upper()
    for old, new in _SPELLINGS:
        spelt = old.sub(new, spelt)
    return spelt

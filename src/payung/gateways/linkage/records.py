"""What the engine is given: records as columns."""

from typing import NamedTuple


class Record(NamedTuple):
    """One writing of somebody, normalised by `matching.rules.identities`. None: nothing is known."""

    id: int  # unique in what is linked: a person, or the place in a list
    nik: str | None  # sixteen digits
    kk: str | None  # sixteen digits
    name: str | None  # normalised words in the order written: "MUHAMAD YUSUF BACO"
    words: str | None  # the distinct normalised words, alphabetical
    sound: str | None  # the distinct skeletons of the words, alphabetical: how they sound, whatever the spelling
    born: str | None  # ISO
    sex: str | None  # L or P
    desa: str | None  # "63.02.06.2012"
    phone: str | None  # "0812…"
    house: str | None  # address and RT, normalised
    heir: str | None  # distinct normalised words of the heir's name, alphabetical


COLUMNS = Record._fields

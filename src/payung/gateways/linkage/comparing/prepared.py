"""What is worked out of a record once, before it is compared with others: in Python here, in SQL in `preparing`."""

from math import exp, log
from typing import NamedTuple

from payung.gateways.linkage.model import Frequencies, Model
from payung.gateways.linkage.records import Record

RARE = 1 / 1500  # a word that fewer have, of all records, tells people apart
_FEMALE = str.maketrans("0123", "4567")  # in a NIK the day of birth of a woman is 40 more
_MALE = str.maketrans("4567", "0123")
CENTURY = "20"  # two digits of a year below these are of this century: who works was not born since


class Prepared(NamedTuple):
    """A record and what follows from it."""

    nik: str | None
    nik_a: str | None  # its first eight digits, and the others
    nik_b: str | None
    fits: bool | None  # whether the NIK says the record's own day of birth and sex
    kk: str | None
    kk_a: str | None
    kk_b: str | None
    name: str | None
    words: str | None
    sound: str | None
    part: str | None  # `sound` again, by the frequencies of its words
    word_set: frozenset[str]
    full_set: frozenset[str]  # words of two letters and more
    sound_set: frozenset[str]
    rare_set: frozenset[str]  # skeletons that few have
    run: str | None  # the name without spaces
    main: str | None  # the rarest of its skeletons
    letters: str | None  # of each word the first, in the order written
    abbreviated: bool
    born: str | None  # as written, or else as the NIK says
    said: bool  # whether a day of birth is written
    sex: str | None
    desa: str | None
    phone: str | None
    house: str | None
    heir: str | None
    tf_words: float
    tf_sound: float
    tf_part: float


def fits(nik: str | None, born: str | None, sex: str | None) -> bool | None:
    """Whether digits 7 to 12 of the NIK are the day of birth; None: one of both is missing."""
    if nik is None or born is None:
        return None
    day, rest = born[8:10], born[5:7] + born[2:4]
    man, woman = day + rest, day[:1].translate(_FEMALE) + day[1:] + rest
    said = nik[6:12]
    return (said == man and sex != "P") or (said == woman and sex != "L")


def day_of(nik: str | None) -> str | None:
    """The day of birth that a NIK says; None where its digits are no day."""
    if nik is None:
        return None
    day, month, year = nik[6].translate(_MALE) + nik[7], nik[8:10], nik[10:12]
    if not ("01" <= day <= "31" and "01" <= month <= "12"):
        return None
    return f"{'20' if year < CENTURY else '19'}{year}-{month}-{day}"


def prepare(record: Record, model: Model) -> Prepared:
    words = (record.words or "").split()
    sounds = (record.sound or "").split()
    written = (record.name or "").split()
    common = model.frequencies
    of_sounds = common["sound_part"].common
    part = _of_all(sounds, common["sound_part"])
    return Prepared(
        nik=record.nik,
        nik_a=record.nik and record.nik[:8],
        nik_b=record.nik and record.nik[8:],
        fits=fits(record.nik, record.born, record.sex),
        kk=record.kk,
        kk_a=record.kk and record.kk[:8],
        kk_b=record.kk and record.kk[8:],
        name=record.name,
        words=record.words,
        sound=record.sound,
        part=record.sound,
        word_set=frozenset(words),
        full_set=frozenset([word for word in words if len(word) > 1]),
        sound_set=frozenset(sounds),
        rare_set=frozenset([sound for sound in sounds if of_sounds.get(sound, 0.0) < RARE]),
        run=record.name and record.name.replace(" ", ""),
        main=min([(of_sounds.get(sound, 0.0), sound) for sound in sounds])[1] if sounds else None,
        letters="".join([word[0] for word in written]) or None,
        abbreviated=any(len(word) == 1 for word in written),
        born=record.born or day_of(record.nik),
        said=record.born is not None,
        sex=record.sex,
        desa=record.desa,
        phone=record.phone,
        house=record.house,
        heir=record.heir,
        tf_words=_of_whole(record.words, common["words"], _of_all(words, common["word_part"])),
        tf_sound=_of_whole(record.sound, common["sound"], part),
        tf_part=part,
    )


def _of_all(words: list[str], known: Frequencies) -> float:
    """How often a record holds all these words, were words independent."""
    return exp(sum([log(known.common.get(word, known.floor)) for word in words]))


def _of_whole(value: str | None, known: Frequencies, of_words: float) -> float:
    """How often a record has this whole value; for one that few have, what its words say, and the floor at most."""
    return known.common.get(value or "", min(known.floor, of_words))

"""Records drawn at random from a small stock, so that all kinds of agreement occur, and every cell may be missing."""

import random

from payung.gateways.linkage.records import Record

_NAMES = [
    "SITI AMINAH",
    "SITI",
    "AMINAH S",
    "MUHAMAD YUSUF",
    "M YUSUF",
    "YUSUF",
    "JUSUP MUHAMAD",
    "BACO",
    "BACOK",
    "A B",
]
_NAMES += ["NURHAYATI", "NUR HAYATI", "HAYATI NUR BACO", "SAPARAN", "SPARAN", "KALRO", "KARLO", "DEWI SARTIKA PUTRI"]
_DAYS = ["1980-03-07", "1980-07-03", "1980-03-17", "1981-03-07", "1980-01-01", "1955-12-31", "2004-02-29", "1980-04-07"]
_HOUSES = ["VETERAN 12 RT 3", "VETERAN RT 3"]


def drawn(count: int, *, seed: int = 1, missing: float = 0.15) -> list[Record]:
    """So many records, ids from 1: every second has some cells of the one before, its numbers with slips."""
    chance = random.Random(seed)
    records = [_one(chance, id_, missing) for id_ in range(1, count + 1)]
    records[1::2] = [_again(chance, *both) for both in zip(records[::2], records[1::2], strict=False)]
    return records


def _again(chance: random.Random, one: Record, other: Record) -> Record:
    kept = {
        name: getattr(one, name)
        for name in ("nik", "kk", "born", "sex", "desa", "phone", "heir")
        if chance.random() < 0.6
    }
    slipped = {name: _slipped(chance, kept[name]) for name in ("nik", "kk", "phone") if kept.get(name)}
    return other._replace(**kept | slipped)


def _one(chance: random.Random, id_: int, missing: float) -> Record:
    name = chance.choice(_NAMES)
    words = " ".join(sorted(set(name.split())))
    born, sex = chance.choice(_DAYS), chance.choice("LP")
    cells = [_nik(chance, born, sex), _slipped(chance, "6302062006120001"), born, sex]
    nik, kk, day, said = [None if chance.random() < missing else cell for cell in cells]
    desa, phone, house, heir = [
        None if chance.random() < missing + 0.2 else cell
        for cell in (
            f"63.02.{chance.choice(['06', '07'])}.200{chance.randint(1, 2)}",
            _slipped(chance, "081253101265"),
            chance.choice(_HOUSES),
            chance.choice(_NAMES),
        )
    ]
    if chance.random() < missing / 3:
        return Record(id_, nik, kk, None, None, None, day, said, desa, phone, house, heir)
    sound = " ".join(sorted({word.replace("Y", "J").replace("F", "P") for word in words.split()}))
    return Record(id_, nik, kk, name, words, sound, day, said, desa, phone, house, heir)


def _nik(chance: random.Random, born: str, sex: str) -> str:
    day = int(born[8:]) + (40 if sex == "P" else 0)
    nik = f"63020{chance.randint(6, 7)}{day:02}{born[5:7]}{born[2:4]}00{chance.choice(['01', '02', '10', '11'])}"
    return _slipped(chance, nik)


def _slipped(chance: random.Random, digits: str) -> str:
    """The digits, one in three times with one of them otherwise or two neighbours exchanged."""
    at = chance.randrange(len(digits) - 1)
    match chance.randrange(6):
        case 0:
            return digits[:at] + str(chance.randint(0, 9)) + digits[at + 1 :]
        case 1:
            return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        case _:
            return digits

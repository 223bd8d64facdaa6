"""What the clerks write of the human beings: sources with their habits, and slips at the rates of `rates`."""

from typing import Any

import numpy as np

from registers import rates
from registers.names import VOCABULARY, Ints
from registers.people import STREETS, TODAY, Humans
from registers.spelling import FULL, HAS_SHORT, SHORTENED, SPELT, mistyped

Objects = np.ndarray[Any, Any]
CALLED = ("Acil", "Amang", "Julak", "Ambo", "Uwa", "Paman", "Mama")
DEGREES = (", S.Pd", ", SE", ", A.Md", ", S.Pd.I")
TITLED = ("Muhammad", "Siti", "Sitti", "Nur", "Nor", "Andi", "Ahmad", "La", "I", "Daeng", "Abdul")


class Clerk:
    """Chances for rows: slips come more often in some sources, in some lists of these, and to some rows."""

    def __init__(self, random: np.random.Generator, *, source: Ints, desa: Ints) -> None:
        self.random, self.source = random, source
        self.list = desa * len(rates.SOURCES) + source
        lists = int(self.list.max()) + 1
        hasty = random.lognormal(-(rates.LIST_SPREAD**2) / 2, rates.LIST_SPREAD, lists)
        torn = random.gamma(rates.ROW_SHAPE, 1 / rates.ROW_SHAPE, len(source))
        self.care = np.array(rates.CARE)[source] * hasty[self.list] * torn

    def now_and_then(self, rate: float, among: Any = True) -> Ints:
        """The places of the rows in which it happens."""
        return np.flatnonzero((self.random.random(len(self.source)) < rate * self.care) & among)

    def by_source(self, table: tuple[float, ...], among: Any = True) -> Ints:
        return np.flatnonzero((self.random.random(len(self.source)) < np.array(table)[self.source]) & among)

    def blank(self, missing: tuple[float, ...], absent: tuple[float, ...]) -> Ints:
        """Where nothing is written: in this row, or in the whole list."""
        asked = self.random.random(int(self.list.max()) + 1)[self.list] >= np.array(absent)[self.source]
        return np.flatnonzero((self.random.random(len(self.source)) < np.array(missing)[self.source]) | ~asked)


def numbers(clerk: Clerk, humans: Humans, who: Ints) -> Objects:
    """The column NIK."""
    given = humans.nik[who]
    lent = clerk.now_and_then(rates.NIK_RELATIVE, humans.heir[who] >= 0)
    given[lent] = humans.nik[humans.heir[who[lent]]]
    digits = _digits(given)
    _one_wrong(clerk.random, digits, clerk.now_and_then(rates.NIK_DIGIT))
    _turned(clerk.random, digits, clerk.now_and_then(rates.NIK_TURNED))
    digits[clerk.now_and_then(rates.NIK_EXCEL), 15] = 0
    digits[clerk.now_and_then(rates.NIK_EXCEL_SHORT), 6:] = 0
    column = _texts(digits)
    for place in clerk.now_and_then(rates.NIK_LENGTH):
        at, text = int(clerk.random.integers(0, 16)), column[place]
        column[place] = text[:at] + text[at + 1 :] if clerk.random.random() < 0.6 else text[:at] + text[at] + text[at:]
    for place in clerk.now_and_then(rates.NIK_WRITTEN):
        text, kind = column[place], int(clerk.random.integers(0, 3))
        column[place] = ("'" + text, f"{text[:6]} {text[6:12]} {text[12:]}", f"{text[:6]}.{text[6:12]}.{text[12:]}")[
            kind
        ]
    column[clerk.blank(rates.NIK_MISSING, rates.NIK_ABSENT)] = ""
    return column


def household_numbers(clerk: Clerk, humans: Humans, who: Ints) -> Objects:
    """The column KK."""
    given = humans.kk[who]
    old = clerk.by_source(rates.KK_EARLIER, humans.earlier_kk[who] > 0)
    given[old] = humans.earlier_kk[who[old]]
    digits = _digits(given)
    _one_wrong(clerk.random, digits, clerk.now_and_then(rates.KK_DIGIT))
    column = _texts(digits)
    column[clerk.blank(rates.KK_MISSING, rates.KK_ABSENT)] = ""
    return column


def _digits(values: Ints) -> Ints:
    return (values[:, None] // 10 ** np.arange(15, -1, -1)) % 10


def _texts(digits: Ints) -> Objects:
    letters = (digits + ord("0")).astype(np.uint8)
    return np.ascontiguousarray(letters).view("S16").ravel().astype("U16").astype(object)


def _one_wrong(random: np.random.Generator, digits: Ints, rows: Ints) -> None:
    at = random.integers(0, 16, len(rows))
    digits[rows, at] = (digits[rows, at] + random.integers(1, 10, len(rows))) % 10


def _turned(random: np.random.Generator, digits: Ints, rows: Ints) -> None:
    at = random.integers(0, 15, len(rows))
    digits[rows, at], digits[rows, at + 1] = digits[rows, at + 1].copy(), digits[rows, at].copy()


def called(clerk: Clerk, humans: Humans, who: Ints, capitals: Any) -> list[str]:
    """The column of names; `capitals` says which rows are written in them."""
    random, codes = clerk.random, humans.names[who]
    words = _spelt(clerk, codes)
    several = codes[:, 1] >= 0
    _dropped(clerk, words, codes, several)
    for place in clerk.now_and_then(rates.NAME_INITIAL, several):
        last = int((codes[place] >= 0).sum()) - 1
        at = last if random.random() < 0.7 else 0
        words[place, at] = words[place, at] and words[place, at][:1] + "."
    turned = clerk.now_and_then(rates.NAME_TURNED, several)
    words[turned, 0], words[turned, 1] = words[turned, 1].copy(), words[turned, 0].copy()
    column = [" ".join(filter(None, row)) for row in words.tolist()]
    _dressed(clerk, humans, who, column)
    for place in clerk.now_and_then(rates.NAME_JOINED, several):
        column[place] = column[place].replace(" ", "", 1)
    for place in clerk.now_and_then(rates.NAME_TYPED):
        column[place] = mistyped(random, column[place])
    for place in clerk.now_and_then(rates.NAME_CALLED):
        column[place] = _nickname(random, column[place])
    return [name.upper() if loud else name for name, loud in zip(column, capitals.tolist(), strict=True)]


def _nickname(random: np.random.Generator, name: str) -> str:
    """Half of the last word behind "Acil" or "Ambo", or another name altogether."""
    kind = CALLED[int(random.integers(0, len(CALLED)))]
    if random.random() < 0.5:
        return f"{kind} {name.rsplit(' ', maxsplit=1)[-1][-4:].capitalize()}"
    return str(FULL[int(random.integers(0, len(FULL) - 1))])


def _spelt(clerk: Clerk, codes: Ints) -> Objects:
    """The words of the names: in full, short, or by ear."""
    words, random = FULL[codes], clerk.random
    ear = (random.random(codes.shape) < rates.NAME_SPELT * clerk.care[:, None]) & (codes >= 0)
    words[ear] = SPELT[codes[ear], random.integers(0, SPELT.shape[1], int(ear.sum()))]
    often = np.array(rates.NAME_SHORT)[clerk.source]
    short = HAS_SHORT[codes] & (random.random(codes.shape) < often[:, None]) & (codes >= 0)
    rank = (random.random(int(short.sum())) ** 1.8 * SHORTENED.shape[1]).astype(np.int64)
    words[short] = SHORTENED[codes[short], rank]
    alone = np.flatnonzero((words != "").sum(axis=1) == 0)
    words[alone] = FULL[codes[alone]]
    return words


def _dropped(clerk: Clerk, words: Objects, codes: Ints, several: Any) -> None:
    """The last word is left out, or one like Muhammad before others; nobody is only "St."."""
    titled = np.isin(codes[:, 0], [VOCABULARY.index[word] for word in TITLED])
    rows = clerk.now_and_then(rates.NAME_DROPPED, several & ~(titled & (codes[:, 2] < 0)))
    words[rows, (codes[rows] >= 0).sum(axis=1) - 1] = ""
    first = np.setdiff1d(clerk.now_and_then(rates.NAME_FIRST_DROPPED, titled & several), rows)
    words[first, 0] = ""


def _dressed(clerk: Clerk, humans: Humans, who: Ints, column: list[str]) -> None:
    """What is written before and behind a name: H., bin, degrees, (Alm)."""
    sex, random = humans.sex[who], clerk.random
    old = (TODAY - humans.born[who]).astype(np.int64) > 45 * 365
    pious = ((who * 2654435761) % 1000) < 180  # the same ones in every list
    for place in clerk.by_source((rates.NAME_TITLE / 0.18,) * 4, old & pious):
        column[place] = ("H. ", "Hj. ")[sex[place]] + column[place]
    for place in clerk.now_and_then(rates.NAME_DEGREE):
        column[place] += DEGREES[int(random.integers(0, len(DEGREES)))]
    for place in clerk.now_and_then(rates.NAME_BIN):
        father = humans.father[who[place]]
        word = FULL[humans.names[father, 0]] if father >= 0 else FULL[(who[place] * 7919) % (len(FULL) - 1)]
        column[place] += (" bin ", " binti ")[sex[place]] + word
    for place in clerk.now_and_then(rates.NAME_MARKED):
        column[place] += " (Alm)"


def days(clerk: Clerk, humans: Humans, who: Ints) -> list[str]:
    """The column of birth dates, ISO."""
    random, born = clerk.random, humans.born[who].copy()
    month = born.astype("datetime64[M]")
    day = (born - month.astype("datetime64[D]")).astype(np.int64) + 1
    year = born.astype("datetime64[Y]")
    number = month.astype(np.int64) % 12 + 1
    turned = clerk.now_and_then(rates.DATE_TURNED, day <= 12)
    born[turned] = _date(year[turned], day[turned], number[turned])
    wrong = clerk.now_and_then(rates.DATE_PART)
    kind = random.integers(0, 3, len(wrong))
    years = year[wrong] + np.where(kind == 0, random.choice(np.array([-10, -2, -1, 1, 2, 3, 10]), len(wrong)), 0)
    months = np.where(kind == 1, random.integers(1, 13, len(wrong)), number[wrong])
    born[wrong] = _date(years, months, np.where(kind == 2, random.integers(1, 29, len(wrong)), day[wrong]))
    default = clerk.now_and_then(rates.DATE_DEFAULT)
    born[default] = year[default].astype("datetime64[D]")
    column = born.astype(str).astype(object)
    column[clerk.blank(rates.DATE_MISSING, rates.DATE_ABSENT)] = ""
    answer: list[str] = column.tolist()
    return answer


def _date(year: Any, month: Ints, day: Ints) -> Any:
    """The day, or the last before it that the month has."""
    first = year.astype("datetime64[M]") + (month - 1)
    last = (first + 1).astype("datetime64[D]") - 1
    return np.minimum(first.astype("datetime64[D]") + (day - 1), last)


def sexes(clerk: Clerk, humans: Humans, who: Ints) -> list[str]:
    sex = humans.sex[who].copy()
    wrong = clerk.now_and_then(rates.SEX_WRONG)
    sex[wrong] = 1 - sex[wrong]
    column = np.array(["L", "P"], dtype=object)[sex]
    column[clerk.blank(rates.SEX_MISSING, rates.SEX_ABSENT)] = ""
    answer: list[str] = column.tolist()
    return answer


def phones(clerk: Clerk, humans: Humans, who: Ints, *, desa: Ints) -> list[str]:
    """The column of phones; of a few who have none the clerk wrote one that many have."""
    random, given = clerk.random, humans.phone[who].copy()
    old = clerk.now_and_then(rates.PHONE_EARLIER, humans.earlier_phone[who] != given)
    given[old] = np.where(given[old] > 0, humans.earlier_phone[who[old]], 0)
    clerks = clerk.now_and_then(rates.PHONE_CLERK)
    given[clerks] = 813_000_00_000 + desa[clerks] * 7_919 % 10**7 + clerk.source[clerks]
    wrong = clerk.now_and_then(rates.PHONE_DIGIT, given > 0)
    given[wrong] += random.integers(1, 9, len(wrong)) * 10 ** random.integers(0, 6, len(wrong))
    column = np.array([f"0{value}" if value else "" for value in given.tolist()], dtype=object)
    for place in clerk.now_and_then(rates.PHONE_WRITTEN, given > 0):
        text, kind = column[place], int(random.integers(0, 3))
        column[place] = ("+62" + text[1:], f"{text[:4]}-{text[4:8]}-{text[8:]}", text[1:])[kind]
    column[clerk.blank(rates.PHONE_MISSING, rates.PHONE_ABSENT)] = ""
    answer: list[str] = column.tolist()
    return answer


def places(clerk: Clerk, humans: Humans, who: Ints) -> list[str]:
    """The column desa, as a code."""
    desa = humans.desa[who].copy()
    moved = np.flatnonzero(clerk.random.random(len(who)) < rates.DESA_EARLIER)
    desa[moved] = humans.earlier_desa[who[moved]]
    near = clerk.now_and_then(rates.DESA_NEAR)
    desa[near] = np.clip(desa[near] + clerk.random.choice(np.array([-1, 1]), len(near)), 0, len(humans.desas) - 1)
    column = humans.desas[desa]
    column[clerk.by_source(rates.DESA_MISSING)] = ""
    answer: list[str] = column.tolist()
    return answer


def addresses(clerk: Clerk, humans: Humans, who: Ints) -> tuple[list[str], list[str]]:
    """The columns address and RT."""
    random, address, rt = clerk.random, humans.address[who].copy(), humans.rt[who].copy()
    other = clerk.now_and_then(rates.ADDRESS_OTHER)
    address[other] = random.integers(0, len(STREETS), len(other)) * 1000 + random.integers(1, 150, len(other))
    rt[other] = random.integers(1, 15, len(other))
    form = random.integers(0, 4, len(who))
    houses = [
        _house(*row) for row in zip((address // 1000).tolist(), (address % 1000).tolist(), form.tolist(), strict=True)
    ]
    lanes = [
        (f"{number:02d}", f"{number}", f"RT {number:02d}", f"{number:03d}")[kind]
        for number, kind in zip(rt.tolist(), random.integers(0, 4, len(who)).tolist(), strict=True)
    ]
    for place in clerk.blank(rates.ADDRESS_MISSING, rates.ADDRESS_ABSENT):
        houses[place] = ""
    for place in clerk.blank(rates.RT_MISSING, rates.RT_ABSENT):
        lanes[place] = ""
    return houses, lanes


def _house(street: int, number: int, form: int) -> str:
    name = STREETS[street]
    if form == 0:
        return f"{name} NO. {number}"
    if form == 1:
        return f"{name.title()} No {number}"
    return f"{name.replace('.', '')} No.{number}" if form == 2 else name.title()


def heirs(clerk: Clerk, humans: Humans, who: Ints) -> list[str]:
    """The column heir: the name, with the clerk's own spelling."""
    heir = humans.heir[who].copy()
    heir[clerk.now_and_then(rates.HEIR_OTHER)] = -1
    stranger = clerk.random.integers(0, len(humans.sex), len(who))
    codes = humans.names[np.where(heir >= 0, heir, stranger)]
    words = _spelt(clerk, codes)
    column = np.array([" ".join(filter(None, row)).upper() for row in words.tolist()], dtype=object)
    column[clerk.blank(rates.HEIR_MISSING, rates.HEIR_ABSENT)] = ""
    answer: list[str] = column.tolist()
    return answer

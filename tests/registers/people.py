"""The human beings: couples with grown children, these married in their turn; twins, namesakes, shared phones. No clerk yet.

Everything is a column of NumPy with one place a human being; -1 means nobody or nothing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from registers import names
from registers.names import Ints
from registers.places import desas, from_abroad, kecamatan_of

TODAY = np.datetime64("2026-11-22")
GROWN = 17 * 365  # days: younger ones stand in no list of workers
OLDEST = 72 * 365
CHILDREN = 3.4  # births of a couple, of which the grown ones are listed
MOST_CHILDREN = 7
TWIN_BIRTHS = 0.012  # a little above 1 in 100, as in hospitals
ALONE = 0.12  # of the couples: widowed, divorced, or the other works far away
MARRIED = 0.62  # of the children older than 21
NAMESAKES = 0.006  # of the sons: named wholly as the father
FIRST_SHARED = 0.22  # of the families: children of one sex begin alike (Muhammad Rizki, Muhammad Rizal; Nur …)
LAST_SHARED = 0.14  # of the families: every child ends with the father's word
RHYMED = 0.10  # of the children: a word alike to the elder's (Rusdi, Rusdin)
HEAPED = ((1970, 0.11), (1985, 0.045), (2100, 0.008))  # born before: the day nobody knew, put by the registrar
HEAPS = ((1, 1, 0.35), (12, 31, 0.35), (7, 1, 0.30))
NIK_ELSEWHERE = (0.09, 0.05, 0.10)  # another kecamatan, another kabupaten of the province, another province
IN_LAW_ELSEWHERE = 2.0  # those who married in are from elsewhere so many times as often
STAY = 0.66  # of the married children: in the parents' desa; the others in one near
NEXT_DOOR = 0.35  # of those who stay: at the parents' address
OWN_PHONE, FAMILY_PHONE = 0.62, 0.22  # the rest has none
EARLIER_PHONE, EARLIER_DESA = 0.28, 0.03
STREETS = ("JL. VETERAN", "JL. PELABUHAN", "JL. POROS DESA", "GG. NELAYAN", "JL. PESISIR", "JL. RAYA", "JL. MERDEKA", "GG. MAWAR", "JL. PENDIDIKAN", "JL. TRANS KALIMANTAN", "DUSUN I", "DUSUN II", "JL. SEPAKAT", "GG. KELUARGA", "JL. MASJID", "DUSUN III")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Humans:
    """Who there is. `listed` says who works and stands in lists; the others are only somebody's parent or heir."""

    listed: Any
    names: Ints  # (n, 4) codes of words
    sex: Ints  # 0 man, 1 woman
    born: Any  # datetime64[D]
    nik: Ints
    desa: Ints  # place in `desas`
    earlier_desa: Ints
    household: Ints  # one KK
    kk: Ints
    earlier_kk: Ints  # before the marriage; 0: none
    family: Ints  # parents and their children, wherever these live now; who married in has one of his own
    father: Ints
    twin: Ints
    spouse: Ints
    heir: Ints
    phone: Ints
    earlier_phone: Ints
    address: Ints  # street * 1000 + house number
    rt: Ints
    desas: Any


def humans(random: np.random.Generator, *, people: int) -> Humans:
    """So many listed ones, and their unlisted parents."""
    tree = _tree(random, people)
    places = desas(people=people)
    size = random.gamma(6.0, 1.0, len(places))
    families = int(tree["family"].max()) + 1
    seat = random.choice(len(places), families, p=size / size.sum())
    desa = _where_now(random, tree, seat, len(places))
    ethnicity = _ethnicity(random, tree, seat, len(places))
    named = _named(random, tree, ethnicity)
    kk_of = _kk_numbers(random, kecamatan_of(places)[_first(tree["household"], desa)])
    earlier = _earlier_kk(random, tree, kk_of)
    address, rt = _addresses(random, tree, desa)
    phone = _phones(random, tree)
    count = len(desa)
    other = np.where(random.random(count) < EARLIER_PHONE, _numbers(random, count), phone)
    near = np.clip(desa + random.choice(np.array([-2, -1, 1, 2]), count), 0, len(places) - 1)
    return Humans(
        listed=tree["listed"], names=named, sex=tree["sex"], born=tree["born"],
        nik=_niks(random, tree, ethnicity, kecamatan_of(places)[desa], kecamatan_of(places)),
        desa=desa, earlier_desa=np.where(random.random(count) < EARLIER_DESA, near, desa),
        household=tree["household"], kk=kk_of[tree["household"]], earlier_kk=earlier,
        family=tree["family"], father=tree["father"], twin=tree["twin"], spouse=tree["spouse"], heir=tree["heir"],
        phone=phone, earlier_phone=other, address=address, rt=rt, desas=places,
    )  # fmt: skip


def _tree(random: np.random.Generator, people: int) -> dict[str, Any]:
    """Who is whose: couples, their children, and those who married these."""
    couples = max(2, int(people / 2.1) + 8)
    tree = _couples(random, couples)
    children = _children(random, tree, couples)
    tree = _joined(tree, children)
    tree = _joined(tree, _in_law(random, tree, couples))
    tree = _trimmed(tree, people)
    tree["heir"] = _heirs(random, tree)
    return tree


def _couples(random: np.random.Generator, couples: int) -> dict[str, Any]:
    """Fathers first, then mothers: places i and couples + i."""
    mother = random.integers(18 * 365, 78 * 365, couples)
    apart = np.maximum(random.normal(4 * 365, 4 * 365, couples), -3 * 365).astype(np.int64)
    father = np.maximum(mother + apart, 19 * 365)
    age = np.concatenate((father, mother))
    born = _heaped(random, TODAY - age)
    alone = random.random(couples) < ALONE
    gone = random.random(couples) < 0.5
    away = np.concatenate((alone & gone, alone & ~gone))
    age = (TODAY - born).astype(np.int64)
    number = np.arange(couples)
    pair = np.concatenate((number + couples, number))
    both = np.concatenate((number, number))
    none = np.full(couples * 2, -1)
    return {
        "born": born, "sex": np.repeat([0, 1], couples), "listed": ~away & (age >= GROWN) & (age < OLDEST),
        "family": both, "household": both, "spouse": pair, "father": none, "mother": none.copy(), "twin": none.copy(),
        "elder": none.copy(), "in_law": np.zeros(couples * 2, dtype=bool),
    }  # fmt: skip


def _children(random: np.random.Generator, tree: dict[str, Any], couples: int) -> dict[str, Any]:
    """The grown children; a twin stands behind the other."""
    births = np.minimum(random.poisson(CHILDREN, couples), MOST_CHILDREN)
    first = (17.5 + random.exponential(4.0, (couples, 1))) * 365
    gaps = (1.4 + random.exponential(2.3, (couples, MOST_CHILDREN))) * 365
    gaps[:, 0] = 0
    age_of_mother = (first + np.cumsum(gaps, axis=1)).astype(np.int64)
    born = tree["born"][couples:, None] + age_of_mother
    there = (np.arange(MOST_CHILDREN) < births[:, None]) & (age_of_mother < 46 * 365)
    there &= (TODAY - born).astype(np.int64) >= GROWN
    family, _ = np.nonzero(there)
    twice = 1 + (random.random(len(family)) < TWIN_BIRTHS)
    born = np.repeat(_heaped(random, born[there]), twice)
    family = np.repeat(family, twice)
    sex = random.integers(0, 2, len(family))
    second = np.zeros(len(family), dtype=bool)
    second[(np.cumsum(twice) - 1)[twice == 2]] = True
    sex = np.where(second & (random.random(len(sex)) < 0.65), np.roll(sex, 1), sex)
    start, place = couples * 2, np.arange(len(family))
    twin = np.where(second, start + place - 1, np.where(np.roll(second, -1), start + place + 1, -1))
    elder = np.where((np.roll(family, 1) == family) & (place > 0), start + place - 1, -1)
    return {
        "born": born, "sex": sex, "listed": np.ones(len(family), dtype=bool), "family": family, "household": family,
        "spouse": np.full(len(family), -1), "father": family, "mother": family + couples, "twin": twin, "elder": elder,
        "in_law": np.zeros(len(family), dtype=bool),
    }  # fmt: skip


def _in_law(random: np.random.Generator, tree: dict[str, Any], couples: int) -> dict[str, Any]:
    """Whom the children married; a KK of their own for each such couple."""
    age = (TODAY - tree["born"]).astype(np.int64)
    child = tree["father"] >= 0
    married = np.flatnonzero(child & (age > 21 * 365) & (random.random(len(age)) < MARRIED))
    count = len(married)
    new = len(age) + np.arange(count)
    tree["household"] = tree["household"].copy()
    tree["household"][married] = couples + np.arange(count)
    tree["spouse"][married] = new
    sex = 1 - tree["sex"][married]
    apart = np.where(sex == 0, 1, -1) * random.normal(3 * 365, 3 * 365, count).astype(np.int64)
    years = np.clip(age[married] + apart, GROWN + 30, OLDEST - 1)
    none = np.full(count, -1)
    return {
        "born": _heaped(random, TODAY - years), "sex": sex, "listed": random.random(count) > 0.15,
        "family": couples + np.arange(count), "household": couples + np.arange(count), "spouse": married,
        "father": none, "mother": none.copy(), "twin": none.copy(), "elder": none.copy(), "in_law": np.ones(count, dtype=bool),
    }  # fmt: skip


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {key: np.concatenate((one[key], other[key])) for key in one}


def _trimmed(tree: dict[str, Any], people: int) -> dict[str, Any]:
    """The last ones listed too many stay as relatives who stand in no list."""
    where = np.flatnonzero(tree["listed"])
    if len(where) < people:
        raise AssertionError(f"{len(where)} of {people}: CHILDREN or couples are too few")
    home = np.where(tree["in_law"], tree["family"][tree["spouse"]], tree["family"])
    late = where[np.argsort(home[where], kind="stable")][people:]
    tree["listed"][late] = False
    return tree


def _heaped(random: np.random.Generator, born: Any) -> Any:
    """Some days of birth were put by the registrar: 1 January, 31 December, 1 July."""
    year = born.astype("datetime64[Y]")
    number = year.astype(np.int64) + 1970
    chance = np.select([number < limit for limit, _ in HEAPED], [share for _, share in HEAPED])
    heap = random.choice(len(HEAPS), born.shape, p=[share for _, _, share in HEAPS])
    month = np.array([month - 1 for month, _, _ in HEAPS])[heap]
    day = np.array([day - 1 for _, day, _ in HEAPS])[heap]
    put = (year.astype("datetime64[M]") + month).astype("datetime64[D]") + day
    return np.where(random.random(born.shape) < chance, put, born)


def _heirs(random: np.random.Generator, tree: dict[str, Any]) -> Ints:
    """The spouse; else the mother or father; a few lonely ones have none."""
    parent = np.where(random.random(len(tree["sex"])) < 0.7, tree["mother"], tree["father"])
    return np.where(tree["spouse"] >= 0, tree["spouse"], parent)


def _first(group: Ints, value: Ints) -> Ints:
    """The value of one of each group."""
    answer = np.zeros(int(group.max()) + 1, dtype=value.dtype)
    answer[group[::-1]] = value[::-1]
    return answer


def _where_now(random: np.random.Generator, tree: dict[str, Any], seat: Ints, count: int) -> Ints:
    """The desa of each: the family's; of a couple that moved out, one near or anywhere."""
    home = np.where(tree["in_law"], tree["family"][tree["spouse"]], tree["family"])
    there = seat[home]
    households = int(tree["household"].max()) + 1
    moved = random.random(households) > STAY
    near = random.choice(np.array([-3, -2, -1, 1, 2, 3]), households)
    far = random.integers(0, count, households)
    target = np.where(
        random.random(households)[tree["household"]] < 0.7,
        np.clip(there + near[tree["household"]], 0, count - 1),
        far[tree["household"]],
    )
    young = tree["in_law"] | ((tree["father"] >= 0) & (tree["spouse"] >= 0))
    return np.where(young & moved[tree["household"]], target, there)


def _ethnicity(random: np.random.Generator, tree: dict[str, Any], seat: Ints, count: int) -> Ints:
    """A desa has one people for the most part; who married in is of another more often."""
    main = random.choice(len(names.SHARES), count, p=names.SHARES)
    own = np.where(
        random.random(len(seat)) < 0.6, main[seat], random.choice(len(names.SHARES), len(seat), p=names.SHARES)
    )
    spouse = own[tree["family"][tree["spouse"]]]
    other = np.where(random.random(len(spouse)) < 0.55, spouse, own[tree["family"]])
    return np.where(tree["in_law"], other, own[tree["family"]])


def _named(random: np.random.Generator, tree: dict[str, Any], ethnicity: Ints) -> Ints:
    """Names, with what families do: beginning alike, the father's word at the end, rhymes, twins, namesakes."""
    sex, father, elder, twin = tree["sex"], tree["father"], tree["elder"], tree["twin"]
    year = tree["born"].astype("datetime64[Y]").astype(np.int64) + 1970
    named = names.drawn(random, ethnicity=ethnicity, sex=sex, year=year)
    families = int(tree["family"].max()) + 1
    count = len(sex)
    several = named[:, 1] >= 0
    first = (random.random(families) < FIRST_SHARED)[tree["family"]] | ((twin >= 0) & (random.random(count) < 0.5))
    alike = np.flatnonzero(first & (elder >= 0) & several & (sex == sex[elder]) & several[elder])
    for _ in range(2):  # from the eldest downwards
        named[alike, 0] = named[elder[alike], 0]
    last = np.flatnonzero((random.random(families) < LAST_SHARED)[tree["family"]] & (father >= 0))
    length = (named >= 0).sum(axis=1)
    named[last, np.minimum(length[last], names.WORDS - 1)] = named[father[last], 0]
    rhymed = (random.random(count) < RHYMED) | ((twin >= 0) & (random.random(count) < 0.5))
    rhymed = np.flatnonzero(rhymed & (elder >= 0) & (sex == sex[elder]) & ~several)
    named[rhymed, 0] = names.neighbours(random, named[elder[rhymed], 0])
    same = np.flatnonzero((father >= 0) & (sex == 0) & (random.random(count) < NAMESAKES))
    named[same] = named[father[same]]
    return named


def _niks(random: np.random.Generator, tree: dict[str, Any], ethnicity: Ints, here: Ints, all_here: Ints) -> Ints:
    """Sixteen digits: kecamatan of first issue, day (+40 for women), month, year, and the serial in the order they came.

    Twins are entered one after the other. The gaps are those who stand in no list.
    """
    count = len(here)
    chance = random.random(count) / np.where(tree["in_law"], IN_LAW_ELSEWHERE, 1.0)
    steps = np.cumsum(NIK_ELSEWHERE)
    other = all_here[random.integers(0, len(all_here), count)]
    kabupaten = (
        630000 + random.choice(np.array([1, 3, 7, 8, 10, 11, 71, 72]), count) * 100 + random.integers(1, 16, count)
    )
    region = np.select(
        [chance < step for step in steps], [other, kabupaten, from_abroad(random, ethnicity=ethnicity)], here
    )
    child = tree["father"] >= 0
    region = np.where(child & (random.random(count) < 0.92), region[tree["mother"]], region)
    region = np.where(tree["twin"] >= 0, region[np.maximum(tree["mother"], 0)], region)
    year = tree["born"].astype("datetime64[Y]").astype(np.int64) + 1970
    month = tree["born"].astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (tree["born"] - tree["born"].astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    stem = region * 1_000_000 + (day + tree["sex"] * 40) * 10_000 + month * 100 + year % 100
    came = random.permutation(int(tree["family"].max()) + 1)[tree["family"]]
    order = np.lexsort((np.arange(count), came, stem))
    gap = random.geometric(0.45, count)
    second = (tree["twin"] >= 0) & (tree["twin"] < np.arange(count))
    gap = np.where(second, 1, gap)[order]
    sums = np.cumsum(gap)
    new = np.concatenate(([True], stem[order][1:] != stem[order][:-1]))
    base = np.maximum.accumulate(np.where(new, sums - gap, 0))
    answer = np.empty(count, dtype=np.int64)
    answer[order] = stem[order] * 10_000 + (sums - base)
    return answer


def _kk_numbers(random: np.random.Generator, region: Ints) -> Ints:
    """Region, the day of issue, a serial; each once."""
    count = len(region)
    day, month, year = random.integers(1, 29, count), random.integers(1, 13, count), random.integers(5, 27, count)
    stem = region * 1_000_000 + day * 10_000 + month * 100 + year
    order = np.argsort(stem, kind="stable")
    gap = random.integers(1, 6, count)
    sums = np.cumsum(gap)
    new = np.concatenate(([True], stem[order][1:] != stem[order][:-1]))
    base = np.maximum.accumulate(np.where(new, sums - gap, 0))
    answer = np.empty(count, dtype=np.int64)
    answer[order] = stem[order] * 10_000 + (sums - base)
    return answer


def _earlier_kk(random: np.random.Generator, tree: dict[str, Any], kk_of: Ints) -> Ints:
    """The parents' KK of those who married; a tenth of all others had theirs issued anew."""
    child = (tree["father"] >= 0) & (tree["spouse"] >= 0)
    parents = kk_of[np.where(child, tree["family"], 0)]
    renewed = (random.random(len(kk_of)) < 0.10)[tree["household"]]
    old = _kk_numbers(random, kk_of // 10**10)[tree["household"]] + 5_000
    return np.where(child, parents, np.where(tree["in_law"] | renewed, old, 0))


def _addresses(random: np.random.Generator, tree: dict[str, Any], desa: Ints) -> tuple[Ints, Ints]:
    households = int(tree["household"].max()) + 1
    street = random.choice(len(STREETS), households, p=_falling(len(STREETS)))
    address = street * 1000 + random.integers(1, 150, households)
    rt = random.integers(1, 15, households)
    young = (tree["father"] >= 0) & (tree["spouse"] >= 0)
    stayed = young & (desa == desa[np.maximum(tree["mother"], 0)]) & (random.random(len(desa)) < NEXT_DOOR)
    own = tree["household"][stayed]
    address[own], rt[own] = address[tree["family"][stayed]], rt[tree["family"][stayed]]
    return address[tree["household"]], rt[tree["household"]]


def _falling(count: int) -> Any:
    share = 1 / (np.arange(count) + 2.0)
    return share / share.sum()


def _numbers(random: np.random.Generator, count: int) -> Ints:
    """Phone numbers of eleven or twelve digits, without the leading zero."""
    prefixes = np.array([811, 812, 813, 821, 822, 852, 853, 857, 877, 878, 896])
    prefix = prefixes[random.choice(len(prefixes), count, p=_falling(len(prefixes)))]
    return prefix * 10**8 + random.integers(0, 10**8, count)


def _phones(random: np.random.Generator, tree: dict[str, Any]) -> Ints:
    """One's own, the family's, or none (0)."""
    count = len(tree["sex"])
    own, shared = _numbers(random, count), _numbers(random, int(tree["household"].max()) + 1)
    chance = random.random(count)
    return np.select([chance < OWN_PHONE, chance < OWN_PHONE + FAMILY_PHONE], [own, shared[tree["household"]]], 0)

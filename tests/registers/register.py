"""A register: the rows of several lists one below the other, and the truth about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from registers import clerks, rates
from registers.names import Ints
from registers.people import Humans, humans

TUNING_SEEDS = (1, 2, 3)  # thresholds and choices of the model are made on these
REPORTING_SEEDS = (11, 12, 13, 14, 15)  # … and shown on these, which nobody looked at


class Row(NamedTuple):
    """One line as a clerk wrote it; "" where nothing stands."""

    id: int
    nik: str
    kk: str
    name: str
    birth_date: str
    sex: str
    desa: str
    phone: str
    address: str
    rt: str
    heir: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """`columns` holds what `Row` names, each a list; ids run from 1. `human` says for each row who it is."""

    columns: dict[str, list[Any]]
    human: Ints
    humans: Humans

    def __len__(self) -> int:
        return len(self.human)

    def rows(self) -> Iterator[Row]:
        return map(Row._make, zip(*(self.columns[name] for name in Row._fields), strict=True))

    def pairs(self) -> Ints:
        """(n, 2) ids, the smaller first, sorted: every two rows of one human being."""
        order = np.argsort(self.human, kind="stable")
        found = []
        for step in range(1, len(order)):
            same = self.human[order[step:]] == self.human[order[:-step]]
            if not same.any():
                break
            found.append(np.column_stack((order[:-step][same], order[step:][same])) + 1)
        pairs = np.concatenate(found) if found else np.zeros((0, 2), dtype=np.int64)
        pairs.sort(axis=1)
        return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]

    def same(self, a: Ints, b: Ints) -> Any:
        """Whether the rows of these ids are of one human being."""
        return self.human[a - 1] == self.human[b - 1]

    def kin(self, a: Ints, b: Ints) -> Any:
        """Whether the rows of these ids are of two people of one house or blood: spouses, parents, brothers and sisters."""
        one, two = self.human[a - 1], self.human[b - 1]
        who = self.humans
        alike = (who.family[one] == who.family[two]) | (who.household[one] == who.household[two])
        return alike & (one != two)

    def twins(self, a: Ints, b: Ints) -> Any:
        return self.humans.twin[self.human[a - 1]] == self.human[b - 1]

    def namesakes(self, a: Ints, b: Ints) -> Any:
        """Whether these are a parent and a child wholly of one name."""
        one, two = self.human[a - 1], self.human[b - 1]
        who = self.humans
        parent = (who.father[one] == two) | (who.father[two] == one)
        return parent & (who.names[one] == who.names[two]).all(axis=1)

    def twin_pairs(self) -> Ints:
        """(n, 2) humans, both listed."""
        return self._listed(np.column_stack((np.arange(len(self.humans.twin)), self.humans.twin)))

    def spouse_pairs(self) -> Ints:
        return self._listed(np.column_stack((np.arange(len(self.humans.spouse)), self.humans.spouse)))

    def namesake_pairs(self) -> Ints:
        """(n, 2) humans: a father and a son of one name."""
        who = self.humans
        sons = np.flatnonzero((who.father >= 0) & (who.names == who.names[who.father]).all(axis=1))
        pairs = np.column_stack((who.father[sons], sons))
        return pairs[who.listed[pairs].all(axis=1)]

    def _listed(self, pairs: Ints) -> Ints:
        pairs = pairs[pairs[:, 0] < pairs[:, 1]]
        return pairs[self.humans.listed[pairs].all(axis=1)]


def register(*, people: int, seed: int) -> Register:
    """So many human beings in 1.43 times as many rows. The same seed writes the same, whatever the machine."""
    random = np.random.default_rng([seed, people])
    who = humans(random, people=people)
    human, source = _writings(random, np.flatnonzero(who.listed))
    order = np.lexsort((random.random(len(human)), who.desa[human], source))
    human, source = human[order], source[order]
    desa = who.desa[human]
    clerk = clerks.Clerk(random, source=source, desa=desa)
    loud = (random.random((len(rates.SOURCES), len(who.desas))) < np.array(rates.SOURCE_UPPER)[:, None])[source, desa]
    houses, lanes = clerks.addresses(clerk, who, human)
    columns: dict[str, list[Any]] = {
        "id": list(range(1, len(human) + 1)),
        "nik": clerks.numbers(clerk, who, human).tolist(),
        "kk": clerks.household_numbers(clerk, who, human).tolist(),
        "name": clerks.called(clerk, who, human, loud),
        "birth_date": clerks.days(clerk, who, human),
        "sex": clerks.sexes(clerk, who, human),
        "desa": clerks.places(clerk, who, human),
        "phone": clerks.phones(clerk, who, human, desa=desa),
        "address": houses,
        "rt": lanes,
        "heir": clerks.heirs(clerk, who, human),
        "source": np.array(rates.SOURCES, dtype=object)[source].tolist(),
    }
    return Register(columns=columns, human=human, humans=who)


def sized(*, rows: int, seed: int) -> Register:
    """A register of about so many rows (within a hundredth)."""
    return register(people=round(rows * (1 - rates.SECOND_SHARE)), seed=seed)


def _writings(random: np.random.Generator, listed: Ints) -> tuple[Ints, Ints]:
    """Who is written in which list: one to four times."""
    times = 1 + np.searchsorted(np.cumsum(rates.WRITINGS), random.random(len(listed)), side="right").clip(0, 3)
    luck = random.gumbel(size=(len(listed), len(rates.SOURCES))) + np.log(rates.WEIGHT)
    lists = np.argsort(-luck, axis=1)
    again = random.random(len(listed)) < rates.SAME_LIST
    lists[again, 1] = lists[again, 0]
    taken = np.arange(len(rates.SOURCES)) < times[:, None]
    return np.repeat(listed, times), lists[taken]

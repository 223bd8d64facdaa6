"""Damage between rows: one person twice, one NIK on two people, one phone for a whole row of houses."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from payung.config.demo.damage import OF_THE_NIK
from payung.config.demo.entries import DECISION, ERROR, READY, Entry, moved, written
from payung.config.demo.offices import Layout
from payung.config.demo.people import Numbers
from payung.regions.rules import Desa

TWICE, SHARED, ALIKE, PHONE = 0.007, 0.004, 0.002, 0.006  # of the rows of a list


def pair_rows(*, entries: list[Entry], layout: Layout, numbers: Numbers, rng: Random) -> list[Entry]:
    """Pairs at the documented rates; copies are put into `entries`. The answer: those with a second NIK."""
    count = len(entries)
    second_niks = [entry for _ in range(_some(count * ALIKE, rng)) if (entry := _alike(entries, layout, numbers, rng))]
    for _ in range(_some(count * TWICE, rng)):
        _twice(entries, layout, rng)
    for _ in range(_some(count * SHARED, rng)):
        _shared_nik(entries, layout, rng)
    if "phone" in layout.fields:
        for _ in range(_some(count * PHONE, rng)):
            _shared_phone(entries, rng)
    return second_niks


def _some(expected: float, rng: Random) -> int:
    """A whole number that is `expected` in the mean."""
    return int(expected) + (rng.random() < expected % 1)


def proposed_again(*, first: Entry, desa: Desa, layout: Layout, same_file: bool) -> Entry:
    """A person of one desa on the list of another. Only within one file can a check see it."""
    again = moved(entry=first, desa=desa, writing=layout)
    again.spoiled = first.spoiled = True
    if same_file:
        first.codes.add("NIK_TWICE_FIRST")
        again.note(ERROR, "NIK_TWICE_IN_FILE")
    return again


def _twice(entries: list[Entry], layout: Layout, rng: Random) -> None:
    first = _sound_place(entries, rng)
    if first is None:
        return
    copy = proposed_again(first=entries[first], desa=entries[first].person.desa, layout=layout, same_file=True)
    entries.insert(rng.randint(first + 1, len(entries)), copy)


def _alike(entries: list[Entry], layout: Layout, numbers: Numbers, rng: Random) -> Entry | None:
    """One person with two NIKs: as many as there were identity cards."""
    place = _sound_place(entries, rng)
    if place is None:
        return None
    first = entries[place]
    person = first.person
    nik = numbers.nik(prefix=person.nik[:6], born=person.birth_date, sex=person.sex, rng=rng)
    other = written(person=replace(person, nik=nik), writing=layout)
    other.note(READY, "PERSON_ALIKE")
    first.spoiled = True
    entries.insert(rng.randint(place + 1, len(entries)), other)
    return other


def _shared_nik(entries: list[Entry], layout: Layout, rng: Random) -> None:
    """A NIK filled down by mistake: the next row has its neighbour's."""
    neighbours = _sound_neighbours(entries, rng)
    if neighbours is None:
        return
    first, second = neighbours
    if f"{first.person.birth_date:%d%m%y}" == f"{second.person.birth_date:%d%m%y}":
        return
    second.cells["nik"] = first.cells["nik"]
    second.codes.difference_update(OF_THE_NIK)
    first.note(DECISION, "NIK_SHARED")
    second.note(DECISION, "NIK_SHARED")
    one, other = first.person, second.person
    if "birth" in layout.fields or "birth_day" in layout.fields:
        second.codes.add("NIK_BIRTH_DATE_MISMATCH")
    if "sex" in layout.fields and one.sex != other.sex:
        second.codes.add("NIK_SEX_MISMATCH")


def _shared_phone(entries: list[Entry], rng: Random) -> None:
    neighbours = _sound_neighbours(entries, rng)
    if neighbours is not None and neighbours[0].cells.get("phone") is not None:
        share_phone(neighbours)


def share_phone(entries: Sequence[Entry]) -> None:
    """All have the phone of the first: a neighbour's, or that of whoever collected the names."""
    for entry in entries:
        entry.cells["phone"] = entries[0].person.phone
        entry.note(READY, "PHONE_SHARED")


def _sound_place(entries: Sequence[Entry], rng: Random) -> int | None:
    place = rng.randrange(len(entries))
    return place if entries[place].sound else None


def _sound_neighbours(entries: Sequence[Entry], rng: Random) -> tuple[Entry, Entry] | None:
    if len(entries) < 2:
        return None
    place = rng.randrange(len(entries) - 1)
    pair = entries[place], entries[place + 1]
    return pair if pair[0].sound and pair[1].sound else None

"""Invents a whole kabupaten: its offices, their people, the files they send, and the truth beside each file.

Everything lands in `HOME/demo`: `lists` (what the offices sent), `truth` (what a check owes for each), `others`
(last year's participants, the province's list), `truth/troubles.csv` (what no list shows) and `truth/register.csv`
(everybody as the world knows them: what Dukcapil, BPJS and DTSEN answer from).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random

from payung.config.demo.damage import spoil_rows
from payung.config.demo.entries import ERROR, Entry, written
from payung.config.demo.files import write_file
from payung.config.demo.group_layouts import BLOCKS, GROUP, HIDDEN_SHEET
from payung.config.demo.offices import Office, Whole
from payung.config.demo.pairs import pair_rows, proposed_again, share_phone
from payung.config.demo.people import REGISTRATION_DAY, Numbers, Person, invented_people
from payung.config.demo.plan import ENOUGH, TWO_NAMES, planned_offices
from payung.config.demo.troubles import INVENTED_SHARE, Case, with_trouble, write_cases, write_provincial_list
from payung.config.demo.whole_files import FILE_CODES, spoil_whole
from payung.config.demo.world import Known, write_world
from payung.regions.load import gazetteer
from payung.regions.rules import Desa

CARELESS, PADDED, TWO_LISTS = 0.04, 0.04, 0.006  # of offices, of offices, of people
CARELESS_RATE = 5.0  # such a list keeps little more than half of its rows
OLD_SHARE = 0.12  # of a block list that stands on its hidden sheet once more
REMEMBERED = 400  # people of a kecamatan who may turn up on another list


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedFile:
    """One file as an office sent it, and where its truth is."""

    path: Path
    truth: Path
    layout: str  # key of the layout
    title: str  # the layout, in words
    office: str
    whole: Whole
    desas: int
    rows: int


@dataclass(slots=True, kw_only=True)
class Kecamatan:
    """What the offices of one kecamatan share while they are invented."""

    numbers: Numbers
    seen: list[tuple[Entry, str]] = field(default_factory=list)  # entry and file
    members: list[str] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)


def invent(*, home: Path, workers: int, seed: int) -> list[InventedFile]:
    """Invent everything at once; see `inventing`."""
    return list(inventing(home=home, workers=workers, seed=seed))


def inventing(*, home: Path, workers: int, seed: int) -> Iterator[InventedFile]:
    """Invent file by file. The same home, number and seed give the same files."""
    folder = home / "demo"
    offices = planned_offices(desas=gazetteer("63.02").desas, workers=workers, rng=_chance(f"{seed}/plan"))
    codes = sorted({office.seat.kecamatan_code for office in offices})
    members: list[str] = []
    cases: list[Case] = []
    known: list[Known] = []
    for number, code in enumerate(codes, start=1):
        kecamatan = Kecamatan(numbers=Numbers(band=number))
        for office in offices:
            if office.seat.kecamatan_code == code:
                yield _send(
                    office=office, kecamatan=kecamatan, folder=folder, rng=_chance(f"{seed}/{code}/{office.file}")
                )
        members += kecamatan.members
        cases += kecamatan.cases
        known += kecamatan.known
    write_world(path=folder / "truth" / "register.csv", people=known)
    _write_others(folder=folder, members=members, cases=cases)


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - chance that can be repeated, not secrecy


def _send(*, office: Office, kecamatan: Kecamatan, folder: Path, rng: Random) -> InventedFile:
    groups = _people_on_lists(office=office, kecamatan=kecamatan, rng=rng)
    entries = [entry for group in groups for entry in group]
    place = f"{office.seat.kecamatan_code} {office.seat.kecamatan}"
    path = folder / "lists" / place / office.file
    truth = folder / "truth" / place / f"{office.file}.json"
    write_file(path=path, office=office, groups=groups)
    _write_truth(path=truth, office=office, entries=entries)
    _remember(office=office, kecamatan=kecamatan, entries=entries, rng=rng)
    return InventedFile(
        path=path,
        truth=truth,
        layout=office.layout.key,
        title=office.layout.title,
        office=office.seat.kecamatan if len(office.desas) > 1 else office.seat.name,
        whole=office.whole,
        desas=len({entry.person.desa.code for entry in entries}),
        rows=len(entries),
    )


def _people_on_lists(*, office: Office, kecamatan: Kecamatan, rng: Random) -> list[list[Entry]]:
    """The entries of every desa of the office, damaged; for a block list the old hidden list comes last."""
    rate = CARELESS_RATE if rng.random() < CARELESS else 1.0
    padded = rng.random() < PADDED and office.size >= ENOUGH
    groups: list[list[Entry]] = []
    for desa, count in zip(office.desas, office.counts, strict=True):
        entries = _entries(office=office, desa=desa, count=count, kecamatan=kecamatan, rng=rng)
        if padded:
            _pad(entries)
        groups.append(entries)
    if office.whole is not Whole.NOTHING:
        spoil_whole(office=office, entries=[entry for group in groups for entry in group])
        return groups
    _again_on_other_lists(office=office, groups=groups, kecamatan=kecamatan, rng=rng)
    for entries in groups:
        if entries:
            for other in pair_rows(entries=entries, layout=office.layout, numbers=kecamatan.numbers, rng=rng):
                other.person = replace(other.person, troubles=("second_nik",))
        spoil_rows(entries=entries, layout=office.layout, rate=rate, rng=rng)
    return [*groups, _old_list(office, groups, rng)] if office.layout is BLOCKS else groups


def _entries(*, office: Office, desa: Desa, count: int, kecamatan: Kecamatan, rng: Random) -> list[Entry]:
    work = "nelayan" if office.layout is GROUP else None
    people = islice(invented_people(desa=desa, numbers=kecamatan.numbers, rng=rng, work=work), count)
    return [written(person=with_trouble(person=person, rng=rng), writing=office.layout) for person in people]


def _pad(entries: Sequence[Entry]) -> None:
    """The last rows of a padded list are nobody: NIKs that look right, and one phone for them all."""
    nobody = [entry for entry in entries[-int(len(entries) * INVENTED_SHARE) - 1 :] if entry.sound]
    for entry in nobody:
        entry.person = replace(entry.person, troubles=("not_found",), member=False)
    if len(nobody) > 1 and "phone" in entries[0].cells:
        share_phone(nobody)


def _again_on_other_lists(*, office: Office, groups: Sequence[list[Entry]], kecamatan: Kecamatan, rng: Random) -> None:
    """Some people stand on two lists: within one file a check sees it, between files only the register does."""
    for number, entries in enumerate(groups):
        own = [(entry, office.file) for group in groups[:number] for entry in group]
        for _ in range(sum(rng.random() < TWO_LISTS for _ in entries)):
            known = own or kecamatan.seen
            first, file = rng.choice(known) if known else (None, "")
            if first is not None and first.sound:
                again = proposed_again(
                    first=first, desa=entries[0].person.desa, layout=office.layout, same_file=file == office.file
                )
                again.person = replace(again.person, troubles=("two_lists",))
                entries.append(again)


def _old_list(office: Office, groups: Sequence[Sequence[Entry]], rng: Random) -> list[Entry]:
    """Last year's list, left hidden in the workbook: the same people once more. A short list in which many NIKs end
    in 0 by chance would be doubted as a whole, so those stay out."""
    old = []
    known = [entry for group in groups for entry in group if entry.sound and not entry.person.nik.endswith("0")]
    for entry in (entry for entry in known if rng.random() < OLD_SHARE):
        again = written(person=entry.person, writing=office.layout)
        again.note(ERROR, "NIK_TWICE_IN_FILE")
        if entry.person.desa.name in TWO_NAMES:  # no title names the kecamatan on the old sheet
            again.codes.add("DESA_AMBIGUOUS")
        entry.codes.add("NIK_TWICE_FIRST")
        entry.spoiled = True
        old.append(again)
    return old


def _remember(*, office: Office, kecamatan: Kecamatan, entries: Sequence[Entry], rng: Random) -> None:
    sound = [entry for entry in entries if entry.sound]
    kecamatan.seen += [(entry, office.file) for entry in rng.sample(sound, min(len(sound), REMEMBERED // 10))]
    del kecamatan.seen[:-REMEMBERED]
    for entry in entries:
        person = entry.person
        if person.member and entry.sheet != HIDDEN_SHEET:
            kecamatan.members.append(person.nik)
        kecamatan.cases += [_case(trouble, entry, person, office) for trouble in person.troubles]
        kecamatan.known.append(Known.of(person))


def _case(trouble: str, entry: Entry, person: Person, office: Office) -> Case:
    return Case(
        trouble=trouble,
        nik=person.nik,
        name=person.name,
        desa_code=person.desa.code,
        file=office.file,
        sheet=entry.sheet,
        row=entry.row,
    )


def _write_truth(*, path: Path, office: Office, entries: Sequence[Entry]) -> None:
    """The shape of tests/samples/truth, with the codes of the file itself. A withheld sheet owes no rows."""
    withheld = office.whole in (Whole.NO_OCCUPATION, Whole.PHOTO)
    rows = [] if withheld else [entry.truth() for entry in entries]
    truth = {
        "file": office.file,
        "checked_on": REGISTRATION_DAY.isoformat(),
        "layout": office.layout.key,
        "problems": [FILE_CODES[office.whole]] if office.whole in FILE_CODES else [],
        "rows": rows,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(truth, separators=(",", ":")), encoding="utf-8")


def _write_others(*, folder: Path, members: Sequence[str], cases: Sequence[Case]) -> None:
    others = folder / "others"
    others.mkdir(parents=True, exist_ok=True)
    (others / "peserta-2026.txt").write_text("".join(f"{nik}\n" for nik in dict.fromkeys(members)), encoding="utf-8")
    paid = [(case.nik, case.name) for case in cases if case.trouble == "paid_by_province"]
    write_provincial_list(path=others / "peserta-provinsi-2026.csv", people=paid)
    write_cases(path=folder / "truth" / "troubles.csv", cases=cases)

"""Which office sends which file: the plan of a whole kabupaten, before anyone is invented."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from payung.config.demo.desa_layouts import DESA_LIST, EXPORT, LETTER, MERGED, SEMICOLON
from payung.config.demo.group_layouts import BLOCKS, GROUP, RECAP
from payung.config.demo.offices import Layout, Office, Whole, is_kelurahan
from payung.config.demo.places import KIND_OF, Kind, is_coastal, spread
from payung.regions.rules import Desa

RECAPS, BLOCK_LISTS = 4, 3  # kecamatan that send one file for all their desa
ENOUGH = 12  # rows below which a trouble of the whole file would not show
TWO_NAMES = frozenset({"Rampa", "Batuah", "Betung", "Pantai Baru"})  # each the name of two desa
WHOLE_SHARE = 0.015  # of the files that can have a trouble, at least one


def planned_offices(*, desas: Sequence[Desa], workers: int, rng: Random) -> list[Office]:
    """All offices, kecamatan by kecamatan, with `workers` people together: one at least in each desa, if it can be."""
    base = 1 if workers >= len(desas) else 0
    spare = spread(workers=workers - base * len(desas), desas=desas, rng=rng)
    counts = {code: count + base for code, count in spare.items()}
    offices = [office for office in _offices(desas=desas, counts=counts, rng=rng) if office.size]
    return _with_photo(_with_troubles(offices, rng), rng)


def _offices(*, desas: Sequence[Desa], counts: Mapping[str, int], rng: Random) -> Iterator[Office]:
    kecamatan: dict[str, list[Desa]] = {}
    for desa in desas:
        kecamatan.setdefault(desa.kecamatan_code, []).append(desa)
    rural = [code for code in kecamatan if KIND_OF[code] is not Kind.TOWN]
    together = rng.sample(rural, RECAPS + BLOCK_LISTS)
    for code, members in kecamatan.items():
        if code in together:
            layout = RECAP if code in together[:RECAPS] else BLOCKS
            sizes = tuple(counts[desa.code] for desa in members)
            yield Office(layout=layout, desas=tuple(members), counts=sizes, file=_file_name(layout, members[0], 1))
        else:
            for desa in members:
                yield from _offices_of_desa(desa=desa, count=counts[desa.code], rng=rng)


def _offices_of_desa(*, desa: Desa, count: int, rng: Random) -> Iterator[Office]:
    """The list of the desa; at the coast often one of its fishers; sometimes a second, later list."""
    layout = LETTER if is_kelurahan(desa) else _usual_layout(rng)
    fishers = int(count * 0.3) if is_coastal(desa) and rng.random() < 0.4 else 0
    later = int((count - fishers) * 0.12) if rng.random() < 0.1 else 0
    for kind, size, part in ((layout, count - fishers - later, 1), (GROUP, fishers, 1), (layout, later, 2)):
        if size:
            yield Office(layout=kind, desas=(desa,), counts=(size,), file=_file_name(kind, desa, part), part=part)


def _usual_layout(rng: Random) -> Layout:
    return rng.choices((DESA_LIST, MERGED, SEMICOLON, EXPORT), (44, 20, 20, 16))[0]


def _file_name(layout: Layout, desa: Desa, part: int) -> str:
    """As offices name files: capitals here, spaces there, the desa nearly always."""
    slug = desa.name.lower().replace(" ", "-")
    name = {
        "desa": f"USULAN PEKERJA RENTAN {desa.name.upper()} 2027",
        "lampiran": f"lampiran-usulan-{slug}",
        "rekap": f"Rekap Kec. {desa.kecamatan}",
        "csv": f"{slug}_usulan",
        "nelayan": f"kelompok nelayan {desa.name}",
        "blok": f"usulan kec {desa.kecamatan.lower()} FIX",
        "surat": f"Surat {desa.name}",
        "aplikasi": f"export_{desa.code}",
    }[layout.key]
    suffix = ".xlsx" if layout is EXPORT and int(desa.code[-1]) % 2 else layout.suffix
    return f"{name}{' (tambahan)' if part == 2 else ''}{suffix}"


def _with_troubles(offices: list[Office], rng: Random) -> list[Office]:
    """Give some offices a trouble of the whole file: each kind to one at least where any can have it."""
    for whole in Whole:
        fit = [i for i, office in enumerate(offices) if _can_have(office, whole)]
        share = 0.5 if whole is Whole.NO_KECAMATAN else WHOLE_SHARE
        for i in rng.sample(fit, min(len(fit), max(1, round(len(fit) * share)))):
            offices[i] = replace(offices[i], whole=whole)
    return offices


def _with_photo(offices: list[Office], rng: Random) -> list[Office]:
    """One desa first sent a picture of its list."""
    lists = [place for place, office in enumerate(offices) if office.layout is DESA_LIST]
    if lists:
        place = rng.choice(lists)
        sent = offices[place]
        photo = replace(sent, counts=(0,), whole=Whole.PHOTO, file=sent.file.replace("USULAN", "FOTO USULAN"))
        offices.insert(place, photo)
    return offices


def _can_have(office: Office, whole: Whole) -> bool:
    if whole not in office.layout.troubles or office.whole is not Whole.NOTHING or whole is Whole.PHOTO:
        return False
    if whole is Whole.NO_KECAMATAN:
        return office.seat.name in TWO_NAMES
    return office.size >= ENOUGH and office.seat.name not in TWO_NAMES

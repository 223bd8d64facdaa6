"""Questions in words and tables; templates only set them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, instant, number
from payung.gateways.lists.columns import Column, Kind, ListRow
from payung.intake.queries import Origin
from payung.matching.queries import DecisionFacts, JoinFacts, Line, Listed, QuestionFacts, Shown, ShownJoins, Side
from payung.matching.rules import Alike, Answer
from payung.people.queries import PersonFacts
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

PER_PAGE = 100
SLUGS = {"terbuka": Listed.OPEN, "diputus": Listed.ANSWERED, "dikembalikan": Listed.RETURNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question as a list shows it."""

    id: int
    who: str
    born: str
    desa: str
    other: str
    other_born: str
    other_desa: str
    alike: str
    origin: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRow:
    """A join as a list shows it."""

    kept: str
    joined: str
    joined_id: int
    desa: str
    made: str
    undone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a list, and the addresses around it."""

    told: str
    rows: Sequence[Row | JoinRow]
    number: int
    pages: int
    before: str
    after: str
    download: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One fact of both sides."""

    name: str
    candidate: str
    holder: str


def tabs(chosen: Listed | None) -> list[tuple[str, str, bool]]:
    """The lists of this room: address, name, whether it is shown. None: the joins."""
    names = {
        Listed.OPEN: _("Menunggu keputusan"),
        Listed.ANSWERED: _("Sudah diputus"),
        Listed.RETURNED: _("Dikembalikan"),
    }
    lists = [
        (f"{reverse('matching:index')}?lihat={slug}", names[listed], listed is chosen) for slug, listed in SLUGS.items()
    ]
    return [*lists, (reverse("matching:joins"), _("Penggabungan"), chosen is None)]


def page(shown: Shown, *, kabupaten: str, slug: str, words: str, wanted: int) -> Page:
    return _page(
        list(rows(shown.lines, kabupaten=kabupaten)),
        told=ngettext("%(n)s pertanyaan", "%(n)s pertanyaan", shown.count) % {"n": number(shown.count)},
        count=shown.count,
        here="matching:index",
        download="matching:download",
        asked={"lihat": slug, "cari": words},
        wanted=wanted,
    )


def joins_page(shown: ShownJoins, *, kabupaten: str, words: str, wanted: int) -> Page:
    return _page(
        join_rows(shown.joins, kabupaten=kabupaten),
        told=ngettext("%(n)s penggabungan", "%(n)s penggabungan", shown.count) % {"n": number(shown.count)},
        count=shown.count,
        here="matching:joins",
        download="matching:joins_download",
        asked={"cari": words},
        wanted=wanted,
    )


def _page(
    found: Sequence[Row | JoinRow],
    *,
    told: str,
    count: int,
    here: str,
    download: str,
    asked: Mapping[str, str],
    wanted: int,
) -> Page:
    pages = max(1, -(-count // PER_PAGE))

    def address(name: str, **more: str) -> str:
        said = {key: word for key, word in {**asked, **more}.items() if word}
        return reverse(name) + (f"?{urlencode(said)}" if said else "")

    return Page(
        told=told,
        rows=found,
        number=wanted,
        pages=pages,
        before=address(here, hal=str(wanted - 1)) if wanted > 1 else "",
        after=address(here, hal=str(wanted + 1)) if wanted < pages else "",
        download=address(download),
        paper=address(here, cetak="ya"),
    )


def rows(lines: list[Line], *, kabupaten: str) -> Iterator[Row]:
    elsewhere = _("di luar wilayah Anda")
    who = names_of_keys([line.decision.made_by for line in lines if line.decision])
    for line in lines:
        yield Row(
            id=line.id,
            who=line.name,
            born=day(line.birth_date),
            desa=desa_name(line.desa_code, kabupaten=kabupaten),
            other=line.other_name or elsewhere,
            other_born=day(line.other_birth_date) if line.other_birth_date else "",
            other_desa=desa_name(line.other_desa_code, kabupaten=kabupaten),
            alike=alike_words(line.alike),
            origin=origin_words(line.origin),
            decision=decision_words(line.decision, who) if line.decision else "",
        )


def pairs(question: QuestionFacts, *, kabupaten: str) -> list[Pair]:
    """Both sides, fact by fact."""
    one, other = _facts(question.candidate, kabupaten), None
    if question.holder:
        other = _facts(question.holder, kabupaten)
    else:
        where = desa_name(question.holder_desa_code, kabupaten=kabupaten)
        other = {**dict.fromkeys(one, _("tidak ditampilkan")), _("Desa"): where}
    return [Pair(name=name, candidate=said, holder=other[name]) for name, said in one.items()]


def person_pairs(kept: PersonFacts, joined: PersonFacts, *, kabupaten: str) -> list[Pair]:
    """Two persons, fact by fact: the one to be joined, and the one that is kept."""
    one, other = _person_facts(joined, kabupaten), _person_facts(kept, kabupaten)
    return [Pair(name=name, candidate=said, holder=other[name]) for name, said in one.items()]


def alike_words(found: Alike) -> str:
    """`2 dari 3 kata nama sama; bulan dan tahun lahir sama`."""
    words = _("%(n)s dari %(of)s kata nama sama") % {"n": found.words, "of": found.of_words}
    parts = [
        name
        for name, is_same in ((_("tanggal"), found.day), (_("bulan"), found.month), (_("tahun"), found.year))
        if is_same
    ]
    if not parts:
        return f"{words}; {_('tanggal lahir berbeda')}"
    listed = ", ".join(parts[:-1]) + (f" {_('dan')} {parts[-1]}" if parts[1:] else parts[0])
    return f"{words}; {_('%(parts)s lahir sama') % {'parts': listed}}"


def origin_words(origin: Origin) -> str:
    """`Desa Rampa, usulan.xlsx, lembar DATA baris 5`."""
    place = _("baris %(row)s") % {"row": origin.row}
    if origin.sheet:
        place = _("lembar %(sheet)s baris %(row)s") % {"sheet": origin.sheet, "row": origin.row}
    return f"{origin.sender}, {origin.file_name}, {place}"


def answer_words(answer: Answer) -> str:
    return {
        Answer.SAME: _("Orang yang sama"),
        Answer.NIK_WRONG: _("NIK salah, dikembalikan"),
        Answer.NIK_TAKEN: _("NIK milik orang pada usulan"),
    }[answer]


def decision_words(decision: DecisionFacts, names: dict[str, str]) -> str:
    """What was decided, by whom, when and why."""
    who = names.get(decision.made_by, decision.made_by)
    return f"{answer_words(decision.answer)} – {who}, {instant(decision.made_at)}: {decision.reason}"


def join_rows(joins: Sequence[JoinFacts], *, kabupaten: str) -> list[JoinRow]:
    who = names_of_keys([key for join in joins for key in (join.made_by, join.undone_by) if key])
    return [
        JoinRow(
            kept=join.kept_name,
            joined=join.joined_name,
            joined_id=join.joined_id,
            desa=desa_name(join.desa_code, kabupaten=kabupaten),
            made=f"{who.get(join.made_by, join.made_by)}, {instant(join.made_at)}: {join.reason}",
            undone=(
                f"{who.get(join.undone_by, join.undone_by)}, {instant(join.undone_at)}: {join.undone_because}"
                if join.undone_at
                else ""
            ),
        )
        for join in joins
    ]


def join_columns() -> list[Column]:
    """The joins as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Digabung"), width=30),
        Column(heading=_("Desa"), width=24),
        Column(heading=_("Dibaca sebagai"), width=30),
        Column(heading=_("Digabung oleh siapa dan mengapa"), width=50),
        Column(heading=_("Dipisahkan oleh siapa dan mengapa"), width=50),
    ]


def join_cells(joins: Sequence[JoinFacts], *, kabupaten: str) -> Iterator[ListRow]:
    for row in join_rows(joins, kabupaten=kabupaten):
        yield ListRow(cells=(row.joined, row.desa, row.kept, row.made, row.undone))


def list_columns() -> list[Column]:
    """The same list as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Nama pada usulan"), width=30),
        Column(heading=_("Lahir"), kind=Kind.DAY),
        Column(heading=_("Desa"), width=24),
        Column(heading=_("Nama yang tercatat"), width=30),
        Column(heading=_("Lahir (tercatat)"), kind=Kind.DAY),
        Column(heading=_("Desa (tercatat)"), width=24),
        Column(heading=_("Kesamaan"), width=40),
        Column(heading=_("Kode tanda terima")),
        Column(heading=_("Asal usulan"), width=50),
        Column(heading=_("Keputusan"), width=50),
    ]


def list_rows(lines: list[Line], *, kabupaten: str) -> Iterator[ListRow]:
    for line, row in zip(lines, rows(lines, kabupaten=kabupaten), strict=True):
        other_born: date | None = line.other_birth_date
        cells = (row.who, line.birth_date, row.desa, row.other, other_born, row.other_desa)
        yield ListRow(cells=(*cells, row.alike, line.origin.receipt_code, row.origin, row.decision))


def desa_name(code: str, *, kabupaten: str) -> str:
    """The name of a desa; its code where the map does not know it."""
    found = gazetteer(kabupaten).by_code.get(plain_code(code))
    return found.name if found else code


def _person_facts(person: PersonFacts, kabupaten: str) -> dict[str, str]:
    unsaid = _("tidak disebut")
    return {
        _("Nama"): person.name,
        _("NIK"): ", ".join(one.nik for one in person.identities if one.to_date is None) or _("tidak ada yang berlaku"),
        _("Tanggal lahir"): day(person.birth_date),
        _("Jenis kelamin"): _("perempuan") if person.sex == "P" else _("laki-laki"),
        _("Desa"): desa_name(person.desa_code, kabupaten=kabupaten),
        _("Alamat"): person.address or unsaid,
        _("Pekerjaan"): person.occupation,
        _("Nomor HP"): person.phone or unsaid,
        _("Ahli waris"): ", ".join(heir.name for heir in person.heirs) or unsaid,
    }


def _facts(side: Side, kabupaten: str) -> dict[str, str]:
    unsaid = _("tidak disebut")
    return {
        _("Nama"): side.name,
        _("Tanggal lahir"): day(side.birth_date),
        _("Jenis kelamin"): _("perempuan") if side.sex == "P" else _("laki-laki"),
        _("Desa"): desa_name(side.desa_code, kabupaten=kabupaten),
        _("Alamat"): side.address or unsaid,
        _("Pekerjaan"): side.occupation,
        _("Nomor HP"): side.phone or unsaid,
        _("Ahli waris"): side.heir or unsaid,
        _("Asal"): "; ".join(map(origin_words, side.origins)) or unsaid,
    }

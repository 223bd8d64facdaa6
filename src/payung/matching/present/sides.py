"""Two persons side by side, fact by fact."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from payung.accounts.wording import day
from payung.matching.present.words import desa_name, origin_words
from payung.matching.queries import QuestionFacts, Side
from payung.matching.queries.pairs import PairFacts
from payung.people.queries import PersonFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One fact of both sides."""

    name: str
    candidate: str
    holder: str


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


def written_pairs(found: PairFacts, *, kabupaten: str) -> list[Pair]:
    """Two persons as they were written, fact by fact: the one who came later, and the earlier one."""
    sides = [
        {_("Nama"): side.name, _("NIK"): nik or _("tidak ada yang berlaku"), **_facts(side, kabupaten)}
        for side, nik in zip((found.high, found.low), reversed(found.niks), strict=True)
    ]
    return [Pair(name=name, candidate=said, holder=sides[1][name]) for name, said in sides[0].items()]


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

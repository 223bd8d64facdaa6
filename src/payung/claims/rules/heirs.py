"""Who are the heirs, in the order of law.md §4.4, and what a person must decide. Not here: how much is owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from payung.claims.rules.family import Relation
from payung.shared.dates import age_on, day_text

SOURCE = "PP 44/2015 pasal 37 ayat (5) dan pasal 40 ayat (2)"
ADULT_AT = 18  # UU 1/1974 pasal 50 ayat (1): whoever is younger and not married has a guardian


class Rank(IntEnum):
    """The order of PP 44/2015 art. 37(5) and 40(2): a later rank counts only where nobody is of an earlier one."""

    FAMILY = 1  # widow, widower, children
    STRAIGHT_LINE = 2  # blood relatives up and down to the second degree
    SIBLINGS = 3
    PARENTS_IN_LAW = 4
    WILL = 5
    NOBODY = 6  # funeral money to whoever buries, the rest to the Dana Jaminan Sosial


RANK_OF = {
    Relation.SPOUSE: Rank.FAMILY,
    Relation.CHILD: Rank.FAMILY,
    Relation.PARENT: Rank.STRAIGHT_LINE,
    Relation.GRANDPARENT: Rank.STRAIGHT_LINE,
    Relation.GRANDCHILD: Rank.STRAIGHT_LINE,
    Relation.SIBLING: Rank.SIBLINGS,
    Relation.PARENT_IN_LAW: Rank.PARENTS_IN_LAW,
    Relation.NAMED_IN_WILL: Rank.WILL,
    Relation.BURIED: Rank.NOBODY,
}
RANK_WORDS = {
    Rank.FAMILY: "janda, duda atau anak",
    Rank.STRAIGHT_LINE: "keluarga sedarah garis lurus sampai derajat kedua",
    Rank.SIBLINGS: "saudara kandung",
    Rank.PARENTS_IN_LAW: "mertua",
    Rank.WILL: "orang yang ditunjuk dalam wasiat",
    Rank.NOBODY: "tidak ada ahli waris",
}
RELATION_WORDS = {
    Relation.SPOUSE: "suami/istri",
    Relation.CHILD: "anak",
    Relation.PARENT: "orang tua",
    Relation.GRANDPARENT: "kakek/nenek",
    Relation.GRANDCHILD: "cucu",
    Relation.SIBLING: "saudara kandung",
    Relation.PARENT_IN_LAW: "mertua",
    Relation.NAMED_IN_WILL: "ditunjuk dalam wasiat",
    Relation.BURIED: "mengurus pemakaman",
}
MAY_BE_MINOR = frozenset({Relation.CHILD, Relation.GRANDCHILD, Relation.SIBLING, Relation.NAMED_IN_WILL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Somebody of the family. Whoever was divorced, or is nobody of the family, is not here."""

    id: int
    name: str
    relation: Relation
    birth_date: date | None = None
    died_on: date | None = None
    marriage_registered: bool | None = None
    separated: bool = False
    acknowledged: bool | None = None
    guardian_name: str = ""
    has_account: bool = False
    receives: bool = False  # the family has said that the money goes to this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Heir:
    """One of the rank, and why. `guardian` is whose account the money of a minor goes to; empty: nobody known yet."""

    id: int
    name: str
    relation: Relation
    why: str
    is_minor: bool = False
    guardian: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeirsAnswer:
    """Who inherits. `undecided` are of the rank only if a person says so; `for_a_person` says what, with the reason."""

    rank: Rank
    heirs: tuple[Heir, ...]
    undecided: tuple[Heir, ...]
    buriers: tuple[Heir, ...]  # where there are no heirs
    missing: tuple[str, ...]
    for_a_person: tuple[str, ...]
    explanation: tuple[str, ...]

    @property
    def has_heirs(self) -> bool:
        """False only where nobody of any rank is known: then the rest goes to the Dana Jaminan Sosial."""
        return self.rank is not Rank.NOBODY

    @property
    def settled(self) -> bool:
        return not (self.undecided or self.missing or self.for_a_person)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """`out` says why this one does not count; `doubts` what a person decides first. Neither: an heir of its rank."""

    kin: Kin
    out: str
    doubts: tuple[str, ...]


def heirs(*, family: Sequence[Kin], died_on: date, on: date) -> HeirsAnswer:
    """The heirs of a worker who died on `died_on`, and whose guardian is needed on `on`.

    Source: PP 44/2015 art. 37(5) and 40(2) (law.md §4.4); the edges K-high, so doubts go to a person.
    Edge: whoever died before the worker does not count; whoever died after was an heir, and their right went on to
    their own heirs. A doubtful one holds the rank: nobody of a later rank inherits until a person has decided.
    """
    judged = [_judged(kin, died_on) for kin in sorted(family, key=_in_order)]
    rank = min((RANK_OF[one.kin.relation] for one in judged if not one.out), default=Rank.NOBODY)
    of_rank = [one for one in judged if not one.out and RANK_OF[one.kin.relation] is rank]
    sure = [one.kin for one in of_rank if not one.doubts]
    found = tuple(_heir(kin, family, on) for kin in sure)
    undecided = tuple(_heir(one.kin, family, on, why=" ".join(one.doubts)) for one in of_rank if one.doubts)
    return HeirsAnswer(
        rank=rank,
        heirs=() if rank is Rank.NOBODY else found,
        undecided=undecided,
        buriers=found if rank is Rank.NOBODY else (),
        missing=tuple(_missing(rank, sure, found)),
        for_a_person=tuple(_for_a_person(rank, of_rank)),
        explanation=tuple(_explanation(rank, judged)),
    )


def is_minor(*, kin: Kin, on: date) -> bool | None:
    """Whether money for this one goes to a guardian; None where the birth date is not known."""
    if kin.relation not in MAY_BE_MINOR:
        return False
    return None if kin.birth_date is None else age_on(birth_date=kin.birth_date, day=on) < ADULT_AT


def _in_order(kin: Kin) -> tuple[int, date, str, int]:
    """Spouses before children, the eldest first: the answer does not depend on the order in which a family is told."""
    return list(Relation).index(kin.relation), kin.birth_date or date.max, kin.name, kin.id


def _judged(kin: Kin, died_on: date) -> _Judged:
    if kin.died_on and kin.died_on < died_on:
        return _Judged(kin=kin, out=f"meninggal {day_text(kin.died_on)}, sebelum peserta", doubts=())
    if kin.relation is Relation.SPOUSE and kin.marriage_registered is False:
        return _Judged(
            kin=kin, out="perkawinannya tidak tercatat, dan hanya perkawinan tercatat yang dihitung", doubts=()
        )
    return _Judged(kin=kin, out="", doubts=tuple(_doubts(kin, died_on)))


def _doubts(kin: Kin, died_on: date) -> list[str]:
    told = []
    if kin.died_on == died_on:
        told.append(
            "Meninggal pada hari yang sama dengan peserta: putuskan siapa yang lebih dahulu menurut surat kematian."
        )
    elif kin.died_on:
        told.append(f"Meninggal {day_text(kin.died_on)}, sesudah peserta: haknya beralih kepada ahli warisnya sendiri.")
    if kin.relation is Relation.SPOUSE and kin.marriage_registered is None:
        told.append("Belum diketahui apakah perkawinannya tercatat: lihat buku nikah atau akta perkawinan.")
    if kin.relation is Relation.CHILD:
        told += _doubts_of_a_child(kin, died_on)
    return told


def _doubts_of_a_child(kin: Kin, died_on: date) -> list[str]:
    told = []
    if kin.acknowledged is None:
        told.append("Belum diketahui apakah tercatat sebagai anak peserta: lihat akta lahir atau KK.")
    elif not kin.acknowledged:
        told.append("Tidak tercatat sebagai anak peserta dalam akta lahir atau KK: putuskan menurut surat ahli waris.")
    if kin.birth_date and kin.birth_date > died_on:
        told.append("Lahir sesudah peserta meninggal: putuskan menurut akta lahirnya.")
    return told


def _heir(kin: Kin, family: Sequence[Kin], on: date, *, why: str = "") -> Heir:
    minor = bool(is_minor(kin=kin, on=on))
    return Heir(
        id=kin.id,
        name=kin.name,
        relation=kin.relation,
        why=why or _why(kin),
        is_minor=minor,
        guardian=_guardian(kin, family, on) if minor else "",
    )


def _why(kin: Kin) -> str:
    if kin.relation is Relation.SPOUSE:
        return "Perkawinannya tercatat; hidup terpisah belum bercerai." if kin.separated else "Perkawinannya tercatat."
    if kin.relation is Relation.CHILD:
        return "Tercatat sebagai anak peserta."
    return f"{RELATION_WORDS[kin.relation].capitalize()}, dan tidak ada yang lebih dekat."


def _guardian(kin: Kin, family: Sequence[Kin], on: date) -> str:
    """Whoever was named; for a child of the worker else the surviving parent, where there is one only."""
    if kin.guardian_name or kin.relation is not Relation.CHILD:
        return kin.guardian_name
    parents = [
        one.name for one in family if one.relation is Relation.SPOUSE and (one.died_on is None or one.died_on > on)
    ]
    return parents[0] if len(parents) == 1 else ""


def _missing(rank: Rank, sure: Sequence[Kin], found: Sequence[Heir]) -> list[str]:
    told = [
        f"Tanggal lahir {kin.name}: yang belum {ADULT_AT} tahun memerlukan wali."
        for kin in sure
        if kin.relation in MAY_BE_MINOR and kin.birth_date is None
    ]
    told += [
        f"Wali {heir.name}, yang belum {ADULT_AT} tahun: uangnya dibayarkan ke rekening wali."
        for heir in found
        if heir.is_minor and not heir.guardian
    ]
    if rank is Rank.NOBODY and not sure:
        return [*told, "Siapa yang mengurus pemakaman: biaya pemakaman dibayarkan kepadanya."]
    paid = [kin for kin in sure if kin.receives] or (sure if len(sure) == 1 else [])
    if sure and not paid:
        told.append("Kepada siapa uangnya dibayarkan: pilih satu atau beberapa menurut surat ahli waris.")
    return told + [f"Nomor rekening untuk {kin.name}." for kin in paid if not kin.has_account]


def _for_a_person(rank: Rank, of_rank: Sequence[_Judged]) -> list[str]:
    told = [
        f"{one.kin.name} ({RELATION_WORDS[one.kin.relation]}). {' '.join(one.doubts)}" for one in of_rank if one.doubts
    ]
    spouses = [one for one in of_rank if one.kin.relation is Relation.SPOUSE]
    if len(spouses) > 1:
        told.append(
            f"Ada {len(spouses)} suami/istri yang mungkin berhak. Peraturan tidak menyebut pembagiannya: "
            "putuskan menurut surat ahli waris."
        )
    if rank is Rank.NOBODY and len(of_rank) > 1:
        told.append(f"{len(of_rank)} orang disebut mengurus pemakaman: putuskan siapa yang membiayainya.")
    return told


def _explanation(rank: Rank, judged: Sequence[_Judged]) -> list[str]:
    """Rank by rank until the one that counts, then whoever does not count, each with its reason."""
    told = [f"Urutan {earlier}, {RANK_WORDS[earlier]}: tidak ada ({SOURCE})." for earlier in Rank if earlier < rank]
    names = _names(one for one in judged if not one.out and RANK_OF[one.kin.relation] is rank)
    if rank is Rank.NOBODY:
        told += [
            f"Biaya pemakaman dibayarkan kepada yang mengurus pemakaman: {names or 'belum diketahui'} ({SOURCE}).",
            f"Santunan kematian dan santunan berkala diserahkan ke Dana Jaminan Sosial ({SOURCE}).",
        ]
    else:
        told.append(f"Urutan {rank}, {RANK_WORDS[rank]}: {names} ({SOURCE}).")
    later = _names(one for one in judged if not one.out and rank < RANK_OF[one.kin.relation] < Rank.NOBODY)
    if later:
        told.append(f"Urutan sesudahnya tidak mewaris selama urutan {rank} ada: {later} ({SOURCE}).")
    return told + [
        f"{one.kin.name} ({RELATION_WORDS[one.kin.relation]}) tidak dihitung: {one.out}." for one in judged if one.out
    ]


def _names(judged: Iterable[_Judged]) -> str:
    return ", ".join(f"{one.kin.name} ({RELATION_WORDS[one.kin.relation]})" for one in judged)

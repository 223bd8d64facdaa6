"""The family of a claim in the office's words: who inherits first, then what is missing, then everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import day, number
from payung.claims.forms.family import RELATION_WORDS
from payung.claims.queries.family import MemberFacts, NotTaken
from payung.claims.rules.heirs import Heir, HeirsAnswer
from payung.claims.rules.kin import relation_written
from payung.people.queries import HeirFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class HeirsShown:
    sentence: str
    sign: str
    missing: Sequence[str]
    for_a_person: Sequence[str]
    explanation: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    id: int
    name: str
    url: str
    relation: str
    about: str
    standing: str
    sign: str
    guardian: str
    phone: str
    account: str
    receives: bool
    may_receive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTake:
    """What the button would bring, and whom somebody adds by hand."""

    sentence: str
    count: int
    by_hand: Sequence[str]


def heirs(answer: HeirsAnswer | None) -> HeirsShown | None:
    if answer is None:
        return None
    return HeirsShown(
        sentence=_sentence(answer),
        sign="covered" if answer.settled else "waiting",
        missing=answer.missing,
        for_a_person=answer.for_a_person,
        explanation=answer.explanation,
    )


def lines(members: Sequence[MemberFacts], answer: HeirsAnswer | None) -> list[MemberLine]:
    found = {one.id: one for one in (*answer.heirs, *answer.buriers)} if answer else {}
    doubtful = {one.id: one for one in answer.undecided} if answer else {}
    return [_line(one, found, doubtful) for one in members]


def taken_off(members: Sequence[MemberFacts]) -> list[tuple[int, str, str, str]]:
    """Id, name, relation and why."""
    return [(one.id, one.name, str(RELATION_WORDS[one.relation]), one.taken_off) for one in members]


def to_take(found: NotTaken) -> ToTake | None:
    if not found:
        return None
    by_hand = [one for one in found.heirs if relation_written(one.relation) is None]
    count = len(found) - len(by_hand)
    told = ngettext("%(n)s orang tertulis", "%(n)s orang tertulis", count) % {"n": number(count)}
    sentence = _("%(told)s pada data peserta dan belum ada di sini.") % {"told": told} if count else ""
    return ToTake(sentence=sentence, count=count, by_hand=[_by_hand(one) for one in by_hand])


def _by_hand(one: HeirFacts) -> str:
    words = {"name": one.name, "relation": one.relation or _("hubungan tidak ditulis")}
    return _("%(name)s (%(relation)s): tambahkan sendiri dengan hubungannya yang tepat.") % words


def _sentence(answer: HeirsAnswer) -> str:
    if answer.buriers or not answer.has_heirs:
        names = _names(answer.buriers)
        if not names:
            return _("Belum ada ahli waris yang tercatat")
        return _("Tidak ada ahli waris; biaya pemakaman untuk %(names)s") % {"names": names}
    if answer.undecided:
        return _("Ahli waris belum dapat dipastikan: putuskan dahulu tentang %(names)s") % {
            "names": _names(answer.undecided)
        }
    return _("Ahli waris: %(names)s") % {"names": _names(answer.heirs)}


def _names(found: Sequence[Heir]) -> str:
    names = [one.name for one in found]
    return _(" dan ").join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _line(one: MemberFacts, found: dict[int, Heir], doubtful: dict[int, Heir]) -> MemberLine:
    heir = found.get(one.id) or doubtful.get(one.id)
    standing, sign = _standing(one.id in found, one.id in doubtful)
    return MemberLine(
        id=one.id,
        name=one.name,
        url=reverse("claims:family_member", args=[one.claim_id, one.id]),
        relation=str(RELATION_WORDS[one.relation]),
        about=_about(one),
        standing=standing,
        sign=sign,
        guardian=_guardian(one, heir),
        phone=one.phone,
        account=" ".join(filter(None, (one.bank, one.account, one.account_holder))),
        receives=one.receives,
        may_receive=one.id in found,
    )


def _standing(is_heir: bool, is_doubtful: bool) -> tuple[str, str]:
    if is_heir:
        return _("berhak"), "covered"
    return (_("perlu diputuskan"), "waiting") if is_doubtful else (_("tidak mewaris"), "notyet")


def _about(one: MemberFacts) -> str:
    born = _("lahir %(day)s") % {"day": day(one.birth_date)} if one.birth_date else _("tanggal lahir belum ditulis")
    died = _("meninggal %(day)s") % {"day": day(one.died_on)} if one.died_on else ""
    return ", ".join(filter(None, (born, died)))


def _guardian(one: MemberFacts, heir: Heir | None) -> str:
    if heir is None or not heir.is_minor:
        return one.guardian_name
    if not heir.guardian:
        return _("belum ada wali")
    relation = f" ({one.guardian_relation})" if one.guardian_name and one.guardian_relation else ""
    return f"{heir.guardian}{relation}"

"""What the desa said at verval of whoever a claim of a death is about, as the page of the claim tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
from payung.accounts.wording import day, month
from payung.contributions.queries.verifying import SaidOf
from payung.contributions.states import VervalAnswer

_WORDS: Mapping[VervalAnswer, str | Promise] = {
    VervalAnswer.WORKING: gettext_lazy("masih hidup dan bekerja. Tanyakan lagi sebelum klaim diteruskan"),
    VervalAnswer.DIED: gettext_lazy("meninggal dunia"),
    VervalAnswer.MOVED: gettext_lazy("pindah"),
    VervalAnswer.WAGE_EARNER: gettext_lazy("menjadi karyawan"),
    VervalAnswer.NOT_FOUND: gettext_lazy("tidak ditemukan"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    sentence: str
    sign: str
    address: str  # of the desa's part of the round; empty where it is not the reader's


def said_lines(found: Iterable[SaidOf], *, actor: Actor) -> list[SaidLine]:
    return [_line(one, actor) for one in found]


def _line(one: SaidOf, actor: Actor) -> SaidLine:
    told = {
        "first": month(one.first_month),
        "last": month(one.last_month),
        "what": _WORDS[one.answer],
        "since": f", {day(one.happened_on)}" if one.happened_on else "",
        "minutes": _(" Berita acaranya sudah bertanda tangan.") if one.has_minutes else "",
    }
    address = reverse("contributions:verval_desa", args=[one.desa_id])
    return SaidLine(
        sentence=_("Verval %(first)s s.d. %(last)s: menurut desa %(what)s%(since)s.%(minutes)s") % told,
        sign="uncovered" if one.answer is VervalAnswer.WORKING else "waiting",
        address=address if may_open(address, actor=actor) else "",
    )

"""A paket SPP-LS and other papers made on request, as pages tell of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.wording import instant, month, number, rupiah, size
from payung.contributions.queries.package import PackageFacts
from payung.contributions.queries.papers import PaperFacts
from payung.contributions.rules.package import Sums
from payung.gateways.letters import shipped_letter
from payung.jobs import queries as jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageStanding:
    """The sentence first: may it be printed, as what, or what stands in the way."""

    headline: str
    sign: str
    about: str
    obstacles: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    url: str
    name: str
    when: str
    who: str
    because: str
    state: str
    sign: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperState:
    """`made` to be taken home, `watched` while a job makes it, `broken` where it could not be made."""

    sentence: str
    sign: str
    made: bool
    watched: bool
    broken: bool


def standing(package: PackageFacts, different: Sequence[str]) -> PackageStanding:
    bill = package.bill
    term = month(bill.first_month) if bill.first_month == bill.last_month else ""
    term = term or f"{month(bill.first_month)} – {month(bill.last_month)}"
    about = f"{package.programme.name} · {package.fund.name} · {term}"
    if different:
        headline, sign = _("Jumlahnya belum sama, jadi paket tidak dapat dicetak"), "uncovered"
    elif package.requested.is_none:
        headline, sign = _("Jumlahnya sama; paket dicetak sebagai RANCANGAN sampai SPP-LS dicatat"), "waiting"
    else:
        headline, sign = _("Jumlahnya sama sampai ke rupiah; paket siap dicetak"), "covered"
    return PackageStanding(headline=headline, sign=sign, about=about, obstacles=different)


def sum_rows(package: PackageFacts, compared: Mapping[str, Sums]) -> list[tuple[str, str, str, str, str, str]]:
    """Each source with its sums; then what is paid after compensation, and what the requests ask."""
    rows = [
        (name, number(one.heads), number(one.months), rupiah(one.jkk_rp), rupiah(one.jkm_rp), rupiah(one.rp))
        for name, one in compared.items()
    ]
    due = package.payable
    rows.append((_("dibayar setelah kompensasi"), "", "", rupiah(due.jkk_rp), rupiah(due.jkm_rp), rupiah(due.rp)))
    shares = {str(scheme): amount for scheme, amount in package.requested.shares_rp.items()}
    if shares:
        asked = [shares.get(scheme, 0) for scheme in ("JKK", "JKM")]
        rows.append((_("SPP-LS"), "", "", rupiah(asked[0]), rupiah(asked[1]), rupiah(sum(asked))))
    return rows


def letters(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, shipped_letter(name).title) for name in names]


def paper_lines(found: Iterable[PaperFacts], *, names: Mapping[str, str]) -> list[PaperLine]:
    lines = []
    for one in found:
        state = paper_state(one)
        lines.append(
            PaperLine(
                url=reverse("contributions:paper", args=[one.id]),
                name=one.name or _("Permintaan %(n)s") % {"n": one.id},
                when=instant(one.made_at or one.asked_at),
                who=names.get(one.asked_by, one.asked_by),
                because=one.because,
                state=state.sentence,
                sign=state.sign,
                sha256=one.sha256,
            )
        )
    return lines


def paper_state(found: PaperFacts) -> PaperState:
    if found.made_at:
        told = {"size": size(found.size), "at": instant(found.made_at)}
        sentence = _("Siap diunduh (%(size)s), dibuat %(at)s") % told
        return PaperState(sentence=sentence, sign="covered", made=True, watched=False, broken=False)
    if found.refused_because:
        return PaperState(sentence=found.refused_because, sign="uncovered", made=False, watched=False, broken=True)
    if found.job_id is None or jobs.failed(found.job_id):
        sentence = _("Pembuatan terhenti karena gangguan di pihak kami. Belum ada yang hilang; mintalah sekali lagi.")
        return PaperState(sentence=sentence, sign="uncovered", made=False, watched=False, broken=True)
    at = jobs.progress(found.job_id)
    sentence = _("Tersusun %(n)s nama") % {"n": number(at.done)} if at else _("Menunggu giliran dibuat")
    return PaperState(sentence=sentence, sign="waiting", made=False, watched=True, broken=False)

"""The fiscal year and its hole as a page tells of them."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.wording import day, month, number
from payung.contributions.present.billing import STATE_WORDS, span
from payung.contributions.queries.calendar import Calendar, HoleMember, TermStanding
from payung.contributions.rules.calendar import Hole


def headline(found: Hole | None) -> str:
    """Whether the turn of the year leaves anybody without contribution."""
    if found is None:
        return _("Perkiraan lubang Januari–Maret dihitung mulai Oktober")
    if not found.person_days:
        return _("Tidak ada lubang iuran pada Januari–Maret %(year)s") % {"year": found.year}
    told = {"n": number(found.people), "days": number(found.person_days), "year": found.year}
    return _("%(n)s peserta tanpa iuran pada Januari–Maret %(year)s: %(days)s orang-hari") % told


def why(found: Hole | None) -> str:
    if found is None:
        return ""
    if found.pays_from is None:
        return _(
            "Belum diisi sejak kapan anggaran %(year)s dapat dilaksanakan, jadi ketiga bulan dihitung penuh. "
            "Isi kalender anggaran di halaman program."
        ) % {"year": found.year}
    return _("Anggaran %(year)s dapat dilaksanakan mulai %(day)s; hari sebelum itu dihitung.") % {
        "year": found.year,
        "day": day(found.pays_from),
    }


def hole_rows(found: Hole | None) -> list[tuple[str, str, str, str]]:
    return [
        (month(one.month), number(one.people), number(one.days), number(one.person_days))
        for one in (found.months if found else ())
    ]


def days(found: Calendar) -> list[tuple[str, str]]:
    entered = found.days
    pairs = [
        (_("Anggaran dapat dilaksanakan mulai"), entered.budget_from_date),
        (_("Perubahan APBD"), entered.budget_revision_date),
        (_("SPM terakhir"), entered.last_payment_order_date),
    ]
    return [(name, day(value) if value else _("belum diisi")) for name, value in pairs]


def term_rows(found: Iterable[TermStanding]) -> list[tuple[str, str, str, Sequence[tuple[str, str, str]]]]:
    """The term, by when it is to be billed and paid, and its bills: address, title, state."""
    return [
        (
            span(one.plan.term.first, one.plan.term.last),
            day(one.plan.bill_by),
            day(one.plan.pay_by),
            [
                (
                    reverse("contributions:bill", args=[bill.id]),
                    _("Tagihan %(number)s, %(fund)s") % {"number": bill.number, "fund": bill.fund_name},
                    str(STATE_WORDS[bill.state]),
                )
                for bill in one.bills
            ],
        )
        for one in found
    ]


def member_rows(found: Iterable[HoleMember]) -> list[tuple[str, str, str, str]]:
    return [(one.name, f"{one.desa}, {one.kecamatan}", one.kpj, number(one.months)) for one in found]

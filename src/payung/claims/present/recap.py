"""The figures of claims in the office's words. No name stands in them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.wording import number, rupiah
from payung.claims.present.words import SCHEME_WORDS, SIGNS, STATE_WORDS
from payung.claims.queries.recap import Recap
from payung.gateways.lists import Cell, Column, Kind


def headline(found: Recap) -> str:
    if not found.claims:
        return _("Belum ada klaim")
    told = {"n": number(found.claims), "paid": rupiah(found.paid_rp)}
    words = ngettext("%(n)s klaim, %(paid)s dibayar BPJS", "%(n)s klaim, %(paid)s dibayar BPJS", found.claims)
    return words % told


def facts(found: Recap) -> list[tuple[str, str]]:
    """What is said once of all: name and value."""
    return [
        (_("Menjadi hak menurut hitungan yang disetujui"), rupiah(found.owed_rp)),
        (_("Dibayar BPJS"), rupiah(found.paid_rp)),
        (_("Selisih terbuka"), _differences(found)),
        (_("Dari laporan sampai uang pertama"), _waited(found)),
        (_("Meninggal dan belum dibayar, hari ini"), _unclaimed(found)),
    ]


def rows(found: Recap) -> list[tuple[str, str, str, str, str, str]]:
    """Scheme, sign, state, claims, owed, paid."""
    return [
        (
            str(SCHEME_WORDS[row.scheme]),
            SIGNS[row.state],
            str(STATE_WORDS[row.state]),
            number(row.claims),
            rupiah(row.owed_rp),
            rupiah(row.paid_rp),
        )
        for row in found.rows
    ]


def total(found: Recap) -> tuple[str, str, str]:
    return number(found.claims), rupiah(found.owed_rp), rupiah(found.paid_rp)


def headings() -> list[Column]:
    return [
        Column(heading=_("Skema"), width=40),
        Column(heading=_("Keadaan"), width=40),
        *(Column(heading=words, kind=Kind.NUMBER) for words in (_("Klaim"), _("Hak (Rp)"), _("Dibayar (Rp)"))),
    ]


def excel_rows(found: Recap) -> Sequence[list[Cell]]:
    """Numbers as numbers, so that they can be summed; what is said once of all beneath."""
    lines: list[list[Cell]] = [
        [str(SCHEME_WORDS[row.scheme]), str(STATE_WORDS[row.state]), row.claims, row.owed_rp, row.paid_rp]
        for row in found.rows
    ]
    lines.append([_("Jumlah"), "", found.claims, found.owed_rp, found.paid_rp])
    lines += [[name, value, None, None, None] for name, value in facts(found)]
    return lines


def _differences(found: Recap) -> str:
    if not found.differences:
        return _("tidak ada")
    told = {"n": number(found.differences), "short": rupiah(found.short_rp), "over": rupiah(found.over_rp)}
    return _("%(n)s: kurang dibayar %(short)s, lebih dibayar %(over)s") % told


def _waited(found: Recap) -> str:
    if found.waited_days is None or found.longest_days is None:
        return _("belum ada yang dibayar")
    told = {"n": number(found.paid_claims), "days": number(found.waited_days), "most": number(found.longest_days)}
    return _("setengah dari %(n)s klaim paling lama %(days)s hari; terlama %(most)s hari") % told


def _unclaimed(found: Recap) -> str:
    if not found.unclaimed:
        return _("tidak ada")
    told = {"n": number(found.unclaimed), "sum": rupiah(found.unclaimed_rp)}
    return _("%(n)s orang, paling sedikit %(sum)s menunggu") % told

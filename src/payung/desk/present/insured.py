"""The insured life of a person as the page tells it: whether they are covered today, what BPJS said, which months were paid."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.wording import day, month, rupiah
from payung.contributions.queries import DueFacts
from payung.contributions.states import BillState
from payung.desk.present.moments import Moment
from payung.desk.queries import Story
from payung.enrolment.queries.answers import RowFacts
from payung.enrolment.states import Outcome, Verdict
from payung.membership.queries.covering import Cover

SIGNS = {"active": "covered", "unpaid": "waiting", "not_started": "waiting", "lapsed": "uncovered"}


def cover_sign(cover: Cover) -> str:
    return SIGNS[cover.answer.status]


def insured(story: Story) -> Iterator[Moment]:
    """Memberships, what BPJS answered, and every month that was owed; the latest first within each."""
    for one in story.cover.memberships:
        yield Moment(
            when=day(one.registered_date),
            what=_("Terdaftar di BPJS"),
            told=_("KPJ %(kpj)s, %(fund)s, %(first)s s.d. %(last)s")
            % {
                "kpj": one.kpj,
                "fund": one.fund_name,
                "first": month(one.first_month),
                "last": month(one.ended_month or one.last_month),
            },
            address=reverse("membership:one", args=[one.id]),
        )
    yield from map(_answered, story.answers)
    yield from _months(story.dues)


def _answered(row: RowFacts) -> Moment:
    accepted = row.verdict is Verdict.ACCEPTED
    told = _("Diterima") if accepted else _("Ditolak: %(words)s") % {"words": row.reason_text or _("tanpa alasan")}
    if row.outcome is Outcome.QUEUED:
        told = _("Menunggu keputusan: %(words)s") % {"words": row.reason_text or told}
    return Moment(
        when=day(row.answered_date),
        what=_("Jawaban BPJS atas batch %(number)s") % {"number": row.batch_number},
        told=_("%(told)s (baris %(row)s)") % {"told": told, "row": row.row},
        address=reverse("enrolment:answer_row", args=[row.id]),
        state="waiting" if row.outcome is Outcome.QUEUED else "covered" if accepted else "uncovered",
    )


def _months(dues: Sequence[DueFacts]) -> Iterator[Moment]:
    """A line for each bill: its months, and when BPJS received them."""
    for bill_id, group in groupby(dues, key=lambda due: due.bill_id):
        owed = list(group)
        first, last = owed[-1].month, owed[0].month
        yield Moment(
            when=day(owed[0].received_date) if owed[0].received_date else _("belum diterima BPJS"),
            what=_("Iuran %(first)s s.d. %(last)s") % {"first": month(first), "last": month(last)},
            told=_("tagihan %(number)s, %(amount)s%(void)s")
            % {
                "number": owed[0].bill_number,
                "amount": rupiah(sum(due.jkk_rp + due.jkm_rp for due in owed)),
                "void": _("; dibatalkan") if owed[0].void else "",
            },
            address=reverse("contributions:bill", args=[bill_id]),
            state=_due_state(owed[0]),
        )


def _due_state(due: DueFacts) -> str:
    if due.void:
        return "uncovered"
    return "covered" if due.state is BillState.RECEIVED else "waiting"

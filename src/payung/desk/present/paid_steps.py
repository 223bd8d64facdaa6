"""Where a programme stands from the decree in force to the reconciled month: batch, verval, bill, receipt, reconciliation."""

from datetime import date

from django.utils.translation import gettext as _

from payung.accounts.rules import Actor
from payung.accounts.wording import day, month, number, rupiah
from payung.contributions.queries import billing_facts, reconciling, reconciling_lists, verifying
from payung.contributions.states import BillState
from payung.desk.present.step import DONE, NOT_BEGUN, WAITS, StepShown, address, listed
from payung.enrolment.queries import batches
from payung.enrolment.states import LineState, State
from payung.programmes.rules.setup import ProgrammeFacts


def sent(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    found = [one for one in batches(programme_id=programme.id) if one.state is not State.SET_ASIDE]
    counts = {state: sum(one.counts.get(state, 0) for one in found) for state in LineState}
    open_ones = counts[LineState.WAITING] + counts[LineState.DOUBTFUL]
    return StepShown(
        name=_("Batch ke BPJS"),
        state=NOT_BEGUN if not found else WAITS if open_ones else DONE,
        told=_("%(accepted)s diterima, %(rejected)s ditolak")
        % {"accepted": number(counts[LineState.ACCEPTED]), "rejected": number(counts[LineState.REJECTED])}
        if found
        else _("Belum ada batch"),
        blocks=listed(
            (counts[LineState.WAITING], _("%(n)s menunggu jawaban")),
            (counts[LineState.DOUBTFUL], _("%(n)s jawaban perlu keputusan")),
        ),
        address=address("enrolment:batches", programme),
    )


def verified(programme: ProgrammeFacts, actor: Actor, _today: date) -> StepShown:
    last = next(iter(verifying.rounds(programme_id=programme.id, actor=actor)), None)
    silent = last.desas - last.answered if last and last.closed_at is None else 0
    return StepShown(
        name=_("Verval desa"),
        state=NOT_BEGUN if last is None else WAITS if silent else DONE,
        told=_("%(answered)s dari %(desas)s desa menjawab untuk %(first)s s.d. %(last)s")
        % {
            "answered": number(last.answered),
            "desas": number(last.desas),
            "first": month(last.first_month),
            "last": month(last.last_month),
        }
        if last
        else _("Belum ada putaran"),
        blocks=_("%(silent)s desa belum menjawab") % {"silent": number(silent)} if silent else "",
        address=address("contributions:verval", programme),
    )


def billed(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    found = [one for one in billing_facts.bills(programme_id=programme.id) if one.state is not BillState.CANCELLED]
    unpaid = [one for one in found if one.state is not BillState.RECEIVED]
    received = [one.receipt.received_date for one in found if one.receipt]
    told = _("%(bills)s tagihan, %(sum)s") % {
        "bills": number(len(found)),
        "sum": rupiah(sum(one.jkk_rp + one.jkm_rp for one in found)),
    }
    if received:
        told = _("%(told)s; terakhir diterima BPJS %(day)s") % {"told": told, "day": day(max(received))}
    return StepShown(
        name=_("Tagihan dan pembayaran"),
        state=NOT_BEGUN if not found else WAITS if unpaid else DONE,
        told=told if found else _("Belum ada tagihan"),
        blocks=_("%(count)s tagihan belum diterima BPJS: pesertanya belum terlindungi untuk bulan itu")
        % {"count": number(len(unpaid))}
        if unpaid
        else "",
        address=address("contributions:bills", programme),
    )


def reconciled(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    lists = reconciling_lists.lists(kind=reconciling_lists.ListKind.INSURER, programme_id=programme.id)
    open_ones = sum(reconciling.open_by_kind(programme_id=programme.id).values())
    return StepShown(
        name=_("Pencocokan"),
        state=NOT_BEGUN if not lists else WAITS if open_ones else DONE,
        told=_("Daftar BPJS terakhir per %(day)s") % {"day": day(lists[0].day)}
        if lists
        else _("Belum ada daftar BPJS"),
        blocks=_("%(count)s selisih belum ditutup") % {"count": number(open_ones)} if open_ones else "",
        address=address("contributions:reconciliation", programme),
    )


PAID_STEPS = (sent, verified, billed, reconciled)

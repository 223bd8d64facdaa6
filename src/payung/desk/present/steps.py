"""Where a programme stands on its way from lists to the reconciled month: each step with its state, its numbers and what blocks it."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from payung.accounts.context import may_open
from payung.accounts.rules import Actor
from payung.accounts.wording import day, number
from payung.decrees.queries.facts import decrees
from payung.decrees.states import HOLDING, State
from payung.desk.present.paid_steps import PAID_STEPS
from payung.desk.present.step import DONE, NOT_BEGUN, WAITS, StepShown, address, listed
from payung.eligibility import queries as eligibility
from payung.eligibility.prechecks import standing as prechecks
from payung.eligibility.rules.words import RequestState
from payung.intake import queries as intake
from payung.matching import queries as matching
from payung.matching.queries.doubts import doubt_count
from payung.programmes.rules.setup import ProgrammeFacts
from payung.selection import queries as selection


def steps(*, programme: ProgrammeFacts, actor: Actor, today: date) -> list[StepShown]:
    """The steps in their order; one whose page the actor may not open leads nowhere."""
    shown = [step(programme, actor, today) for step in _STEPS]
    return [one if not one.address or may_open(one.address, actor=actor) else replace(one, address="") for one in shown]


def _lists(programme: ProgrammeFacts, actor: Actor, _today: date) -> StepShown:
    files = intake.files(programme_id=programme.id, actor=actor)
    waiting = sum(intake.waiting_now(file_ids=[file.id for file in files]).values())
    told = _("%(files)s berkas, %(candidates)s calon peserta") % {
        "files": number(len(files)),
        "candidates": number(sum(file.candidates for file in files)),
    }
    return StepShown(
        name=_("Daftar usulan"),
        state=NOT_BEGUN if not files else WAITS if waiting else DONE,
        told=told if files else _("Belum ada daftar"),
        blocks=_("%(rows)s baris menunggu perbaikan atau keputusan") % {"rows": number(waiting)} if waiting else "",
        address=address("intake:files", programme),
    )


def _persons(programme: ProgrammeFacts, actor: Actor, _today: date) -> StepShown:
    found = len(set(matching.proposed(programme_id=programme.id).person_id.tolist()))
    doubts = doubt_count(actor=actor)
    return StepShown(
        name=_("Siapa orangnya"),
        state=NOT_BEGUN if not found else WAITS if doubts else DONE,
        told=_("%(persons)s orang") % {"persons": number(found)} if found else _("Belum ada calon peserta"),
        blocks=_("%(doubts)s pertanyaan satu atau dua orang, perlu keputusan") % {"doubts": number(doubts)}
        if doubts
        else "",
        address=address("matching:index", programme),
    )


def _asked(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    found = prechecks.requests(programme_id=programme.id)
    answered = sum(one.state is RequestState.ANSWERED for one in found)
    unread = sum(prechecks.unread_counts(programme_id=programme.id).values())
    told = _("%(asked)s permintaan, %(answered)s sudah dijawab seluruhnya") % {
        "asked": number(len(found)),
        "answered": number(answered),
    }
    return StepShown(
        name=_("Pemadanan"),
        state=NOT_BEGUN if not found else WAITS if unread or answered < len(found) else DONE,
        told=told if found else _("Belum ada permintaan"),
        blocks=_("%(lines)s baris jawaban perlu dibaca petugas") % {"lines": number(unread)} if unread else "",
        address=address("eligibility:prechecks", programme),
    )


def _judged(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    run = eligibility.latest_run(programme_id=programme.id)
    open_ones = run.unchecked_count + run.decision_count if run else 0
    return StepShown(
        name=_("Kelayakan"),
        state=NOT_BEGUN if run is None else WAITS if open_ones else DONE,
        told=_("%(eligible)s dari %(persons)s memenuhi syarat")
        % {"eligible": number(run.eligible_count), "persons": number(run.person_count)}
        if run
        else _("Belum dinilai"),
        blocks=listed(
            (run.unchecked_count, _("%(n)s belum diperiksa seluruhnya")),
            (run.decision_count, _("%(n)s orang perlu keputusan")),
        )
        if run
        else "",
        address=address("eligibility:index", programme),
    )


def _selected(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    standing = selection.standing(programme_id=programme.id)
    objected = len(selection.held(selection_id=standing.id)) if standing else 0
    return StepShown(
        name=_("Seleksi dan uji publik"),
        state=NOT_BEGUN if standing is None else WAITS if objected else DONE,
        told=_("%(chosen)s dipilih, %(reserve)s cadangan")
        % {"chosen": number(standing.chosen_count), "reserve": number(standing.reserve_count)}
        if standing
        else _("Belum ada seleksi"),
        blocks=_("%(count)s sanggahan belum dijawab") % {"count": number(objected)} if objected else "",
        address=address("selection:index", programme),
    )


def _decreed(programme: ProgrammeFacts, _actor: Actor, _today: date) -> StepShown:
    found = [one for one in decrees(programme_id=programme.id) if one.state != State.SET_ASIDE]
    in_force = [one for one in found if one.state in HOLDING]
    told = _("Belum ada rancangan")
    if found:
        told = _("%(names)s nama") % {"names": number(sum(one.name_count for one in in_force or found[:1]))}
    if in_force and in_force[-1].signed_date:
        told = _("%(told)s, SK %(number)s tanggal %(day)s") % {
            "told": told,
            "number": in_force[-1].number,
            "day": day(in_force[-1].signed_date),
        }
    return StepShown(
        name=_("Keputusan Bupati"),
        state=NOT_BEGUN if not found else DONE if len(in_force) == len(found) else WAITS,
        told=told,
        blocks=_("%(count)s keputusan belum berlaku") % {"count": number(len(found) - len(in_force))}
        if len(in_force) < len(found)
        else "",
        address=address("decrees:index", programme),
    )


_STEPS = (_lists, _persons, _asked, _judged, _selected, _decreed, *PAID_STEPS)

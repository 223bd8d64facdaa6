"""The demo's year after the decree: batches to BPJS, and answers that come in parts, in two layouts, not all of them clear."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from payung.accounts.rules import Actor
from payung.config.demo.acting import done
from payung.config.demo.insurer_branch import Asked, Branch, answer_apart, fill_in, read_batch
from payung.enrolment import actions as enrolment
from payung.enrolment.actions.answers_learning import learn_reason
from payung.enrolment.actions.answers_settling import settle_row
from payung.enrolment.queries.answers import AnswerFacts, RowFacts, RowsAsked, rows, told_rows
from payung.enrolment.queries.batches import BatchFacts, facts_of
from payung.enrolment.queries.batches_missing import MissingFacts, missing_fields
from payung.enrolment.queries.batches_to_send import to_send
from payung.enrolment.rules.answer_settling import Decision
from payung.enrolment.rules.batches_details import Written
from payung.enrolment.states import Kind, LineState, Outcome, Reason, Verdict
from payung.gateways.sealed_uploads import SealedUpload
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.layout import Told
from payung.programmes.rules.setup import ProgrammeFacts

ODD_WORDS = "MENUNGGU REKAM BIOMETRIK"  # that nobody has told us the meaning of
FILLED_IN = 2_000  # lines up to which the branch fills our own workbook in
FIRST_PART = 0.6
UNANSWERED = 150  # one in so many is not answered at all
MOTHERS = ("Siti Aisyah", "Noorhayati", "Rusmini", "Galuh Maryam", "Masitah", "Andi Nurlela", "Sumarni")


@dataclass(slots=True, kw_only=True)
class Sent:
    """A batch that the branch has, and what it has not answered yet."""

    batch: BatchFacts
    path: Path
    lines: Sequence[Asked]
    rest: Sequence[Asked] = ()


@dataclass(slots=True, kw_only=True)
class Insuring:
    """What the steps of this file have come to."""

    branch: Branch
    sent: list[Sent] = field(default_factory=list)
    answers: list[AnswerFacts] = field(default_factory=list)
    settled: int = 0
    learnt: int = 0


def send_batches(
    insuring: Insuring, *, programme: ProgrammeFacts, kinds: Sequence[Kind], actor: Actor, folder: Path
) -> Iterator[Sent]:
    """Whoever is to be told to BPJS stands in a batch, and the branch has its workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    for fund in programmes.funds(programme_id=programme.id):
        for kind in kinds:
            if to_send(programme_id=programme.id, fund_id=fund.id, kind=kind).wanted:
                drafted = done(enrolment.draft_batch, by=actor, programme_id=programme.id, fund_id=fund.id, kind=kind)
                sent = _send(insuring, drafted, programme=programme, actor=actor, folder=folder)
                insuring.sent.append(sent)
                yield sent


def _send(insuring: Insuring, batch: BatchFacts, *, programme: ProgrammeFacts, actor: Actor, folder: Path) -> Sent:
    missing = missing_fields(batch_id=batch.id, actor=actor)
    if missing:
        done(
            enrolment.complete_details,
            by=actor,
            batch_id=batch.id,
            written=list(_found_out(insuring.branch, missing, programme.kabupaten)),
            source="Ditanyakan ke desa dan kantor cabang",
        )
    done(enrolment.export_batch, by=actor, batch_id=batch.id)
    name, sealed = enrolment.take_workbook(
        batch_id=batch.id, because="Dikirim ke BPJS Ketenagakerjaan", actor=actor, now=timezone.now()
    )
    path = folder / name
    with sealed, path.open("wb") as out:
        out.writelines(sealed)
    today = timezone.localdate()
    sent = done(enrolment.mark_sent, by=actor, batch_id=batch.id, sent_date=today, reference="surel")
    lines = read_batch(path)
    return Sent(batch=sent, path=path, lines=lines, rest=lines)


def _found_out(branch: Branch, missing: Sequence[MissingFacts], kabupaten: str) -> Iterator[Written]:
    """What lists left out and the layout needs: the desa knows the mother's name, the branch the number of a member."""
    niks = people.niks(kabupaten=kabupaten, person_ids=[one.person_id for one in missing])
    for one in missing:
        for lack in one.lacks:
            told = Told(str(lack.fact))
            yield Written(line_id=one.id, field=told, value=_said(branch, told, niks[one.person_id], one.desa_code))


def _said(branch: Branch, told: Told, nik: str, desa_code: str) -> str:
    if told is Told.KPJ:
        return branch.remember(nik).kpj
    if told is Told.MOTHER_NAME:
        return MOTHERS[int(nik[-4:]) % len(MOTHERS)]
    return {
        Told.BIRTH_PLACE: "Kotabaru",
        Told.ADDRESS: "RT 01",
        Told.POSTAL_CODE: f"721{int(desa_code[6:8]):02d}",
        Told.WORK_LOCATION: "Kabupaten Kotabaru",
    }[told]


def answer_first(
    insuring: Insuring, *, programme: ProgrammeFacts, actor: Actor, folder: Path, share: float = FIRST_PART
) -> int:
    """The branch answers this share of each new batch: in our own workbook where that is small. How many lines."""
    before = len(insuring.answers)
    for sent in [one for one in insuring.sent if len(one.rest) == len(one.lines)]:
        part = sent.rest[: max(1, round(len(sent.rest) * share))]
        sent.rest = sent.rest[len(part) :]
        if len(sent.lines) <= FILLED_IN:
            out = folder / f"{sent.path.stem} - jawaban BPJS.xlsx"
            fill_in(batch=sent.path, out=out, lines=part, answer=_answer(insuring.branch, sent))
        else:
            out = folder / f"{sent.path.stem} - jawaban BPJS.csv"
            answer_apart(out=out, lines=part, answer=_answer(insuring.branch, sent), on=timezone.localdate())
        _take(insuring, out, programme=programme, actor=actor)
    return sum(one.row_count for one in insuring.answers[before:])


def _answer(branch: Branch, sent: Sent) -> Callable[[Asked], tuple[str, str]]:
    return branch.put_off if sent.batch.kind is Kind.END else branch.register


def answer_rest(insuring: Insuring, *, programme: ProgrammeFacts, actor: Actor, folder: Path) -> int:
    """Most of the rest in the branch's own layout; a few contradict what it said, a few stay without an answer."""
    before = len(insuring.answers)
    for number, sent in enumerate(insuring.sent):
        if not sent.rest:
            continue
        silent = [one for place, one in enumerate(sent.rest) if place % UNANSWERED == UNANSWERED - 1]
        part = [one for one in sent.rest if one not in silent]
        contradicted = sent.lines[: 3 if number == 0 else 0]
        out = folder / f"hasil upload {sent.batch.number} susulan.csv"
        register = insuring.branch.register
        again = {one.nik for one in contradicted}

        def answer(one: Asked, again: set[str] = again) -> tuple[str, str]:
            return ("", ODD_WORDS) if one.nik in again else register(one)  # noqa: B023 - used before the next turn

        answer_apart(out=out, lines=[*part, *contradicted], answer=answer, on=timezone.localdate())
        sent.rest = silent
        _take(insuring, out, programme=programme, actor=actor)
    return sum(one.row_count for one in insuring.answers[before:])


def _take(insuring: Insuring, path: Path, *, programme: ProgrammeFacts, actor: Actor) -> None:
    received, _ = enrolment.receive_answer(
        programme_id=programme.id,
        came=SealedUpload.of_file(path),
        answered_date=timezone.localdate(),
        actor=actor,
        now=timezone.now(),
    )
    insuring.answers.append(enrolment.apply_answer(answer_id=received.id, now=timezone.now()))


def settle(insuring: Insuring, *, actor: Actor) -> int:
    """Words are learnt, and all but one of the contradictions are decided."""
    learn_reason(
        text=ODD_WORDS,
        reason=Reason.OTHER,
        because="Menurut petugas kantor cabang: sidik jari belum direkam",
        actor=actor,
        now=timezone.now(),
    )
    insuring.learnt += 1
    waiting = told_rows(rows(actor=actor, asked=RowsAsked(outcome=Outcome.QUEUED)), kabupaten=actor.kabupaten)
    for one in waiting[1:]:
        decision, reason = _decided(one)
        settle_row(
            row_id=one.id,
            decision=decision,
            because="Ditanyakan ke kantor cabang (rekaan)",
            actor=actor,
            now=timezone.now(),
            kpj="" if one.kpj or decision is not Decision.ACCEPT else insuring.branch.number(),
            reason=reason,
        )
        insuring.settled += 1
    return insuring.settled


def _decided(one: RowFacts) -> tuple[Decision, Reason | None]:
    """What the branch says on the telephone of a row that nobody could read."""
    if one.our_state is LineState.ACCEPTED:
        return Decision.SET_ASIDE, None
    if one.verdict is Verdict.ACCEPTED:
        return Decision.ACCEPT, None
    return Decision.REJECT, Reason.ACTIVE_BPU


def counted(insuring: Insuring) -> dict[str, int]:
    """Lines sent, accepted, refused, as the batches stand now."""
    stand = [facts_of(sent.batch.id) for sent in insuring.sent]
    return {
        "sent": sum(one.line_count for one in stand),
        "accepted": sum(one.counts.get(LineState.ACCEPTED, 0) for one in stand),
        "rejected": sum(one.counts.get(LineState.REJECTED, 0) for one in stand),
    }

"""Whether a member is covered on a day, in the words of CONTRACTS and in sentences that say why."""

from dataclasses import dataclass
from datetime import date

from payung.law.dated import InForce, Law
from payung.law.questions import CoverQuestion
from payung.law.rules.cover import Jkk, Jkm, Scholarship, Status
from payung.law.rules.receipts import Outcome, Story, story
from payung.shared.dates import Month, day_text

SCHOLARSHIP_WORDS: dict[Scholarship, bool | str] = {
    Scholarship.NO: False,
    Scholarship.YES: True,
    Scholarship.UNCERTAIN: "uncertain",
}
NOT_COUNTED = {
    Outcome.AFTER_THE_DAY: "karena dibayar sesudah tanggal itu",
    Outcome.AFTER_LAPSE: "karena dibayar sesudah perlindungan berhenti, untuk bulan yang sudah lewat",
    Outcome.TWICE: "karena bulannya sudah dibayar",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverAnswer:
    """`law` is the hash of the law used."""

    status: str
    unpaid_months: int
    jkk: str
    jkm: str
    scholarship_jkm: bool | str
    explanation: tuple[str, ...]
    law: str


def cover_answer(question: CoverQuestion, *, law: Law) -> CoverAnswer:
    """Whether the member is covered on the day, and why. Raises LawMissing where the law has a hole."""
    told = story(membership=question.membership, on=question.on, law=law)
    answer = told.standing
    return CoverAnswer(
        status=Status(int(answer.status)).name.lower(),
        unpaid_months=int(answer.unpaid_months),
        jkk=Jkk(int(answer.jkk)).name.lower(),
        jkm=Jkm(int(answer.jkm)).name.lower(),
        scholarship_jkm=SCHOLARSHIP_WORDS[Scholarship(int(answer.scholarship_jkm))],
        explanation=_explanation(told, question=question, in_force=law.on(question.on)),
        law=law.hash,
    )


def _explanation(told: Story, *, question: CoverQuestion, in_force: InForce) -> tuple[str, ...]:
    status = Status(int(told.standing.status))
    if status is Status.NOT_STARTED:
        return (_not_started(question), *_not_counted(told))
    sentences = [
        _counted(told, on=question.on),
        *_restarts(told),
        *_not_counted(told),
        _status(told, status=status, in_force=in_force),
    ]
    if status is not Status.LAPSED:
        sentences += [_jkm(told, in_force=in_force), _scholarship(told, in_force=in_force)]
    return tuple(sentences)


def _not_started(question: CoverQuestion) -> str:
    if question.on < question.membership.registered_on:
        return f"Pada {day_text(question.on)} perlindungan belum mulai: terdaftar {day_text(question.membership.registered_on)}."
    return f"Sampai {day_text(question.on)} belum ada iuran yang dihitung: perlindungan mulai pada hari iuran pertama diterima."


def _counted(told: Story, *, on: date) -> str:
    since, last = Month.numbered(int(told.paid.since_month)), Month.numbered(int(told.paid.last_month))
    earlier = (
        f", di luar {told.paid.earlier_months} bulan sebelum perlindungan pernah berhenti"
        if told.paid.earlier_months
        else ""
    )
    return f"Sampai {day_text(on)} dihitung {told.paid.months} bulan iuran sejak pendaftaran {since.text}{earlier}; terakhir untuk {last.text}."


def _restarts(told: Story) -> list[str]:
    return [
        f"Pembayaran {day_text(payment.paid_on)} untuk {payment.month.text} adalah pendaftaran baru, karena perlindungan sudah berhenti."
        for payment, outcome in told.outcomes
        if outcome is Outcome.RESTARTED
    ]


def _not_counted(told: Story) -> list[str]:
    sentences = []
    for outcome, reason in NOT_COUNTED.items():
        months = [
            f"{payment.month.text} (dibayar {day_text(payment.paid_on)})"
            for payment, its in told.outcomes
            if its is outcome
        ]
        if months:
            sentences.append(f"Tidak dihitung {reason}: {', '.join(months)}.")
    return sentences


def _status(told: Story, *, status: Status, in_force: InForce) -> str:
    unpaid, limit = int(told.standing.unpaid_months), in_force.entry("lapse_months")
    if status is Status.ACTIVE:
        return "Tidak ada bulan lewat yang belum dibayar: JKK berlaku, tanpa masa tunggu."
    first = Month.numbered(int(told.paid.last_month)).plus(1)
    months = first.text if unpaid == 1 else f"{first.text} s.d. {first.plus(unpaid - 1).text}"
    if status is Status.UNPAID:
        return (
            f"Belum dibayar {unpaid} bulan ({months}): sumber hukum belum sepakat, petugas yang memutuskan JKK dan JKM. "
            f"Perlindungan berhenti pada {limit.value} bulan yang belum dibayar."
        )
    return (
        f"Belum dibayar {unpaid} bulan ({months}): perlindungan berhenti pada {limit.value} bulan yang belum dibayar ({limit.regulation}). "
        "Pembayaran berikutnya adalah pendaftaran baru dan tidak berlaku surut."
    )


def _jkm(told: Story, *, in_force: InForce) -> str:
    paid, running = int(told.paid.months), Month.of(in_force.day).number - int(told.paid.since_month)
    entry, wait = in_force.entry("jkm_full_paid_months"), in_force.whole("jkm_full_membership_months")
    need = (
        f"{told.terms.jkm_full_paid_months} bulan iuran dan {wait} bulan sejak pendaftaran"
        if wait
        else f"{entry.value} bulan iuran"
    )
    match Jkm(int(told.standing.jkm)):
        case Jkm.FULL:
            return f"JKM penuh: sudah ada {paid} bulan iuran dan {running} bulan sejak pendaftaran; diperlukan {need} ({entry.regulation})."
        case Jkm.FUNERAL_ONLY:
            return (
                f"JKM hanya biaya pemakaman: baru {paid} bulan iuran; JKM penuh memerlukan {need} ({entry.regulation})."
            )
    if Status(int(told.standing.status)) is Status.UNPAID:
        return "JKM menunggu keputusan petugas karena ada bulan yang belum dibayar."
    complete = Month.numbered(int(told.paid.since_month)).plus(wait).first_day
    return (
        f"JKM perlu keputusan petugas: {paid} bulan iuran sudah cukup, tetapi baru {running} bulan sejak pendaftaran; "
        f"diperlukan {need} ({entry.regulation}), lengkap pada {day_text(complete)}."
    )


def _scholarship(told: Story, *, in_force: InForce) -> str:
    entry, paid, earlier = in_force.entry("scholarship_jkm_paid_months"), told.paid.months, told.paid.earlier_months
    match Scholarship(int(told.standing.scholarship_jkm)):
        case Scholarship.YES:
            return f"Beasiswa JKM: cukup, {paid} bulan iuran dari {entry.value} yang diperlukan ({entry.regulation})."
        case Scholarship.NO:
            return f"Beasiswa JKM: belum, {paid} bulan iuran dari {entry.value} yang diperlukan ({entry.regulation})."
    return (
        f"Beasiswa JKM perlu keputusan petugas: {paid} bulan iuran sejak pendaftaran baru, dan baru mencapai {entry.value} "
        f"bila {earlier} bulan sebelum perlindungan berhenti ikut dihitung ({entry.regulation})."
    )

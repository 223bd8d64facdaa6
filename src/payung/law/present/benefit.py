"""All that a case owes, line by line: each with its formula in numbers and the article it rests on."""

from collections.abc import Iterable

from payung.law.dated import Law
from payung.law.present.benefit_notes import Told, for_a_person, notes
from payung.law.present.formulas import formula
from payung.law.present.parts import PARTS
from payung.law.rules.benefit.case import BenefitAnswer, Case, OwedLine
from payung.law.rules.benefit.owed import Amount, Disability, LossUsed
from payung.law.rules.benefit.whole import owed


def benefit_answer(case: Case, *, law: Law, cover_law: Law) -> BenefitAnswer:
    """What the case owes, with its reasons. `law` is that of benefits, `cover_law` that of cover.

    Raises LawMissing where the law has a hole; ValueError for facts that `benefit_question` refuses.
    """
    answer = owed(case, law=law, cover_law=cover_law)
    told = Told(case=case, owed=answer, cover=cover_law.on(case.event_date))
    return BenefitAnswer(
        regime=answer.regime,
        lines=tuple(map(_line, answer.lines)),
        total_now_rp=answer.total_now_rp,
        scholarship_total_rp=answer.scholarship_total_rp,
        scholarship_schedule=answer.scholarship_schedule,
        notes=notes(told),
        for_a_person=for_a_person(told),
        law=answer.law,
    )


def _line(amount: Amount) -> OwedLine:
    return OwedLine(code=amount.code, amount_rp=amount.amount_rp, formula=formula(amount.parts), source=_source(amount))


def _source(amount: Amount) -> str:
    """Each article once, the one that gives the sum first; of disabilities the rows of the table too."""
    rows = [_row(loss) for loss in amount.parts.losses] if isinstance(amount.parts, Disability) else ()
    return "; ".join(_once((*(entry.citation for entry in amount.entries), *rows)))


def _row(loss: LossUsed) -> str:
    return f"baris {loss.row.row}: {PARTS[loss.row.part]}"


def _once(words: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(words)

"""What the calculators answer, ready to be printed: the sentence first, then every line with its reason and source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, month, month_names, number, rupiah
from payung.law.present.contribution import ContributionAnswer
from payung.law.present.cover import CoverAnswer
from payung.law.questions import ContributionQuestion, CoverQuestion
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    name: str
    amount: str
    explanation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Months in a row that cost the same for the same reasons. `sum` is empty where it would repeat `each`."""

    months: str
    lines: Sequence[LineShown]
    each: str
    told: str
    sum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionShown:
    headline: str
    beneath: str
    uncertain: bool
    stretches: Sequence[Stretch]
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that is covered or not: its state as sign, word and colour."""

    name: str
    state: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverShown:
    headline: str
    beneath: str
    state: str
    facts: Sequence[Fact]
    reasons: Sequence[str]
    law: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBox:
    value: str
    word: str
    label: str
    ticked: bool


SCHEME_NAMES: Mapping[str, str | Promise] = {
    "JKK": gettext_lazy("JKK, kecelakaan kerja"),
    "JKM": gettext_lazy("JKM, kematian"),
}
JKK_STATES: Mapping[str, tuple[str, str | Promise]] = {
    "covered": ("covered", gettext_lazy("berlaku")),
    "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
    "none": ("uncovered", gettext_lazy("tidak berlaku")),
}
JKM_STATES: Mapping[str, tuple[str, str | Promise]] = {
    "full": ("covered", gettext_lazy("berlaku penuh")),
    "funeral_only": ("waiting", gettext_lazy("hanya biaya pemakaman")),
    "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
    "none": ("uncovered", gettext_lazy("tidak berlaku")),
}
SCHOLARSHIP_STATES: Mapping[bool | str, tuple[str, str | Promise]] = {
    True: ("covered", gettext_lazy("sudah cukup bulan iurannya")),
    "uncertain": ("waiting", gettext_lazy("petugas yang memutuskan")),
    False: ("notyet", gettext_lazy("belum cukup bulan iurannya")),
}


def contribution(
    asked: Sequence[ContributionQuestion], answers: Sequence[ContributionAnswer], *, people: int
) -> ContributionShown:
    """What all months and persons together cost, and why. `asked` and `answers` go month by month."""
    total_rp = sum(answer.total_rp for answer in answers) * people
    uncertain = any(answer.uncertain for answer in answers)
    months = _months([question.month for question in asked])
    stretches = [
        _stretch([question.month for question, _answer in group], group[0][1])
        for group in (
            list(group) for _key, group in groupby(zip(asked, answers, strict=True), key=lambda pair: pair[1].lines)
        )
    ]
    head = _("%(sum)s untuk %(months)s") % {"sum": rupiah(total_rp), "months": months}
    person_months = len(asked) * people
    beneath = ""
    if person_months > 1:
        words = {"people": number(people), "months": number(len(asked)), "all": number(person_months)}
        beneath = _("%(people)s orang × %(months)s bulan = %(all)s orang-bulan (OB)") % words
    return ContributionShown(
        headline=head, beneath=beneath, uncertain=uncertain, stretches=stretches, law=answers[0].law[:12]
    )


def _stretch(months: Sequence[Month], answer: ContributionAnswer) -> Stretch:
    each = rupiah(answer.total_rp)
    words = {"each": each, "n": number(len(months)), "sum": rupiah(answer.total_rp * len(months))}
    return Stretch(
        months=_months(months),
        lines=[
            LineShown(
                name=str(SCHEME_NAMES[line.code]),
                amount=rupiah(line.amount_rp),
                explanation=line.explanation,
                source=line.source,
            )
            for line in answer.lines
        ],
        each=each,
        told=_("%(each)s × %(n)s bulan = %(sum)s seorang") % words if len(months) > 1 else "",
        sum=rupiah(answer.total_rp * len(months)),
    )


def _months(months: Sequence[Month]) -> str:
    if len(months) == 1:
        return month(months[0])
    return _("%(first)s s.d. %(last)s") % {"first": month(months[0]), "last": month(months[-1])}


def cover(question: CoverQuestion, answer: CoverAnswer) -> CoverShown:
    """Whether the person is covered on the day, what of it, and why."""
    headline, beneath, state = _standing(answer, on=day(question.on))
    facts = (
        (_("JKK, kecelakaan kerja"), JKK_STATES[answer.jkk]),
        (_("JKM, kematian"), JKM_STATES[answer.jkm]),
        (_("Beasiswa anak dari JKM"), SCHOLARSHIP_STATES[answer.scholarship_jkm]),
    )
    return CoverShown(
        headline=headline,
        beneath=beneath,
        state=state,
        facts=[Fact(name=name, state=its, word=str(word)) for name, (its, word) in facts],
        reasons=answer.explanation,
        law=answer.law[:12],
    )


def _standing(answer: CoverAnswer, *, on: str) -> tuple[str, str, str]:
    """Headline, the line beneath, and the state that gives it sign and colour."""
    words = {"on": on, "n": answer.unpaid_months}
    match answer.status:
        case "active":
            return _("Terlindungi pada %(on)s") % words, "", "covered"
        case "unpaid":
            beneath = ngettext(
                "%(n)s bulan belum dibayar; petugas yang memutuskan.",
                "%(n)s bulan belum dibayar; petugas yang memutuskan.",
                answer.unpaid_months,
            )
            return _("Belum pasti terlindungi pada %(on)s") % words, beneath % words, "waiting"
        case "lapsed":
            beneath = _("Perlindungan sudah berhenti: %(n)s bulan belum dibayar.") % words
            return _("Tidak terlindungi pada %(on)s") % words, beneath, "uncovered"
    return _("Belum terlindungi pada %(on)s") % words, _("Belum ada iuran yang dihitung."), "uncovered"


def month_boxes(months: Iterable[Month], question: BoundField) -> list[tuple[int, list[MonthBox]]]:
    """The months to tick, year by year."""
    ticked, names = set(question.value() or ()), month_names()
    return [
        (
            year,
            [
                MonthBox(value=str(its), word=names[its.month - 1][:3], label=month(its), ticked=str(its) in ticked)
                for its in group
            ],
        )
        for year, group in groupby(months, key=lambda its: its.year)
    ]

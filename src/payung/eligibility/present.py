"""Verdicts in words and tables; templates only set them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import day, instant, number
from payung.eligibility.queries import RulingFacts, RunFacts
from payung.eligibility.rules.facts import JudgementFacts
from payung.eligibility.rules.judging import KINDS
from payung.eligibility.rules.reasons import HEADLINES, Reason, explain
from payung.eligibility.rules.words import Verdict
from payung.gateways.lists.columns import Column, Kind, ListRow
from payung.intake.queries import origin
from payung.matching.queries import candidates_of
from payung.people import queries as people
from payung.programmes.rules.criteria import AUDIENCES, NAMES
from payung.programmes.rules.setup import CriteriaFacts, ProgrammeFacts
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code
from payung.shared.codes import grouped
from payung.shared.nik import masked

PER_PAGE = 100
SLUGS = {
    "memenuhi": Verdict.ELIGIBLE,
    "keputusan": Verdict.DECISION,
    "belum": Verdict.UNCHECKED,
    "tidak": Verdict.NOT_ELIGIBLE,
}
SIGNS = {
    Verdict.ELIGIBLE: "ready",
    Verdict.DECISION: "decision",
    Verdict.UNCHECKED: "waiting",
    Verdict.NOT_ELIGIBLE: "error",
}
MARK_SIGNS = {"+": "ready", "!": "decision", "?": "waiting", "-": "error"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heap:
    """One verdict with how many have it."""

    slug: str
    word: str
    sign: str
    count: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A person as a list shows it. `hindrances`: (sign, sentence), what hinders only."""

    url: str
    name: str
    identity: str
    place: str
    verdict: str
    sign: str
    hindrances: Sequence[tuple[str, str]]
    ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    told: str
    lines: Sequence[Line]
    number: int
    pages: int
    before: str
    after: str
    paper: str
    download: str


def also_proposed(one: JudgementFacts, *, person_id: int) -> list[str]:
    """Who else proposed this person; the verdict stands on the earliest of this programme."""
    others = [
        proposal.candidate_id
        for proposal in candidates_of(person_id=person_id)
        if proposal.candidate_id != one.candidate_id
    ]
    return [
        _("%(who)s, %(when)s, kode tanda terima %(code)s")
        % {"who": came.sender or came.file_name, "when": instant(came.received_at), "code": grouped(came.receipt_code)}
        for came in origin(candidate_ids=others).values()
    ]


def headline(programme: ProgrammeFacts, run: RunFacts | None) -> str:
    """The sentence that answers the page's question."""
    if run is None:
        return _("Belum ada penilaian untuk %(programme)s") % {"programme": programme.name}
    return _("%(count)s dari %(all)s calon memenuhi syarat") % {
        "count": number(run.eligible_count),
        "all": number(run.person_count),
    }


def about(run: RunFacts, criteria: CriteriaFacts) -> str:
    who = names_of_keys([run.made_by]).get(run.made_by, run.made_by)
    return _(
        "Dinilai %(when)s oleh %(who)s menurut syarat versi %(number)s, dengan jawaban yang berlaku pada %(on)s."
    ) % {
        "when": instant(run.made_at),
        "who": who,
        "number": criteria.number,
        "on": day(run.on_date),
    }


def heaps(counts: Mapping[str, int], *, code: str, chosen: Verdict | None) -> list[Heap]:
    """The four verdicts, counted in the actor's part of the map from `marks`-free counts by verdict."""
    here = reverse("eligibility:programme", args=[code])
    return [
        Heap(
            slug=slug,
            word=HEADLINES[verdict],
            sign=SIGNS[verdict],
            count=number(counts.get(verdict, 0)),
            url=f"{here}?{urlencode({'hasil': slug})}",
            current=verdict is chosen,
        )
        for slug, verdict in SLUGS.items()
    ]


def by_reason(mark_counts: Mapping[str, int], *, code: str) -> list[tuple[str, str, str, str, str]]:
    """For each criterion how many do not meet it, need a decision, are not checked: (name, not, asks, unchecked, url)."""
    here = reverse("eligibility:programme", args=[code])
    found = []
    for place, kind in enumerate(KINDS):
        tally: Counter[str] = Counter()
        for marks, count in mark_counts.items():
            tally[marks[place]] += count
        if set(tally) - {"."}:
            url = f"{here}?{urlencode({'syarat': str(kind)})}"
            found.append((NAMES[kind], number(tally["-"]), number(tally["!"]), number(tally["?"]), url))
    return found


def page(lines: Sequence[Line], *, count: int, wanted: int, code: str, asked: Mapping[str, str]) -> Page:
    pages = max(1, -(-count // PER_PAGE))
    here = reverse("eligibility:programme", args=[code])
    said = {name: value for name, value in asked.items() if value}

    def address(**more: str) -> str:
        return f"{here}?{urlencode({**said, **more})}"

    return Page(
        told=ngettext("%(n)s orang", "%(n)s orang", count) % {"n": number(count)},
        lines=lines,
        number=wanted,
        pages=pages,
        before=address(hal=str(wanted - 1)) if wanted > 1 else "",
        after=address(hal=str(wanted + 1)) if wanted < pages else "",
        paper=address(cetak="ya"),
        download=f"{reverse('eligibility:download', args=[code])}?{urlencode(said)}",
    )


def lines(
    judgements: Sequence[JudgementFacts],
    *,
    code: str,
    criteria: CriteriaFacts,
    rulings: Mapping[int, RulingFacts],
    kabupaten: str,
) -> list[Line]:
    """People by name, with what hinders them and what a person has ruled."""
    ids = [one.person_id for one in judgements]
    if not ids:
        return []
    told = people.columns(person_ids=ids)
    niks = people.niks(kabupaten=kabupaten, person_ids=ids)
    years = told.birth_date.astype("datetime64[Y]").astype(int) + 1970
    return [
        Line(
            url=reverse("eligibility:person", args=[code, one.person_id]),
            name=str(told.name[place]),
            identity=" · ".join(
                filter(None, (masked(niks[one.person_id]) if one.person_id in niks else "", str(years[place])))
            ),
            place=f"{desa_name(one.desa_code, kabupaten=kabupaten)}, {one.occupation}",
            verdict=HEADLINES[one.verdict],
            sign=SIGNS[one.verdict],
            hindrances=[(MARK_SIGNS[reason.mark], reason.sentence) for reason in hindering(one, criteria)],
            ruling=ruling_words(rulings[int(told.kept_id[place])]) if int(told.kept_id[place]) in rulings else "",
        )
        for place, one in enumerate(judgements)
    ]


def hindering(one: JudgementFacts, criteria: CriteriaFacts) -> list[Reason]:
    return [reason for reason in explain(judgement=one, criteria=criteria) if reason.mark != "+"]


def reasons(one: JudgementFacts, criteria: CriteriaFacts) -> list[tuple[str, str, str]]:
    """(sign, criterion, sentence), what hinders first."""
    return [
        (MARK_SIGNS[reason.mark], NAMES[reason.kind], reason.sentence)
        for reason in explain(judgement=one, criteria=criteria)
    ]


def judged_as(one: JudgementFacts) -> str:
    return AUDIENCES[one.audience]


def ruling_words(ruling: RulingFacts) -> str:
    """What was ruled, by whom, when and why; and that it was taken back."""
    keys = [key for key in (ruling.made_by, ruling.revoked_by) if key]
    who = names_of_keys(keys)
    words = f"{HEADLINES[ruling.verdict]} – {who[ruling.made_by]}, {instant(ruling.made_at)}: {ruling.reason}"
    if ruling.revoked_at:
        taken = f"{who[ruling.revoked_by]}, {instant(ruling.revoked_at)}: {ruling.revoked_because}"
        return _("%(ruling)s (dicabut %(taken)s)") % {"ruling": words, "taken": taken}
    return words


def list_columns() -> list[Column]:
    """The same list as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Nama"), width=30),
        Column(heading=_("Tahun lahir"), kind=Kind.NUMBER, width=10),
        Column(heading=_("Desa"), width=24),
        Column(heading=_("Pekerjaan"), width=24),
        Column(heading=_("Hasil"), width=24),
        Column(heading=_("Yang menghalangi"), width=80),
        Column(heading=_("Putusan"), width=50),
    ]


def list_rows(
    judgements: Sequence[JudgementFacts], *, criteria: CriteriaFacts, rulings: Mapping[int, RulingFacts], kabupaten: str
) -> Iterator[ListRow]:
    if not judgements:
        return
    told = people.columns(person_ids=[one.person_id for one in judgements])
    years = (told.birth_date.astype("datetime64[Y]").astype(int) + 1970).tolist()
    for place, one in enumerate(judgements):
        ruling = rulings.get(int(told.kept_id[place]))
        yield ListRow(
            cells=(
                str(told.name[place]),
                years[place],
                desa_name(one.desa_code, kabupaten=kabupaten),
                one.occupation,
                HEADLINES[one.verdict],
                " ".join(reason.sentence for reason in hindering(one, criteria)),
                ruling_words(ruling) if ruling else "",
            )
        )


def desa_name(code: str, *, kabupaten: str) -> str:
    """The name of a desa; its code where the map does not know it."""
    found = gazetteer(kabupaten).by_code.get(plain_code(code))
    return found.text if found else code

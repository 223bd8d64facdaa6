"""Which papers a case needs (law.md §4.3), why, from whom, and which of them are there. Pure; the list itself is data."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import Heir, HeirsAnswer
from payung.claims.rules.papers import PaperKind
from payung.claims.states import EventKind, Scheme

YEARLY = frozenset({PaperKind.SCHOLARSHIP_FORM, PaperKind.SCHOOL_LETTER, PaperKind.REPORT_CARD})
_VIOLENCE = re.compile(
    r"\bdi(?:keroyok|tikam|tusuk|bacok|pukul|aniaya|bunuh|rampok|begal|tembak|perkosa)\b"
    r"|\b(?:pe)?(?:ngeroyokan|nikaman|nusukan|mbacokan|mukulan|nganiayaan|mbunuhan|rampokan|begalan|nembakan|merkosaan)\b",
    re.IGNORECASE,
)


class Stage(StrEnum):
    """For which request a paper is wanted."""

    STAGE_ONE = "stage_one"
    STAGE_TWO = "stage_two"
    LOST = "lost"
    DEATH = "death"
    SCHOLARSHIP = "scholarship"  # yearly, on a path of its own: holds up no other request


class When(StrEnum):
    """What must be so for a paper to be wanted."""

    ALWAYS = "always"
    OF_JKM = "of_jkm"
    NOT_OF_DEATH = "not_of_death"
    ON_THE_ROAD = "on_the_road"
    OF_VIOLENCE = "of_violence"
    OF_TREATMENT = "of_treatment"  # treated, or left disabled: a doctor says how it ended
    OF_COSTS = "of_costs"
    OF_TRANSPORT = "of_transport"
    OF_AIDS = "of_aids"
    OF_INABILITY = "of_inability"
    OF_HEIRS = "of_heirs"  # or not known yet
    OF_NO_HEIR = "of_no_heir"


class Each(StrEnum):
    """Of whom one paper each is wanted."""

    CLAIM = "claim"
    HEIR = "heir"  # of age
    SPOUSE = "spouse"  # who is an heir
    MINOR = "minor"  # an heir under age whom no parent in the family can speak for
    NAMED = "named"  # in a will
    BURIED = "buried"  # whoever paid for the burial
    DOUBTFUL_CHILD = "doubtful_child"  # a person decides by its birth certificate
    RECEIVER = "receiver"  # to whom money goes; nobody chosen yet: one of whoever it will be
    PUPIL = "pupil"
    PUPIL_YEAR = "pupil_year"  # anew every year


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRule:
    """One line of the list, as law or practice has it. `until` None: still so."""

    kind: PaperKind
    stage: Stage
    name: str
    when: When
    each: Each
    why: str
    issuer: str
    source: str
    from_date: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody of the family to whom money is paid."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFact:
    """A child whose scholarship lives; `year` is that of the next one to ask for."""

    id: int
    name: str
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCase:
    """What of a claim decides its papers."""

    kind: EventKind
    scheme: Scheme
    event_date: date
    died: bool
    on_the_road: bool = False
    of_violence: bool = False
    treated: bool = False
    has_costs: bool = False
    has_transport: bool = False
    has_aids: bool = False
    has_inability: bool = False
    heirs: HeirsAnswer | None = None  # None: nobody has told of the family yet
    receivers: tuple[Receiver, ...] = ()
    pupils: tuple[PupilFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A scan that came. Not looked at: `seen` is no."""

    id: int
    kind: PaperKind
    about: int | None = None
    year: int | None = None
    seen: bool = False
    returned_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One paper of a case. `there`: an officer has looked at it and found it good; `waits`: to be looked at."""

    kind: PaperKind
    stage: Stage
    name: str
    about: int | None
    about_name: str
    year: int | None
    why: str
    issuer: str
    source: str
    there: bool
    waits: bool
    returned_because: str
    paper_id: int | None  # the scan that stands for it


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersCount:
    """Of the papers that a request needs; scholarships are counted apart."""

    needed: int
    there: int
    waiting: int
    returned: int


def tells_of_violence(text: str) -> bool:
    """Whether what was told names an act of violence: then the police and a doctor must have written of it."""
    return _VIOLENCE.search(text) is not None


def needed(*, case: PaperCase, rules: Sequence[PaperRule], brought: Iterable[Brought] = ()) -> tuple[Needed, ...]:
    """The exact list, in the order of the rules; a paper that two requests want stands once, under the first.

    Source: law.md §4.3 and §4.4, `data/papers.yaml`.
    Edge: the list is that of the day of the event; a scan of a year stands for that year only; one that names nobody
    stands where one human being is asked, for it may have come before the family was known.
    """
    best = _best(brought)
    stages = _stages(case)
    found: dict[tuple[PaperKind, int | None, int | None], Needed] = {}
    for rule in rules:
        if rule.stage not in stages or not _in_force(rule, case.event_date) or not _holds(rule.when, case):
            continue
        people = tuple(_each(rule.each, case))
        for who in people:
            key = (rule.kind, who.about, who.year)
            if key not in found:
                of_nobody = best.get((rule.kind, None, who.year)) if len(people) == 1 else None
                found[key] = _told(rule, who, best.get(key) or of_nobody)
    return tuple(found.values())


def missing(papers: Iterable[Needed]) -> tuple[Needed, ...]:
    """What holds up the request: not there, not of a scholarship."""
    return tuple(one for one in papers if not one.there and one.stage is not Stage.SCHOLARSHIP)


def counted(papers: Iterable[Needed]) -> PapersCount:
    own = [one for one in papers if one.stage is not Stage.SCHOLARSHIP]
    return PapersCount(
        needed=len(own),
        there=sum(one.there for one in own),
        waiting=sum(one.waits for one in own),
        returned=sum(bool(one.returned_because) for one in own),
    )


class _Who(NamedTuple):
    about: int | None = None
    name: str = ""
    year: int | None = None


def _stages(case: PaperCase) -> frozenset[Stage]:
    """Which requests the case makes, or will make. While the scheme of a death is open: what either way wants."""
    found = {Stage.STAGE_ONE, Stage.STAGE_TWO} if case.scheme is Scheme.JKK else set()
    if case.kind is EventKind.LOST_AT_SEA:
        found.add(Stage.LOST)
    if case.died or case.scheme is Scheme.JKM or case.kind is not EventKind.ACCIDENT:
        found.add(Stage.DEATH)
    return frozenset(found | ({Stage.SCHOLARSHIP} if case.pupils else set()))


def _in_force(rule: PaperRule, event_date: date) -> bool:
    return rule.from_date <= event_date and (rule.until is None or event_date <= rule.until)


def _holds(when: When, case: PaperCase) -> bool:
    return {
        When.ALWAYS: True,
        When.OF_JKM: case.scheme is Scheme.JKM,
        When.NOT_OF_DEATH: Stage.DEATH not in _stages(case),
        When.ON_THE_ROAD: case.on_the_road,
        When.OF_VIOLENCE: case.of_violence,
        When.OF_TREATMENT: case.treated,
        When.OF_COSTS: case.has_costs,
        When.OF_TRANSPORT: case.has_transport,
        When.OF_AIDS: case.has_aids,
        When.OF_INABILITY: case.has_inability,
        When.OF_HEIRS: case.heirs is None or case.heirs.has_heirs,
        When.OF_NO_HEIR: case.heirs is not None and not case.heirs.has_heirs,
    }[when]


def _each(each: Each, case: PaperCase) -> Iterable[_Who]:
    """Of whom one paper each is wanted; while nobody is known, one of whoever it will be, where there must be one."""
    if each is Each.CLAIM:
        return (_Who(),)
    if each in (Each.PUPIL, Each.PUPIL_YEAR):
        yearly = each is Each.PUPIL_YEAR
        return (_Who(about=one.id, name=one.name, year=one.year if yearly else None) for one in case.pupils)
    if each is Each.RECEIVER:
        return tuple(_Who(about=one.id, name=one.name) for one in case.receivers) or (_Who(),)
    found = _of(_heirs_of(each, case.heirs)) if case.heirs else ()
    return found or ((_Who(),) if each in (Each.HEIR, Each.BURIED) and not _only_minors(case.heirs) else ())


def _heirs_of(each: Each, answer: HeirsAnswer) -> Iterable[Heir]:
    if each is Each.HEIR:
        return (one for one in answer.heirs if not one.is_minor)
    if each is Each.SPOUSE:  # also whose marriage is not known to be registered: the book decides
        return (one for one in (*answer.heirs, *answer.undecided) if one.relation is Relation.SPOUSE)
    if each is Each.MINOR:
        has_parent = any(one.relation is Relation.SPOUSE for one in answer.heirs)
        return () if has_parent else (one for one in answer.heirs if one.is_minor)
    if each is Each.DOUBTFUL_CHILD:
        return (one for one in answer.undecided if one.relation is Relation.CHILD)
    if each is Each.NAMED:
        return (one for one in answer.heirs if one.relation is Relation.NAMED_IN_WILL)
    return answer.buriers


def _only_minors(answer: HeirsAnswer | None) -> bool:
    return answer is not None and bool(answer.heirs) and all(one.is_minor for one in answer.heirs)


def _of(people: Iterable[Heir]) -> tuple[_Who, ...]:
    return tuple(_Who(about=one.id, name=one.name) for one in people)


def _best(brought: Iterable[Brought]) -> dict[tuple[PaperKind, int | None, int | None], Brought]:
    """Of the scans of one paper: one found good, else one that waits, else the last that was returned."""
    found: dict[tuple[PaperKind, int | None, int | None], Brought] = {}
    for one in sorted(brought, key=lambda one: (_is_good(one), not one.seen, one.id)):
        found[one.kind, one.about, one.year] = one
    return found


def _is_good(one: Brought) -> bool:
    return one.seen and not one.returned_because


def _told(rule: PaperRule, who: _Who, scan: Brought | None) -> Needed:
    return Needed(
        kind=rule.kind,
        stage=rule.stage,
        name=rule.name,
        about=who.about,
        about_name=who.name,
        year=who.year,
        why=rule.why,
        issuer=rule.issuer,
        source=rule.source,
        there=scan is not None and _is_good(scan),
        waits=scan is not None and not scan.seen,
        returned_because=scan.returned_because if scan else "",
        paper_id=scan.id if scan else None,
    )

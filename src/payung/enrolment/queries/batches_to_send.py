"""Who is to be told to BPJS now, by fund and kind of batch: computed anew from decrees, memberships and answers.

A person waits in one batch of a programme at most (who waits in an UBAH DATA may yet end). A refused one goes again once something of it has changed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models.functions import Coalesce

from payung.decrees.queries.in_force import InForceColumns, in_force
from payung.eligibility.prechecks.results import counted
from payung.eligibility.rules.words import Outcome, Register
from payung.enrolment.models import Detail
from payung.enrolment.queries.batches_told import Told, ToldLine, told
from payung.enrolment.rules.batches import bars, kind_of
from payung.enrolment.states import Kind, LineState
from payung.matching.queries import kept
from payung.membership import queries as membership
from payung.membership.queries import STATES, RunningColumns
from payung.membership.states import State
from payung.people import queries as people
from payung.programmes import queries as programmes
from payung.programmes.rules.layout import Told as Detailed
from payung.programmes.rules.setup import ProgrammeFacts

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_ANOTHERS = (Outcome.SELF_PAYING, Outcome.OTHER_PAYER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One who would be in the batch now. Months are `Month.number`; `kpj` empty where none is known."""

    person_id: int
    line_id: int
    membership_id: int | None
    first_month: int
    last_month: int
    kpj: str
    replaces_line_id: int | None


@dataclass(slots=True)
class ToSend:
    """`waiting`: how many more but for a batch that is not answered; `refused`: but for a refusal, nothing changed since."""

    wanted: list[Wanted] = field(default_factory=list)
    waiting: int = 0
    refused: int = 0


Plan = Mapping[tuple[int, Kind], ToSend]


def to_send(*, programme_id: int, fund_id: int, kind: Kind, but_batch_id: int | None = None) -> ToSend:
    """Who would be in such a batch now; `but_batch_id`: as if that one were not there."""
    return plan(programme_id=programme_id, but_batch_id=but_batch_id).get((fund_id, kind), ToSend())


def plan(*, programme_id: int, but_batch_id: int | None = None) -> Plan:
    """Who is to be told what, by fund and kind. Questions to the database grow with chunks only."""
    programme = programmes.by_id(programme_id=programme_id)
    if programme is None:
        return {}
    made = _Plan(programme, told(programme_id=programme.id, but_batch_id=but_batch_id))
    made.register()
    made.follow()
    return made.found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A line that stands, of a decree in force."""

    line_id: int
    person_id: int
    fund_id: int
    first_month: int
    last_month: int
    replaces_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    membership_id: int
    person_id: int
    line_id: int
    fund_id: int
    first_month: int
    last_month: int
    ended: bool


class _Plan:
    """What the plan is made from, read once."""

    def __init__(self, programme: ProgrammeFacts, before: Told) -> None:
        self._programme = programme
        self._lines = in_force(programme_id=programme.id)
        self._members = membership.running(programme_id=programme.id)
        self._told = before
        self._changes = _changes(programme.kabupaten)
        answered = {one.person_id for one in (*self._told.registering.values(), *self._told.facts.values())}
        self._niks = people.nik_indexes(kabupaten=programme.kabupaten, person_ids=sorted(answered))
        self.found: defaultdict[tuple[int, Kind], ToSend] = defaultdict(ToSend)

    def register(self) -> None:
        """Named in force and not a member yet: to be registered, continued or moved."""
        members = {one.person_id: one for one in _member_rows(self._members) if not one.ended}
        lines_of_members = frozenset(self._members.line_id.tolist())
        open_ = [one for one in _named(self._lines) if one.line_id not in lines_of_members]
        moved = {one.person_id: members[one.person_id] for one in open_ if one.person_id in members}
        fresh = [one for one in open_ if one.person_id not in moved]
        kinds = _Kinds(self._programme, [one.person_id for one in fresh], npws=_npws(self._programme.id))
        for one in fresh:
            self._ask(one, kinds.of(one), kpj=kinds.kpj(one.person_id))
        for one in open_:
            member = moved.get(one.person_id)
            if member and member.fund_id != one.fund_id:  # another decree line, of another fund
                self._ask(one, Kind.MOVE, membership_id=member.membership_id)

    def follow(self) -> None:
        """Members who ended, came back, or of whom something changed since BPJS was told."""
        for one in _member_rows(self._members):
            active = self._told.believes_active.get(one.line_id, True)
            if one.ended and active:
                self._tell(one, Kind.END)
            elif not one.ended and not active:
                self._tell(one, Kind.CONTINUE)
            elif not one.ended and self._has_changed(one):
                self._tell(one, Kind.CHANGE)

    def _ask(self, named: "_Named", kind: Kind, *, kpj: str = "", membership_id: int | None = None) -> None:
        before = self._told.registering.get(named.line_id)
        goes_again = before is None or before.kind is not kind or self._may_go_again(before)
        self._put(
            (named.fund_id, kind),
            Wanted(
                person_id=named.person_id,
                line_id=named.line_id,
                membership_id=membership_id,
                first_month=named.first_month,
                last_month=named.last_month,
                kpj=kpj,
                replaces_line_id=named.replaces_id or None,
            ),
            goes_again=goes_again,
        )

    def _tell(self, member: "_Member", kind: Kind) -> None:
        before = self._told.of_member.get(member.line_id, {}).get(kind)
        refused = before is not None and before.membership_id == member.membership_id and _was_refused(before)
        self._put(
            (member.fund_id, kind),
            Wanted(
                person_id=member.person_id,
                line_id=member.line_id,
                membership_id=member.membership_id,
                first_month=member.first_month,
                last_month=member.last_month,
                kpj="",  # of the membership
                replaces_line_id=None,
            ),
            goes_again=not refused or before is None or self._may_go_again(before),
        )

    def _put(self, key: tuple[int, Kind], wanted: Wanted, *, goes_again: bool) -> None:
        heap = self.found[key]
        waits = self._told.waiting.get(wanted.person_id)
        if waits is not None and bars(waits_in=waits.kind, kind=key[1]):
            heap.waiting += 1
        elif goes_again:
            heap.wanted.append(wanted)
        else:
            heap.refused += 1

    def _may_go_again(self, before: ToldLine) -> bool:
        """A refused line: somebody said so, or what BPJS was told of the person is no longer what we know."""
        if not _was_refused(before):
            return False  # accepted: its membership is on its way
        return before.again or self._changed_after(before.person_id, before.exported_at) or self._other_nik(before)

    def _changed_after(self, person_id: int, since: datetime | None) -> bool:
        return since is not None and self._changes.get(person_id, _LONG_AGO) > since

    def _other_nik(self, before: ToldLine) -> bool:
        return self._niks.get(before.person_id, before.nik_index) != before.nik_index

    def _has_changed(self, member: "_Member") -> bool:
        facts = self._told.facts.get(member.line_id)
        return facts is not None and (
            self._other_nik(facts) or self._changed_after(member.person_id, facts.exported_at)
        )


class _Kinds:
    """In which kind of batch persons without membership go: by their KPJ, and by what BPJS said of them last."""

    def __init__(self, programme: ProgrammeFacts, person_ids: Sequence[int], *, npws: Mapping[int, str]) -> None:
        self._cards = membership.cards_of(kabupaten=programme.kabupaten, person_ids=person_ids)
        self._written = _written_kpjs(person_ids)
        self._said = _bpjs_said(programme.kabupaten) if person_ids else {}
        self._npws = npws
        self._before = _npws_before(programme)

    def kpj(self, person_id: int) -> str:
        """What a person wrote down outranks the card that was seen last."""
        return self._written.get(person_id) or next(iter(self._cards.get(person_id, ())), "")

    def of(self, named: _Named) -> Kind:
        said, before = self._said.get(named.person_id), self._before.get(named.person_id, "")
        npw = self._npws.get(named.fund_id, "")
        return kind_of(
            kpj_known=bool(self.kpj(named.person_id)),
            is_ours=said is Outcome.OWN_WADAH,
            is_anothers=said in _ANOTHERS,
            other_wadah=bool(before and npw and before != npw),
        )


def _named(lines: InForceColumns) -> list[_Named]:
    columns = (lines.line_id, lines.person_id, lines.fund_id, lines.first_month, lines.last_month, lines.replaces_id)
    return [
        _Named(
            line_id=line_id,
            person_id=person_id,
            fund_id=fund_id,
            first_month=first_month,
            last_month=last_month,
            replaces_id=replaces_id,
        )
        for line_id, person_id, fund_id, first_month, last_month, replaces_id in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _member_rows(members: RunningColumns) -> list[_Member]:
    ended = STATES.index(State.ENDED)
    columns = (
        *(members.membership_id, kept(person_ids=members.person_id), members.line_id, members.fund_id),
        *(members.first_month, members.last_month, members.state),
    )
    return [
        _Member(
            membership_id=membership_id,
            person_id=person_id,
            line_id=line_id,
            fund_id=fund_id,
            first_month=first_month,
            last_month=last_month,
            ended=state == ended,
        )
        for membership_id, person_id, line_id, fund_id, first_month, last_month, state in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _changes(kabupaten: str) -> dict[int, datetime]:
    """When something of each person changed last that BPJS is told: by a correction, or a detail written down."""
    found = {one.person_id: one.changed_at for one in people.corrections(kabupaten=kabupaten, since=_LONG_AGO)}
    details = Detail.objects.filter(person__kabupaten=kabupaten).order_by("id").values_list("person_id", "made_at")
    for person_id, at in details:
        found[person_id] = max(at, found.get(person_id, _LONG_AGO))
    return found


def _bpjs_said(kabupaten: str) -> dict[int, Outcome]:
    """What BPJS said last of each person, valid or not: an old word is better than none, for the batch itself asks."""
    said = counted().filter(person__kabupaten=kabupaten, register=Register.BPJS)
    rows = said.values_list(Coalesce("person__same_as_id", "person_id"), "outcome")
    outcomes = {str(outcome): outcome for outcome in Outcome}
    return {person_id: outcomes[outcome] for person_id, outcome in rows}


def _written_kpjs(person_ids: Sequence[int]) -> dict[int, str]:
    """KPJs that somebody wrote down for BPJS. Few: asked for all, whoever they are of."""
    wanted = set(person_ids)
    rows = Detail.objects.filter(field=Detailed.KPJ).order_by("id").values_list("person_id", "value")
    return {person_id: kpj for person_id, kpj in rows if person_id in wanted}


def _npws(programme_id: int) -> dict[int, str]:
    return {fund.id: fund.npw for fund in programmes.funds(programme_id=programme_id)}


def _npws_before(programme: ProgrammeFacts) -> dict[int, str]:
    """Under which wadah the members of the period before were, by person."""
    if programme.previous_id is None:
        return {}
    npws = _npws(programme.previous_id)
    members = membership.running(programme_id=programme.previous_id)
    persons = kept(person_ids=members.person_id).tolist()
    return {person: npws.get(fund, "") for person, fund in zip(persons, members.fund_id.tolist(), strict=True)}


def _was_refused(line: ToldLine) -> bool:
    return line.state is LineState.REJECTED

"""Decrees whose requesters are killed: before, inside and after the commit, and before they have their answer.

Each act is asked again under its key until it is acknowledged; whatever was acknowledged must be there, once.

`python -m crash.harness decrees --kills N` in the house of this environment.
"""

from collections import Counter
from itertools import islice
from typing import Any
from uuid import UUID

from crash import acts, house, looking
from crash.asking import Act, Requests, Step
from crash.house import KABUPATEN
from crash.wanted import Wanted
from payung.decrees.rules.change import In, Out
from payung.shared.dates import Month

RESERVE = 6  # one in so many has no place
SWAPPED = 25  # lines that an amendment takes off
STEPS: dict[Act, Step] = {
    acts.draft: Step(
        watched=["crash.acts:draft_decree"], event="draft", audited="draft_decree", statements=36, writes_rows=True
    ),
    acts.amend: Step(
        watched=["crash.acts:amend_decree"], event="draft", audited="amend_decree", statements=40, writes_rows=True
    ),
    acts.replace: Step(
        watched=["crash.acts:replace_by_minutes"],
        event="draft",
        audited="amend_decree",
        statements=40,
        writes_rows=True,
    ),
    acts.check: Step(watched=["crash.acts:check_decree"], event="check", audited="check_decree", statements=12),
    acts.give_back: Step(watched=["crash.acts:return_decree"], event="return", audited="return_decree", statements=12),
    acts.send: Step(
        watched=["crash.acts:send_for_signature"], event="send", audited="send_for_signature", statements=20
    ),
    acts.sign: Step(watched=["crash.acts:record_signature"], event="sign", audited="record_signature", statements=14),
    acts.enforce: Step(
        watched=["crash.acts:put_in_force"], event="put_in_force", audited="put_in_force", statements=30
    ),
    acts.lay_aside: Step(watched=["crash.acts:set_aside"], event="set_aside", audited="set_aside", statements=24),
}


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    story.lay_aside_drafts(2)
    story.issue()
    while not story.requests.are_over:
        story.amend()
    return {
        "kills": story.requests.killer.kills,
        "phases": dict(sorted(story.requests.killer.hit.items())),
        "decrees": len(story.states),
        "lines": len(story.chosen),
        "wrong": story.requests.told,
    }


class Story:
    """What was asked of a house and acknowledged, and therefore must be there."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.requests = Requests(wanted, harness="decrees", steps=STEPS, known=is_known)
        self.dice = self.requests.dice
        self.states: dict[int, str] = {}
        self._build()

    def _build(self) -> None:
        from payung.selection import queries as selections

        places = self.wanted.rows - self.wanted.rows // RESERVE
        self.programme = house.programme("sk", places=places)
        self._before = 0
        house.sent(
            self.programme.id, house.invented(self.wanted.folder / "a.csv", numbers=range(self.wanted.rows)).path
        )
        house.work()
        self.selection_id = house.chosen(self.programme)
        self.chosen = selections.chosen(selection_id=self.selection_id)
        reserve = selections.reserve(selection_id=self.selection_id)
        self._reserve = iter([*zip(reserve.person_id.tolist(), reserve.candidate_id.tolist(), strict=True)])
        self._before = len(looking.events())

    def lay_aside_drafts(self, many: int) -> None:
        for _ in range(many):
            decree_id = self.ask(acts.draft, self.programme.id, self.selection_id)
            for act in self.dice.choice(((), (acts.check,), (acts.check, acts.send))):
                self.ask(act, decree_id)
            self.ask(acts.lay_aside, decree_id)
        self.look()

    def issue(self) -> None:
        self.base = self.ask(acts.draft, self.programme.id, self.selection_id)
        for act in (acts.check, acts.give_back, acts.check, acts.send):
            self.ask(act, self.base)
        self.ask(acts.sign, self.base, len(self.chosen))
        self.ask(acts.enforce, self.base)
        self.look()

    def amend(self) -> None:
        """Some lines of the first decree go, the next of the reserve come; or it is thought better of."""
        out, named = self._swap()
        amendment = self.ask(self.dice.choice((acts.amend, acts.replace)), self.base, out, named)
        if self.dice.random() < 0.2:
            self.ask(acts.lay_aside, amendment)
        else:
            for act in (acts.check, acts.send):
                self.ask(act, amendment)
            self.ask(acts.sign, amendment, len(named))
            self.ask(acts.enforce, amendment)
            self.states[self.base] = "amended"
        self.look()

    def ask(self, act: Act, *words: Any) -> int:
        """The act is acknowledged; its decree."""
        decree_id = self.requests.ask(act, *words)
        if not self.requests.told:
            self.states[decree_id] = self.requests.acknowledged[-1].state
        return decree_id

    def _swap(self) -> tuple[list[Out], list[In]]:
        from payung.decrees.models import Line

        lines = list(Line.objects.filter(decree=self.base, state="named").order_by("number")[:SWAPPED])
        last = Month(2027, self.dice.randint(1, 6))
        out = [Out(line_id=line.pk, last_month=last, because=acts.BECAUSE) for line in lines]
        named = [
            In(
                person_id=person_id,
                candidate_id=candidate_id,
                desa_code=line.desa_code,
                occupation=line.occupation,
                fund_id=line.fund_id,
                replaces_id=line.pk,
            )
            for line, (person_id, candidate_id) in zip(lines, islice(self._reserve, len(lines)), strict=False)
        ]
        return out[: len(named)], named

    def look(self) -> None:
        """What was acknowledged is there once, nothing else is, and all counts agree."""
        from payung.decrees.models import Act as Done
        from payung.decrees.models import Decree
        from payung.decrees.queries.uses import differences

        if self.requests.told:
            return
        acknowledged = self.requests.acknowledged
        due_acts = Counter((one.subject, STEPS[one.act].event, one.key) for one in acknowledged)
        due_events = Counter((f"decrees.{STEPS[one.act].audited}", f"decree:{one.subject}") for one in acknowledged)
        events = looking.events()[self._before :]
        self.requests.told += looking.differences(
            decrees=(dict(Decree.objects.values_list("id", "state")), self.states),
            acts=(Counter(Done.objects.values_list("decree_id", "event", "request_key")), due_acts),
            events=(Counter((event.act, event.subject) for event in events), due_events),
            chain=(looking.broken_chain(), ""),
            counters=(differences(programme_id=self.programme.id), []),
            uses=(stored_uses(self.programme.id), uses_of_places(self.programme.id)),
            changed_lines=(changed_lines(), []),
            lines=(odd_line_counts(), []),
        )


def is_known(key: UUID) -> bool:
    """Whether an act of this request is there."""
    from payung.decrees.models import Act as Done

    return Done.objects.filter(request_key=key).exists()


def stored_uses(programme_id: int) -> dict[str, int]:
    from payung.decrees.models import QuotaUse

    rows = QuotaUse.objects.filter(programme=programme_id).values_list("kind", "used")
    return dict(rows)


def uses_of_places(programme_id: int) -> dict[str, int]:
    """Counted place by place: person-months of the fund. (The programme has no quota; `races` has all kinds.)"""
    from payung.decrees.models import Place

    months = 0
    for place in Place.objects.filter(programme=programme_id).select_related("line"):
        last = min(filter(None, (place.line.last_month, place.freed_month)))
        first = place.line.first_month
        months += max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
    return {"fund": months} if months or Place.objects.exists() else dict.fromkeys(stored_uses(programme_id), 0)


def changed_lines() -> list[int]:
    """Decrees whose lines are not those that were frozen."""
    from payung.decrees.models import Decree
    from payung.decrees.queries.annex import lines_hash

    changed = []
    for decree in Decree.objects.exclude(lines_sha256=""):
        seen = lines_hash(decree_id=decree.pk, kabupaten=KABUPATEN)
        if (seen.text, seen.count) != (decree.lines_sha256, decree.line_count):
            changed.append(decree.pk)
    return changed


def odd_line_counts() -> list[int]:
    """Decrees whose lines are not numbered 1 to their count, or whose standing lines have not a place each."""
    from payung.decrees.models import Decree, Line, Place

    odd = []
    for decree in Decree.objects.all():
        numbers = sorted(Line.objects.filter(decree=decree).values_list("number", flat=True))
        places = Place.objects.filter(line__decree=decree).count()
        due = 0 if decree.state == "set_aside" else len(numbers)
        if numbers != list(range(1, len(numbers) + 1)) or places != due:
            odd.append(decree.pk)
    return odd

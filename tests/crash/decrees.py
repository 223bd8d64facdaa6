"""Decrees whose requesters are killed: before, inside and after the commit, and before they have their answer.

Each act is asked again under its key until it is acknowledged; whatever was acknowledged must be there, once.

`python -m crash.harness decrees --kills N` in the house of this environment.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from crash import acts, house, looking
from crash.deaths import Fate
from crash.faults import deaths_of
from crash.house import KABUPATEN
from crash.processes import Killer, Raised
from crash.wanted import Wanted
from payung.decrees.rules.change import In, Out
from payung.shared.dates import Month

Act = Callable[..., tuple[int, str]]
ANSWER = "answer"  # the phase of `processes`: the act is done, its requester does not know yet
RESERVE = 6  # one in so many has no place
SWAPPED = 25  # lines that an amendment takes off
# Of each act: the event of its step, its name in the audit chain, about how many statements it takes.
STEPS: dict[Act, tuple[str, str, int]] = {
    acts.draft: ("draft", "draft_decree", 36),
    acts.amend: ("draft", "amend_decree", 40),
    acts.replace: ("draft", "amend_decree", 40),
    acts.check: ("check", "check_decree", 12),
    acts.give_back: ("return", "return_decree", 12),
    acts.send: ("send", "send_for_signature", 20),
    acts.sign: ("sign", "record_signature", 14),
    acts.enforce: ("put_in_force", "put_in_force", 30),
    acts.lay_aside: ("set_aside", "set_aside", 24),
}
PHASES = {
    "draft": ["crash.acts:draft_decree"],
    "amend": ["crash.acts:amend_decree"],
    "replace": ["crash.acts:replace_by_minutes"],
    "check": ["crash.acts:check_decree"],
    "give_back": ["crash.acts:return_decree"],
    "send": ["crash.acts:send_for_signature"],
    "sign": ["crash.acts:record_signature"],
    "enforce": ["crash.acts:put_in_force"],
    "lay_aside": ["crash.acts:set_aside"],
}


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    story.lay_aside_drafts(2)
    story.issue()
    while story.killer.kills < wanted.kills and not story.told and not wanted.fault:
        story.amend()
    return {
        "kills": story.killer.kills,
        "phases": dict(sorted(story.killer.hit.items())),
        "decrees": len(story.states),
        "lines": len(story.chosen),
        "wrong": story.told,
    }


class Story:
    """What was asked of a house and acknowledged, and therefore must be there."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.dice = random.Random(wanted.seed)
        self.killer = Killer(mark=wanted.folder / "mark", phases=PHASES, fault=wanted.fault, dice=self.dice)
        self.told: list[str] = []
        self.acknowledged: list[tuple[int, Act, UUID]] = []
        self.states: dict[int, str] = {}
        self._planted = deaths_of("decrees", wanted.fault)
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
        """The act is acknowledged, after requesters who died; its decree. Once something is wrong nothing more is asked."""
        if self.told:
            return 0
        key = uuid4()
        for fate in self._deaths(act):
            lived, _ = self.killer.run(act, *words, key, fate=fate, after=None if fate else self.killer.moment(act))
            if lived:
                break
        answers = [self._asked(act, *words, key) for _ in range(self.dice.randint(1, 2))]
        if len(set(answers)) > 1:
            self.told.append(f"{act.__name__}: a resend was answered otherwise: {answers}")
        if any(isinstance(answer, Raised) for answer in answers):
            self.told.append(f"{act.__name__} was not acknowledged: {answers[0]}")
            return 0
        decree_id, state = answers[0]
        self.states[decree_id] = state
        self.acknowledged.append((decree_id, act, key))
        return decree_id

    def _asked(self, act: Act, *words: Any) -> Any:
        lived, answer = self.killer.run(act, *words)
        return answer if lived else Raised("it died of itself")

    def _deaths(self, act: Act) -> Iterator[Fate | None]:
        """None: at a random moment."""
        if self.wanted.fault:
            found = [fate for fate in self._planted if fate.phase == act.__name__]
            self._planted = [fate for fate in self._planted if fate not in found]
            yield from found
            return
        for _ in range(min(self.dice.choice((0, 1, 1, 2)), self.wanted.kills - self.killer.kills)):
            yield self._fate(act) if self.dice.random() < 0.75 else None

    def _fate(self, act: Act) -> Fate:
        phase, statements = act.__name__, STEPS[act][2]
        drafts = act in (acts.draft, acts.amend, acts.replace)
        return self.dice.choice(
            [
                Fate(phase=phase, event="stated", nth=self.dice.randint(1, statements)),
                Fate(phase=phase, event="rows", nth=self.dice.randint(1, 4))
                if drafts
                else Fate(phase=phase, event="statement", nth=self.dice.randint(1, statements)),
                Fate(phase=phase, event="commit"),
                Fate(phase=phase, event="committed"),
                Fate(phase=ANSWER, event="enter"),
            ]
        )

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

        if self.told:
            return
        due_acts = Counter((decree_id, STEPS[act][0], key) for decree_id, act, key in self.acknowledged)
        due_events = Counter(
            (f"decrees.{STEPS[act][1]}", f"decree:{decree_id}") for decree_id, act, _ in self.acknowledged
        )
        events = looking.events()[self._before :]
        self.told += looking.differences(
            decrees=(dict(Decree.objects.values_list("id", "state")), self.states),
            acts=(Counter(Done.objects.values_list("decree_id", "event", "request_key")), due_acts),
            events=(Counter((event.act, event.subject) for event in events), due_events),
            chain=(looking.broken_chain(), ""),
            counters=(differences(programme_id=self.programme.id), []),
            uses=(stored_uses(self.programme.id), uses_of_places(self.programme.id)),
            changed_lines=(changed_lines(), []),
            lines=(odd_line_counts(), []),
        )


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

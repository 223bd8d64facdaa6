"""Officers at once at the last places, and makers who would check their own decree. Counted after each round.

A round has one kind: a quota (of the programme, a kecamatan, a desa, an occupation), the person-months of a fund, a line
that several replace, two who name the same person, one request sent twice, or a check by the maker. Between rounds the
drafts are set aside, so that each begins with as many places left.

`python -m crash.harness races --rounds N` in the house of this environment.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from tqdm import tqdm

from crash import acts, house, looking
from crash.ground import HELD, SCARCE, Ground, clear, coming, draft, ground, resize
from crash.house import LATER
from crash.officers import Ask, Office, open_office
from crash.processes import Raised
from crash.wanted import Wanted as Told
from payung.accounts.rules import Role
from payung.decrees.rules.change import Out
from payung.decrees.rules.fitting import Wanted

OFFICERS = 4
# Refusals that a race may end with; anything else that is raised is a fault.
NO_ROOM = {"NobodyToName", "PlacesGone", "LineTaken"}
NOT_SO = {"MakerIsChecker", "NotAllowed"}


Round = Callable[[Office, Ground, str, random.Random, Counter[str]], list[str]]


def rehearse(told: Told) -> dict[str, Any]:
    dice = random.Random(told.seed)
    where = ground()
    kinds: dict[str, Round] = dict.fromkeys(SCARCE, last_places)
    if told.fault == "maker rule dropped":
        kinds = {"check": own_check}
    elif not told.fault:
        kinds |= {"replace": same_line, "person": same_person, "request": same_request, "check": own_check}
    wrong: list[str] = []
    raced: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    before = len(looking.events())
    with open_office(many=OFFICERS, fault=told.fault) as office:
        for number in tqdm(range(told.rounds), unit="round", disable=None):
            kind = [*kinds][number % len(kinds)]
            found = [*kinds[kind](office, where, kind, dice, seen), *oversold(where)]
            wrong += [f"round {number}, {kind}: {each}" for each in found]
            raced[kind] += 1
            if wrong:
                break
            clear(where)
    wrong += looking.differences(
        chain=(looking.broken_chain(), ""),
        events=(Counter(event.subject for event in looking.events()[before:]), acts_by_decree(where)),
    )
    return {"rounds": sum(raced.values()), "kinds": dict(raced), "seen": dict(sorted(seen.items())), "wrong": wrong}


# The rounds.


def last_places(office: Office, where: Ground, kind: str, dice: random.Random, seen: Counter[str]) -> list[str]:
    """Few places are left and more are asked for: all that are left are given, to somebody, once."""
    left, each = dice.randint(1, 3), dice.randint(1, 2)
    resize(where, HELD + left, scarce=kind)
    people = iter(where.people[HELD:])
    asks = [asked(where, [next(people) for _ in range(each)]) for _ in range(OFFICERS)]
    answers = office.race(asks)
    given = sum(named(answer) for answer in answers if not isinstance(answer, Raised))
    seen[f"{left} left, {each} each, {sum(not isinstance(answer, Raised) for answer in answers)} drafts"] += 1
    return unexpected(answers, NO_ROOM) + looking.differences(given=(given, left))


def same_line(office: Office, where: Ground, kind: str, dice: random.Random, seen: Counter[str]) -> list[str]:
    """All replace the same line by somebody else: one does."""
    from payung.decrees.models import Line

    resize(where, HELD)
    line = dice.choice(list(Line.objects.filter(decree=where.base)))
    out = [Out(line_id=line.pk, last_month=None, because=acts.BECAUSE)]
    act = dice.choice((acts.amend, acts.replace))
    asks: list[Ask] = [
        (act, (where.base, out, [coming(one, replaces=line.pk)], uuid4()))
        for one in where.people[HELD : HELD + OFFICERS]
    ]
    answers = office.race(asks)
    seen[" ".join(["replace:", *sorted({answer for answer in answers if isinstance(answer, Raised)})])] += 1
    return unexpected(answers, NO_ROOM) + looking.differences(replaced=(done(answers), 1))


def same_person(office: Office, where: Ground, kind: str, dice: random.Random, seen: Counter[str]) -> list[str]:
    """All name the same person: one place is taken."""
    resize(where, HELD + OFFICERS)
    one = dice.choice(where.people[HELD:])
    answers = office.race([asked(where, [one]) for _ in range(OFFICERS)])
    return unexpected(answers, NO_ROOM) + looking.differences(named=(done(answers), 1))


def same_request(office: Office, where: Ground, kind: str, dice: random.Random, seen: Counter[str]) -> list[str]:
    """One request comes several times at once, as by a double click: one decree, and all are told of it."""
    resize(where, HELD + OFFICERS)
    ask = asked(where, [dice.choice(where.people[HELD:])])
    answers = office.race([ask] * OFFICERS)
    return unexpected(answers, set()) + looking.differences(decrees=(len(set(answers)), 1))


def own_check(office: Office, where: Ground, kind: str, dice: random.Random, seen: Counter[str]) -> list[str]:
    """The maker checks, under every role and from two sessions, while somebody else checks, returns, or drops a name."""
    from payung.decrees.models import Act, Decree

    resize(where, HELD + 2)
    decree_id = answer_of(asked(where, where.people[HELD : HELD + 2]))
    made_by = Decree.objects.get(id=decree_id).made_by
    asks: list[Ask] = [
        (check_as, (decree_id, made_by, (Role.OPERATOR,), uuid4())),
        (check_as, (decree_id, made_by, (Role.OPERATOR, Role.HEAD), uuid4())),
        (check_as, (decree_id, made_by, (Role.HEAD,), uuid4())),
        dice.choice(
            [
                (check_as, (decree_id, house.CHECKER.key, (Role.OPERATOR,), uuid4())),
                (check_and_return, (decree_id, uuid4(), uuid4())),
                (drop_and_check, (decree_id, where.people[HELD].person_id, uuid4(), uuid4())),
            ]
        ),
    ]
    dice.shuffle(asks)
    answers = office.race(asks)
    found = Decree.objects.get(id=decree_id)
    seen[f"check: {found.state} by {found.checked_by or 'nobody'}"] += 1
    own = list(Decree.objects.filter(checked_by=F("made_by")).values_list("id", flat=True))
    changed = Act.objects.filter(event="drop", decree__checked_by=F("made_by")).values_list("decree_id", flat=True)
    return unexpected(answers, NOT_SO) + looking.differences(self_approved=([*own, *changed], []))


# What officers do.


def check_as(decree_id: int, key: str, roles: tuple[Role, ...], request_key: UUID) -> int:
    from payung.decrees.actions import check_decree

    return check_decree(decree_id=decree_id, request_key=request_key, actor=house.actor(key, *roles), now=LATER).id


def check_and_return(decree_id: int, first: UUID, second: UUID) -> int:
    acts.check(decree_id, first)
    return acts.give_back(decree_id, second)[0]


def drop_and_check(decree_id: int, person_id: int, first: UUID, second: UUID) -> int:
    """Whoever drops a name has made the draft too."""
    from payung.decrees.actions import drop_lines

    words = {"because": acts.BECAUSE, "request_key": first, "actor": house.CHECKER, "now": LATER}
    drop_lines(decree_id=decree_id, person_ids=[person_id], **words)
    return acts.check(decree_id, second)[0]


def asked(where: Ground, people: Sequence[Wanted]) -> Ask:
    return draft, (where.programme, people, uuid4())


def answer_of(ask: Ask) -> Any:
    act, words = ask
    return act(*words)


# What is looked at.


def unexpected(answers: Sequence[Any], allowed: set[str]) -> list[str]:
    odd = sorted({answer for answer in answers if isinstance(answer, Raised)} - allowed)
    return [f"raised {', '.join(odd)}"] if odd else []


def done(answers: Sequence[Any]) -> int:
    return sum(not isinstance(answer, Raised) for answer in answers)


def named(decree_id: int) -> int:
    from payung.decrees.models import Line

    return Line.objects.filter(decree=decree_id).count()


def oversold(where: Ground) -> list[str]:
    """Counters beyond their capacity, or that say something else than the places do; also counted here by ourselves."""
    from payung.decrees.models import Place, QuotaUse, Strike
    from payung.decrees.queries.uses import differences

    told = [f"{each}" for each in differences(programme_id=where.programme.id)]
    places = Place.objects.filter(programme=where.programme.id, freed_month=None).count()
    replacing = Strike.objects.filter(decree__programme=where.programme.id, withdrawn=False).count()
    for use in QuotaUse.objects.filter(programme=where.programme.id):
        months = where.programme.months if use.kind == "fund" else 1
        told += looking.differences(
            used=(use.used, (places - replacing) * months),  # who replaces takes the place that a line will free
            beyond=(max(0, use.used - use.capacity), 0),
        )
    return told


def acts_by_decree(where: Ground) -> Counter[str]:
    """As many events as acts, of each decree that was drawn up in the race."""
    from payung.decrees.models import Act

    found = Act.objects.exclude(decree=where.base).values_list("decree_id", flat=True)
    return Counter(f"decree:{decree_id}" for decree_id in found)

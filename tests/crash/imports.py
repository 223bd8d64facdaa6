"""Imports whose workers are killed: in every phase, at told events and at random moments. What is left is counted.

`python -m crash.harness imports --kills N` in the house of this environment.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from crash import house, looking, scene
from crash.deaths import Fate
from crash.faults import deaths_of
from crash.house import Invented
from crash.processes import Killer, Raised
from crash.wanted import Wanted

PHASES = {
    "receive": ["crash.house:receive_list"],
    "job": ["payung.jobs.worker:LivingWorker.run_task"],
    "begin": ["payung.intake.importing:begin_import"],
    "check": ["payung.intake.importing:check_and_seal"],
    "seal": ["payung.intake.sealed_check:write_result"],
    "count": ["payung.intake.importing:record_counts"],
    "store": ["payung.intake.importing:store_rows"],
    "finish": ["payung.intake.importing:finish_import"],
    "matching": ["payung.matching.tasks:match_candidates"],
    "settle": ["payung.matching.actions.candidates:settle"],
    "record": ["payung.matching.actions.candidates:_record"],
}
# Each with how many of it a list of this size has.
RECEIVING = {("receive", "stated"): 8, ("receive", "commit"): 1, ("receive", "committed"): 1, ("receive", "exit"): 1}
WORKING = {
    ("begin", "stated"): 2,
    ("begin", "committed"): 1,
    ("check", "enter"): 1,
    ("check", "stated"): 8,
    ("seal", "enter"): 1,
    ("seal", "exit"): 1,
    ("check", "exit"): 1,
    ("count", "stated"): 1,
    ("store", "rows"): 8,
    ("store", "stated"): 12,
    ("store", "commit"): 3,
    ("store", "committed"): 2,
    ("finish", "stated"): 8,
    ("finish", "commit"): 1,
    ("finish", "committed"): 1,
    ("settle", "rows"): 12,
    ("settle", "exit"): 2,
    ("matching", "commit"): 5,
    ("matching", "committed"): 5,
    ("record", "stated"): 5,
    ("record", "commit"): 1,
    ("record", "committed"): 1,
    ("job", "stated"): 3,
}
KILLS_A_LIST = 7
KNOWN_ONES = 5  # one in so many of a list was in the list before


def rehearse(wanted: Wanted) -> dict[str, Any]:
    """The harness itself: lists are sent and imported until enough workers have died of it."""
    dice = random.Random(wanted.seed)
    killer = Killer(mark=wanted.folder / "mark", phases=PHASES, fault=wanted.fault, dice=dice)
    programme_id = house.programme("impor").id
    told: list[str] = []
    lists: list[Invented] = []
    while killer.kills < wanted.kills and not told and len(lists) < 40:
        lists.append(next_list(wanted, len(lists)))
        told = one_list(wanted, killer, dice, programme_id, lists)
    return {
        "kills": killer.kills,
        "phases": dict(sorted(killer.hit.items())),
        "lists": len(lists),
        "rows": sum(each.rows for each in lists),
        "wrong": told,
    }


def next_list(wanted: Wanted, number: int) -> Invented:
    first = number * wanted.rows * (KNOWN_ONES - 1) // KNOWN_ONES
    return house.invented(wanted.folder / f"{number}.csv", numbers=range(first, first + wanted.rows), bad=20)


def one_list(
    wanted: Wanted, killer: Killer, dice: random.Random, programme_id: int, lists: Sequence[Invented]
) -> list[str]:
    """The last list is sent, again and again, and imported by workers of which all but one die; what is wrong then."""
    path = lists[-1].path
    ends = wanted.kills - killer.kills
    told = send(wanted, killer, dice, programme_id, path)

    def resend() -> None:
        told.extend(resent(programme_id, path, said="while it is imported"))

    for fate in fates(wanted, dice, most=min(ends, KILLS_A_LIST)):
        after = None if fate else killer.moment(house.work)
        lived, _ = killer.run(house.work, fate=fate, after=after, meanwhile=resend)
        until_free()
        resend()
        if lived:
            break
    killer.run(house.work)
    told += resent(programme_id, path, said="after it was imported")
    return told + wrong(programme_id, lists)


def send(wanted: Wanted, killer: Killer, dice: random.Random, programme_id: int, path: Path) -> list[str]:
    """The list is acknowledged, perhaps after a sender or two that died."""
    planted = [fate for fate in deaths_of("imports", wanted.fault) if fate.phase == "receive"]
    for fate in planted or ([drawn(dice, RECEIVING)] if dice.random() < 0.7 else []):
        killer.run(house.sent, programme_id, path, fate=fate)
    lived, answer = killer.run(house.sent, programme_id, path)
    return [] if lived and not isinstance(answer, Raised) else [f"the list was not taken: {answer}"]


def resent(programme_id: int, path: Path, *, said: str) -> list[str]:
    """The same list is told to be known."""
    file, is_new = house.sent(programme_id, path)
    return [f"a resend {said} was new: file {file.id}"] if is_new else []


def fates(wanted: Wanted, dice: random.Random, *, most: int) -> Iterator[Fate | None]:
    """Deaths in the order of the phases, so that each is still to come; None: at a random moment."""
    if wanted.fault:
        yield from (fate for fate in deaths_of("imports", wanted.fault) if fate.phase != "receive")
        return
    order = list(WORKING)
    found = [drawn(dice, WORKING) for _ in range(most)]
    for fate in sorted(found, key=lambda fate: order.index((fate.phase, fate.event))):
        yield fate if dice.random() < 0.7 else None


def drawn(dice: random.Random, events: dict[tuple[str, str], int]) -> Fate:
    (phase, event), most = dice.choice([*events.items()])
    return Fate(phase=phase, event=event, nth=dice.randint(1, most))


def until_free() -> None:
    """PostgreSQL sees a moment later that its client is gone."""
    from payung.jobs.queries import running

    for job_id in running():
        scene.wait_until(lambda job_id=job_id: scene.is_free(job_id))


def wrong(programme_id: int, lists: Sequence[Invented]) -> list[str]:
    """What should be there and is not, or is twice; nothing for a house in order."""
    from payung.intake.models import Candidate, ReceivedFile, Row
    from payung.jobs.models import Job
    from payung.matching.models import Link
    from payung.people.models import Identity, Person

    told = looking.unfinished_jobs()
    files = list(ReceivedFile.objects.filter(programme=programme_id).order_by("id"))
    good = Counter(name for each in lists for name in each.names)
    found = Counter(Candidate.objects.filter(programme=programme_id).values_list("name", flat=True))
    distinct = len({nik for each in lists for nik in each.niks})
    told += looking.differences(
        files=(len(files), len(lists)),
        jobs=(Job.objects.count(), len(lists)),
        states=({file.state for file in files}, {"checked"}),
        rows=(Row.objects.count(), sum(each.rows for each in lists)),
        candidates=(sum(found.values()), sum(good.values())),
        doubled=(sum((found - good).values()), 0),
        lost=(sum((good - found).values()), 0),
        links=(Link.objects.count(), sum(good.values())),
        persons=(Person.objects.count(), distinct),
        niks=(Identity.objects.filter(to_date=None).count(), distinct),
        left_in_the_clear=([path.name for path in (settings.PAYUNG_HOME / "tmp").glob("*")], []),
    )
    for file, each in zip(files, lists, strict=False):
        told += looking.differences(
            counts=((file.row_count, file.candidate_count, file.waiting_count), (each.rows, len(each.names), each.bad)),
        )
    return told + wrong_events([file.pk for file in files], links=sum(good.values()))


def wrong_events(file_ids: Sequence[int], *, links: int) -> list[str]:
    """One event a list, one a matching that found somebody; together they tell of every candidate."""
    events = looking.events()
    imports = Counter(event.subject for event in events if event.act == "intake.import_list")
    matches = [event.facts for event in events if event.act == "matching.match_candidates"]
    return looking.differences(
        events_of_imports=(dict(imports), {f"file:{file_id}": 1 for file_id in file_ids}),
        events_of_matching=(len(matches), len(file_ids)),
        matched=(sum(facts["new"] + facts["known"] + facts["asked"] for facts in matches), links),
        chain=(looking.broken_chain(), ""),
    )

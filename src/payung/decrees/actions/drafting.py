"""A first decree is drafted: whoever may be named and fits is named and takes a place, the others get their reason.

From a selection: `from_selection.py`. Here is what happens under the lock of the quotas.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.accounts.rules import Actor
from payung.audit.rules import hash_of_lines
from payung.decrees.actions.asked import DRAFT, done_before, leave
from payung.decrees.actions.naming import name_lines, new_decree
from payung.decrees.actions.one_human import named_already
from payung.decrees.actions.places import left, locked_uses, take
from payung.decrees.actions.snapshots import snapshots
from payung.decrees.models import Decree, Place
from payung.decrees.rules.choice import Choice, Passed, beyond, without
from payung.decrees.rules.fitting import Wanted, fit, total
from payung.decrees.rules.refusals import nobody_to_name
from payung.decrees.rules.signing import Signing
from payung.decrees.states import Kind, LeftOutWhy
from payung.gateways.bulk_rows import insert_rows
from payung.people import queries as people
from payung.programmes.rules.setup import ProgrammeFacts

_LEFT_OUT = ("decree_id", "person_id", "candidate_id", "name", "desa_code", "rank", "why", "about")


def draft_chosen(
    *,
    programme: ProgrammeFacts,
    selection_id: int | None,
    about: str,
    choice: Choice,
    request_key: UUID,
    actor: Actor,
    now: datetime,
    signing: Signing | None = None,
) -> int:
    """The id of the draft. Two drafts at once follow one another: the second takes what is left. Raises Refused."""
    seen = snapshots(programme=programme, wanted=choice.wanted)
    unknown = {one.person_id for one in choice.wanted} - seen.keys()
    nikless = without(choice.wanted, unknown, why=LeftOutWhy.NO_NIK)
    with transaction.atomic():
        uses = locked_uses(programme=programme)
        if before := done_before(request_key=request_key, event=DRAFT):
            return before.pk
        named = named_already(programme_id=programme.id, person_ids=[one.person_id for one in nikless.wanted])
        free = without(nikless.wanted, named, why=LeftOutWhy.HAS_PLACE)
        fitting = fit(wanted=free.wanted, left=left(uses))
        if not fitting.named:
            raise nobody_to_name()
        take(uses, total(fitting.named))
        decree = new_decree(
            programme=programme,
            kind=Kind.FIRST,
            about=about,
            selection_id=selection_id,
            signing=signing,
            actor=actor,
            now=now,
        )
        name_lines(decree=decree, programme=programme, named=fitting.named, snapshots=seen)
        passed = [*choice.passed, *nikless.passed, *free.passed, *(beyond(*one) for one in fitting.beyond)]
        _leave_out(decree, passed)
        leave(
            decree=decree,
            programme=programme,
            event=DRAFT,
            act="draft_decree",
            facts={"selection": selection_id, **facts_of_naming(fitting.named, passed)},
            request_key=request_key,
            actor=actor,
            now=now,
        )
    return decree.pk


def holders(programme_id: int) -> frozenset[int]:
    """Whoever has a place in the programme, also by a draft; to be read under the lock."""
    return frozenset(Place.objects.filter(programme=programme_id, freed_month=None).values_list("person_id", flat=True))


def facts_of_naming(named: Sequence[Wanted], passed: Sequence[Passed] = ()) -> dict[str, object]:
    """What the audit chain keeps of many lines: how many, and the hash of whom."""
    return {
        "named": len(named),
        "left_out": dict(Counter(each.why.value for each in passed)),
        "persons_sha256": hash_of_lines(str(person_id) for person_id in sorted(one.person_id for one in named)),
    }


def _leave_out(decree: Decree, passed: Sequence[Passed]) -> None:
    if not passed:
        return
    names = people.columns(person_ids=[each.one.person_id for each in passed]).name
    rows = (
        (
            *(decree.pk, each.one.person_id, each.one.candidate_id, str(name), each.one.desa_code),
            *(each.one.rank, each.why.value, each.about[:200]),
        )
        for each, name in zip(passed, names, strict=True)
    )
    insert_rows(table="decrees_leftout", columns=_LEFT_OUT, rows=rows)

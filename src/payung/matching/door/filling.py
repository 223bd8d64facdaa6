"""Keys for persons who were there before keys were, or whose keys are of an older scheme. Goes on where it was killed."""

from django.db import transaction

from payung.matching.door.keys import SCHEME, rewrite_keys
from payung.matching.models import Keyed
from payung.people import register
from payung.people.plain import next_ids

CHUNK = 2000


def fill_keys(*, kabupaten: str, at_once: int = CHUNK) -> int:
    """Every person of the kabupaten has keys of this scheme; how many persons were gone through now.

    Persons who enter meanwhile get theirs as they enter; going through them once more changes nothing.
    """
    gone = 0
    while count := _chunk(kabupaten, at_once):
        gone += count
    return gone


def _chunk(kabupaten: str, at_once: int) -> int:
    with transaction.atomic():
        register.hold(kabupaten)
        state = _state(kabupaten)
        if state.is_done:
            return 0
        ids = next_ids(kabupaten=kabupaten, after=state.up_to_id, count=at_once)
        register.hold_persons(ids)
        rewrite_keys(kabupaten=kabupaten, person_ids=ids)
        state.up_to_id, state.is_done = ids[-1] if ids else state.up_to_id, len(ids) < at_once
        state.save(update_fields=["up_to_id", "is_done"])
    return len(ids)


def _state(kabupaten: str) -> Keyed:
    state, _ = Keyed.objects.get_or_create(kabupaten=kabupaten, defaults={"scheme": SCHEME, "up_to_id": 0})
    if state.scheme != SCHEME:
        state.scheme, state.up_to_id, state.is_done = SCHEME, 0, False
        state.save()
    return state

"""The keys of persons: written as they enter the register, and anew as a whole when what is written of them changes."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from payung.gateways.blinding import blinder
from payung.gateways.bulk_rows import insert_rows
from payung.gateways.linkage.blocking import block_values
from payung.gateways.linkage.records import Record
from payung.matching.models import Key
from payung.matching.rules.identities import Written, records
from payung.people.plain import PlainFacts, of_newcomers, plain_facts
from payung.people.rules import Newcomer

SCHEME = 1  # to be raised when normalisation or blocks change: the keys in every house are then written anew
_TABLE, _COLUMNS = "matching_key", ("person_id", "value", "kind")
_PURPOSE = f"keys of persons {SCHEME}"


def keys_of(*, kabupaten: str, compared: Sequence[Record]) -> list[dict[int, int]]:
    """For each record its keys, with the kind of each."""
    found = [block_values(record) for record in compared]
    blinded = iter(
        blinder(kabupaten, _PURPOSE).blinded(f"{kind} {value}" for values in found for kind, value in values)
    )
    return [{next(blinded): kind for kind, _ in values} for values in found]


def write_keys(*, kabupaten: str, ids: Sequence[int], newcomers: Sequence[Newcomer]) -> None:
    """The newcomers, who have none yet, have their keys; within the act by which they enter."""
    _insert(kabupaten, of_newcomers(kabupaten=kabupaten, ids=ids, newcomers=newcomers))


def rewrite_keys(*, kabupaten: str, person_ids: Sequence[int]) -> None:
    """The persons have the keys of what is written of them now, and no others."""
    with transaction.atomic():
        Key.objects.filter(person__in=person_ids).delete()
        _insert(kabupaten, plain_facts(kabupaten=kabupaten, person_ids=person_ids))


def _insert(kabupaten: str, facts: Sequence[PlainFacts]) -> None:
    insert_rows(table=_TABLE, columns=_COLUMNS, rows=_rows(kabupaten, facts))


def _rows(kabupaten: str, facts: Sequence[PlainFacts]) -> Iterator[tuple[int, int, int]]:
    compared = records(map(Written._make, facts))
    for record, keys in zip(compared, keys_of(kabupaten=kabupaten, compared=compared), strict=True):
        for value, kind in keys.items():
            yield record.id, value, kind

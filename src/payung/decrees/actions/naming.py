"""Puts a decree with its lines and places into the database: one set of rows each, whatever their number."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from payung.accounts.rules import Actor
from payung.decrees.actions.signers import refuse_niks, remembered, words_of
from payung.decrees.actions.snapshots import Snapshot
from payung.decrees.models import Decree
from payung.decrees.rules.fitting import Wanted
from payung.decrees.rules.signing import Signing
from payung.decrees.states import Kind, LineState
from payung.gateways.bulk_rows import insert_rows
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts
from payung.regions.load import gazetteer
from payung.regions.rules import plain_code

_LINE = (
    *("decree_id", "number", "person_id", "candidate_id", "fund_id", "nik_sealed", "name", "sex", "birth_date"),
    *("desa_code", "desa", "kecamatan", "address", "occupation", "fund_name", "first_month", "last_month", "months"),
    *("state", "replaces_id"),
)
_PLACES = """
    INSERT INTO decrees_place (programme_id, person_id, line_id, freed_because)
    SELECT %s, person_id, id, '' FROM decrees_line WHERE decree_id = %s
"""


def new_decree(
    *,
    programme: ProgrammeFacts,
    kind: Kind,
    about: str,
    actor: Actor,
    now: datetime,
    signing: Signing | None = None,
    amends_id: int | None = None,
    selection_id: int | None = None,
) -> Decree:
    """A draft without names yet; who signs is remembered from the decree before, unless told."""
    signing = signing or remembered(programme_id=programme.id, kind=kind)
    refuse_niks(signing)
    return Decree.objects.create(
        programme_id=programme.id,
        kind=kind,
        about=about,
        amends_id=amends_id,
        selection_id=selection_id,
        made_by=actor.key,
        made_at=now,
        **words_of(signing),
    )


def name_lines(
    *, decree: Decree, programme: ProgrammeFacts, named: Sequence[Wanted], snapshots: Mapping[int, Snapshot]
) -> None:
    """Each stands in the decree, those of a desa together and by name within it, and holds a place."""
    ordered = sorted(named, key=lambda one: (one.desa_code, snapshots[one.person_id].name, one.person_id))
    fund_names = {fund.id: fund.name for fund in programmes.funds(programme_id=programme.id)}
    rows = _rows(decree=decree, programme=programme, ordered=ordered, fund_names=fund_names, by=snapshots)
    insert_rows(table="decrees_line", columns=_LINE, rows=rows)  # asks nothing else meanwhile: COPY has the connection
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [programme.id, decree.pk])


def _rows(
    *,
    decree: Decree,
    programme: ProgrammeFacts,
    ordered: Iterable[Wanted],
    fund_names: Mapping[int, str],
    by: Mapping[int, Snapshot],
) -> Iterable[Sequence[object]]:
    desas = gazetteer(programme.kabupaten).by_code
    for number, one in enumerate(ordered, start=1):
        seen = by[one.person_id]
        desa = desas.get(plain_code(one.desa_code))
        yield (
            *(decree.pk, number, one.person_id, one.candidate_id, one.fund_id, seen.nik_sealed, seen.name, seen.sex),
            *(seen.birth_date, one.desa_code, desa.name if desa else one.desa_code, desa.kecamatan if desa else ""),
            *(seen.address, one.occupation, fund_names[one.fund_id]),
            *(one.first_month.first_day, one.last_month.first_day, one.months, LineState.NAMED.value, one.replaces_id),
        )

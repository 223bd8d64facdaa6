"""An oddity as it was found, and which part of the map may see it."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from payung.accounts.rules import Actor
from payung.matching.rules.oddities import Oddity


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A question. What its numbers are depends on its kind:

    PHONE: `count` persons of `of` family cards have the phone `name`. KK: `count` workers on one family card.
    JANUARY: `count` of `of` in a desa or list, where the others' share is `usual`.
    SERIALS: `count` neighbouring NIKs in a list. GROWTH: `count` new persons in `month`, `of` before it.
    PACE: `count` rows a day of the sender `name`, where the one in the middle of the others has `usual`.
    """

    kind: Oddity
    subject: str  # which one, without a NIK
    count: int
    of: int = 0
    usual: float = 0.0
    desa_code: str = ""  # of all behind it, where it is a desa that is asked about
    file_id: int | None = None  # the list that is asked about
    name: str = ""
    month: str = ""  # "2026-11"
    candidate_ids: tuple[int, ...] = ()  # SERIALS: whose they are, by serial


def here(actor: Actor, column: str) -> tuple[str, list[Any]]:
    """SQL for whether a desa lies in the actor's part of the map, and its parameters."""
    if actor.scope == actor.kabupaten:
        return "1 = 1", []
    return f"({column} = %s OR {column} LIKE %s)", [actor.scope, f"{actor.scope}.%"]


def on_january(column: str) -> str:
    """SQL for whether a day is a 1 January."""
    if connection.vendor == "postgresql":
        return f"(EXTRACT(MONTH FROM {column}) = 1 AND EXTRACT(DAY FROM {column}) = 1)"
    return f"substr({column}, 6) = '01-01'"


def month_sql(column: str) -> str:
    """SQL for the month of a moment here, "2026-11"."""
    return f"substr({day_sql(column)}, 1, 7)"


def day_sql(column: str) -> str:
    """SQL for the day of a moment here, "2026-11-30"."""
    if connection.vendor == "postgresql":
        return f"to_char({column} AT TIME ZONE '{timezone.get_default_timezone_name()}', 'YYYY-MM-DD')"
    return f"date({column}, '+8 hours')"  # WITA has no summer time


def rows_of(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())

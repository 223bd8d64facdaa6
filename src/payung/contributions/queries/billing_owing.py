"""Who owes which months of a term: one statement, read for a preview and written for a bill, so that the two agree.

Days go in as the engine has them: ISO texts on SQLite, dates on PostgreSQL.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from payung.contributions.rules.dues import ENDS_BY_PLAN, TRANSPORT, MonthPrice, Term, one_price
from payung.gateways.bulk_rows import read_columns
from payung.law.rules.contribution import Sector

Statement = tuple[str, list[str | int]]

# Persons who were found to be one human being, each way round.
_PAIRS = """
SELECT id AS a, same_as_id AS b FROM people_person WHERE same_as_id IS NOT NULL
UNION SELECT same_as_id, id FROM people_person WHERE same_as_id IS NOT NULL
UNION SELECT x.id, y.id FROM people_person x JOIN people_person y ON y.same_as_id = x.same_as_id AND y.id <> x.id
"""
_DIED = "other.end_reason = 'died' AND other.ended_date >= mine.registered_date"
# A membership whose human being has an older one that stands, or a due of the term under the other name, or has died.
_TWINS = f"""
SELECT DISTINCT mine.id FROM ({_PAIRS}) AS pairs
JOIN membership_membership mine ON mine.person_id = pairs.a
WHERE mine.programme_id = %s AND mine.fund_id = %s AND (
  EXISTS (SELECT 1 FROM membership_membership other
          WHERE other.person_id = pairs.b AND other.state <> 'ended' AND other.id < mine.id)
  OR EXISTS (SELECT 1 FROM contributions_due d
             WHERE d.person_id = pairs.b AND NOT d.void AND d.month BETWEEN {{day}} AND {{day}})
  OR EXISTS (SELECT 1 FROM membership_membership other WHERE other.person_id = pairs.b AND {_DIED}))
UNION SELECT mine.id FROM membership_membership other
JOIN membership_membership mine ON mine.person_id = other.person_id AND mine.id <> other.id
WHERE {_DIED} AND mine.programme_id = %s AND mine.fund_id = %s
"""  # noqa: S608 - words of our own
_OPEN_COLLISIONS = "SELECT membership_id FROM contributions_collision WHERE state = 'open' AND nearness <> 'perhaps'"
_PLANNED = ", ".join(f"'{reason}'" for reason in ENDS_BY_PLAN)
_LAST = "CASE WHEN m.state = 'ended' THEN m.ended_month ELSE m.last_month END"
_OWES = f"(m.state = 'running' OR m.state = 'ended' AND m.end_reason IN ({_PLANNED}))"


@contextmanager
def by_index() -> Iterator[None]:
    """PostgreSQL looks dues up by their key, whatever it believes of the size of the table; in a transaction.

    A table that grows by a million rows between two looks at its statistics would be read whole for every member, also
    by the very statement that fills it.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """What is asked of the memberships of one fund, for one term. `twins`: memberships not to be billed a second time."""

    programme_id: int
    fund_id: int
    term: Term
    prices: Sequence[MonthPrice]
    twins: Sequence[int]


def twins(*, programme_id: int, fund_id: int, term: Term) -> list[int]:
    """Memberships whose human being is billed already, or before them, under another; or died under another."""
    sql = _TWINS.format(day=_day())
    days = (term.first.first_day.isoformat(), term.last.first_day.isoformat())
    params = [programme_id, fund_id, *days, programme_id, fund_id]
    return list(read_columns(sql=sql, params=params)[0])


def owing(asked: Owing) -> Statement:
    """membership_id, person_id, fund_id, month, jkk_rp, jkm_rp of every due that is owed and not there yet."""
    prices, params = _prices(asked)
    line, sector = _sector(asked)
    sql = f"""
    SELECT m.id AS membership_id, m.person_id, m.fund_id, p.month, p.jkk_rp, p.jkm_rp
    FROM membership_membership m {line}
    JOIN ({prices}) AS p ON p.month >= m.first_month AND p.month <= {_LAST} {sector}
    WHERE m.programme_id = %s AND m.fund_id = %s AND {_OWES}
      AND m.id NOT IN ({_OPEN_COLLISIONS}) {_but_twins(asked)}
      AND NOT EXISTS (SELECT 1 FROM contributions_due d
                      WHERE d.person_id = m.person_id AND d.month = p.month AND NOT d.void)
    """  # noqa: S608 - words of our own; what is asked goes as parameters
    return sql, [*params, asked.programme_id, asked.fund_id, *asked.twins]


def standing(asked: Owing) -> Statement:
    """How many memberships of the fund have months in the term, by why they would be left out ("" where they owe)."""
    day = _day()
    twins_case = f"WHEN m.id IN ({_marks(asked.twins)}) THEN 'twin'" if asked.twins else ""
    sql = f"""
    SELECT why, count(*) FROM (
      SELECT CASE WHEN m.state = 'held' THEN 'held'
                  WHEN m.id IN ({_OPEN_COLLISIONS}) THEN 'collision'
                  {twins_case}
                  WHEN NOT {_OWES} OR {_LAST} < {day} THEN 'ended' ELSE '' END AS why
      FROM membership_membership m
      WHERE m.programme_id = %s AND m.fund_id = %s AND m.first_month <= {day} AND m.last_month >= {day}
    ) AS found GROUP BY why
    """  # noqa: S608
    first, last = asked.term.first.first_day.isoformat(), asked.term.last.first_day.isoformat()
    return sql, [*asked.twins, first, asked.programme_id, asked.fund_id, last, first]


def _prices(asked: Owing) -> Statement:
    """A table of months with what they cost, by sector where that differs."""
    found = [price for price in asked.prices if not one_price(asked.prices) or price.sector is Sector.OTHER]
    rows = " UNION ALL ".join(
        f"SELECT {_day()} AS month, %s AS sector, %s AS jkk_rp, %s AS jkm_rp"
        if connection.vendor == "sqlite"
        else f"SELECT {_day()} AS month, %s::int AS sector, %s::int AS jkk_rp, %s::int AS jkm_rp"
        for _ in found
    )
    params: list[str | int] = []
    for price in found:
        params += [price.month.first_day.isoformat(), int(price.sector), price.jkk_rp, price.jkm_rp]
    return rows, params


def _sector(asked: Owing) -> tuple[str, str]:
    """The occupation is looked up only where sectors cost differently."""
    if one_price(asked.prices):
        return "", ""
    words = ", ".join(f"'{word}'" for word in TRANSPORT)
    transport, other = int(Sector.TRANSPORT), int(Sector.OTHER)
    return (
        "JOIN decrees_line l ON l.id = m.line_id",
        f"AND p.sector = CASE WHEN l.occupation IN ({words}) THEN {transport} ELSE {other} END",
    )


def _but_twins(asked: Owing) -> str:
    return f"AND m.id NOT IN ({_marks(asked.twins)})" if asked.twins else ""


def _marks(values: Sequence[int]) -> str:
    return ", ".join(["%s"] * len(values))


def _day() -> str:
    return "%s" if connection.vendor == "sqlite" else "%s::date"

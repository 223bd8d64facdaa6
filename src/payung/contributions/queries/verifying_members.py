"""Which members a round asks about, and in which desa: counted and written by set, however many they are.

The desa is that of the annex line: the desa that proposed them and knows them.
"""

from dataclasses import dataclass

from django.db import connection

from payung.shared.dates import Month

# Whoever runs or is held, for a month of the term at least. Ends and people of other programmes are not asked about.
_MEMBERS = """
    FROM membership_membership AS member JOIN decrees_line AS line ON line.id = member.line_id
    WHERE member.programme_id = %s AND member.state IN ('running', 'held')
      AND member.first_month <= %s AND member.last_month >= %s
"""
_LINES = """
    INSERT INTO contributions_vervalline (desa_id, membership_id, number, answer, happened_on, note, holds)
    SELECT desa.id, member.id, row_number() OVER (PARTITION BY desa.id ORDER BY line.name, member.id), '', NULL, '', FALSE
    FROM contributions_vervalround AS round
    JOIN contributions_vervaldesa AS desa ON desa.round_id = round.id
    JOIN decrees_line AS line ON line.desa_code = desa.desa_code
    JOIN membership_membership AS member ON member.line_id = line.id AND member.programme_id = round.programme_id
    WHERE round.id = %s AND member.state IN ('running', 'held')
      AND member.first_month <= round.last_month AND member.last_month >= round.first_month
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A desa with members in the term, and how many."""

    desa_code: str
    members: int


def desas_of_term(*, programme_id: int, first_month: Month, last_month: Month) -> list[Asked]:
    """In the order of their codes."""
    day = connection.ops.adapt_datefield_value
    sql = f"SELECT line.desa_code, count(*) {_MEMBERS} GROUP BY line.desa_code ORDER BY line.desa_code"
    with connection.cursor() as cursor:
        cursor.execute(sql, [programme_id, day(last_month.first_day), day(first_month.first_day)])
        return [Asked(desa_code=code, members=members) for code, members in cursor.fetchall()]


def insert_lines(*, round_id: int) -> int:
    """Every member of the round's term has a line in its desa, numbered by name; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [round_id])
        return int(cursor.rowcount)

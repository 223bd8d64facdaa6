"""Joins of persons, as a list and as a workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.accounts.queries import names_of_keys
from payung.accounts.wording import instant, number
from payung.gateways.lists.columns import Column, ListRow
from payung.matching.present.pages import Page, paged
from payung.matching.present.words import desa_name
from payung.matching.queries import JoinFacts, ShownJoins


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRow:
    """A join as a list shows it."""

    kept: str
    joined: str
    joined_id: int
    desa: str
    made: str
    undone: str


def joins_page(shown: ShownJoins, *, kabupaten: str, words: str, wanted: int) -> Page[JoinRow]:
    return paged(
        join_rows(shown.joins, kabupaten=kabupaten),
        told=ngettext("%(n)s penggabungan", "%(n)s penggabungan", shown.count) % {"n": number(shown.count)},
        count=shown.count,
        here="matching:joins",
        download="matching:joins_download",
        asked={"cari": words},
        wanted=wanted,
    )


def join_rows(joins: Sequence[JoinFacts], *, kabupaten: str) -> list[JoinRow]:
    who = names_of_keys([key for join in joins for key in (join.made_by, join.undone_by) if key])
    return [
        JoinRow(
            kept=join.kept_name,
            joined=join.joined_name,
            joined_id=join.joined_id,
            desa=desa_name(join.desa_code, kabupaten=kabupaten),
            made=f"{who.get(join.made_by, join.made_by)}, {instant(join.made_at)}: {join.reason}",
            undone=(
                f"{who.get(join.undone_by, join.undone_by)}, {instant(join.undone_at)}: {join.undone_because}"
                if join.undone_at
                else ""
            ),
        )
        for join in joins
    ]


def join_columns() -> list[Column]:
    """The joins as a workbook; it holds no NIK."""
    return [
        Column(heading=_("Digabung"), width=30),
        Column(heading=_("Desa"), width=24),
        Column(heading=_("Dibaca sebagai"), width=30),
        Column(heading=_("Digabung oleh siapa dan mengapa"), width=50),
        Column(heading=_("Dipisahkan oleh siapa dan mengapa"), width=50),
    ]


def join_cells(joins: Sequence[JoinFacts], *, kabupaten: str) -> Iterator[ListRow]:
    for row in join_rows(joins, kabupaten=kabupaten):
        yield ListRow(cells=(row.joined, row.desa, row.kept, row.made, row.undone))

"""A decree summed up: places, person-months (OB) and rupiah by desa, occupation and fund."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum

from payung.decrees.models import Line
from payung.law.loader import load
from payung.programmes import queries as programmes
from payung.programmes.rules.price import PAYERS, place_rp
from payung.programmes.rules.setup import FundFacts
from payung.shared.dates import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class RecapRow:
    """`key`: a desa's code, an occupation, a fund's code; `name` as the lines write it."""

    key: str
    name: str
    group: str  # of a desa: its kecamatan
    places: int
    person_months: int
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    desas: Sequence[RecapRow]
    occupations: Sequence[RecapRow]
    funds: Sequence[RecapRow]
    places: int
    person_months: int
    amount_rp: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    desa_code: str
    desa: str
    kecamatan: str
    occupation: str
    fund_code: str
    fund_name: str
    places: int
    person_months: int
    amount_rp: int


def recap(*, decree_id: int, scope: str = "") -> Recap:
    """Over the lines as the decree names them, with what their months cost by law. One question to the database.

    `scope`: only of a part of the map, for who sees no more.
    """
    cells = _cells(decree_id, scope)
    return Recap(
        desas=_rows(cells, key="desa_code", name="desa", group="kecamatan"),
        occupations=_rows(cells, key="occupation", name="occupation"),
        funds=_rows(cells, key="fund_code", name="fund_name"),
        places=sum(cell.places for cell in cells),
        person_months=sum(cell.person_months for cell in cells),
        amount_rp=sum(cell.amount_rp for cell in cells),
    )


def _cells(decree_id: int, scope: str) -> list[_Cell]:
    grouped = (
        Line.objects.filter(decree=decree_id, desa_code__startswith=scope)
        .values_list(
            *("decree__programme_id", "desa_code", "desa", "kecamatan", "occupation", "fund_id", "fund_name"),
            *("first_month", "months"),
        )
        .annotate(places=Count("id"), ob=Sum("months"))
        .order_by("desa_code", "occupation", "fund_id")
    )
    found = []
    funds: dict[int, FundFacts] = {}
    for programme_id, desa_code, desa, kecamatan, occupation, fund_id, fund_name, first, months, places, ob in grouped:
        funds = funds or {fund.id: fund for fund in programmes.funds(programme_id=programme_id)}
        found.append(
            _Cell(
                desa_code=desa_code,
                desa=desa,
                kecamatan=kecamatan,
                occupation=occupation,
                fund_code=funds[fund_id].code,
                fund_name=fund_name,
                places=places,
                person_months=ob,
                amount_rp=places * _cost(funds[fund_id], Month.of(first), months),
            )
        )
    return found


def _cost(fund: FundFacts, first_month: Month, months: int) -> int:
    return place_rp(payer=PAYERS[fund.kind], first_month=first_month, months=months, law=load("contribution"))


def _rows(cells: Sequence[_Cell], *, key: str, name: str, group: str = "") -> list[RecapRow]:
    parts: dict[str, list[_Cell]] = {}
    for cell in cells:
        parts.setdefault(getattr(cell, key), []).append(cell)
    return [
        RecapRow(
            key=code,
            name=getattr(of[0], name),
            group=getattr(of[0], group) if group else "",
            places=sum(cell.places for cell in of),
            person_months=sum(cell.person_months for cell in of),
            amount_rp=sum(cell.amount_rp for cell in of),
        )
        for code, of in sorted(parts.items())
    ]

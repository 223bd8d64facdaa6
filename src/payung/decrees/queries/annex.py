"""The lines of a decree as its annex prints and hashes them. They hold clear NIKs: never kept, never logged."""

from collections.abc import Iterator

from payung.decrees.models import Line
from payung.gateways.papers.annex_lines import AnnexLine
from payung.gateways.sealing import Kind, sealer

_AT_ONCE = 2000
_FIELDS = (
    *("number", "name", "nik_sealed", "sex", "birth_date", "desa", "kecamatan", "occupation", "fund_name", "months"),
    "address",
)


def annex_lines(*, decree_id: int, kabupaten: str) -> Iterator[AnnexLine]:
    """All lines in their order, also those struck since: the annex stays as it was signed."""
    opened = sealer(kabupaten).opened
    rows = Line.objects.filter(decree=decree_id).order_by("number").values_list(*_FIELDS)
    for number, name, nik, sex, birth_date, desa, kecamatan, occupation, fund, months, address in rows.iterator(
        _AT_ONCE
    ):
        yield AnnexLine(
            number=number,
            name=name,
            nik=opened(nik, Kind.NIK),
            sex=sex,
            birth_date=birth_date,
            desa=desa,
            kecamatan=kecamatan,
            occupation=occupation,
            fund=fund,
            months=months,
            address=address,
        )

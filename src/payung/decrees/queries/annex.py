"""The lines of a decree as its annex prints and hashes them. They hold clear NIKs: never kept, never logged."""

from collections.abc import Iterator

from payung.decrees.models import Line, Strike
from payung.gateways.papers.annex_lines import AnnexLine, LinesHash, StruckLine
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


def struck_lines(*, decree_id: int, kabupaten: str) -> list[StruckLine]:
    """Whom an amendment takes off, in the order of the decrees and lines that name them; of a first decree nobody."""
    opened = sealer(kabupaten).opened
    found = Strike.objects.filter(decree=decree_id).select_related("line", "line__decree")
    instead = Line.objects.filter(decree=decree_id).exclude(replaces=None).values_list("replaces_id", "name")
    names = dict(instead)
    return [
        StruckLine(
            number=one.line.number,
            decree=one.line.decree.number,
            name=one.line.name,
            nik=opened(bytes(one.line.nik_sealed), Kind.NIK),
            desa=one.line.desa,
            kecamatan=one.line.kecamatan,
            last_month=one.last_month if one.last_month >= one.line.first_month else None,
            because=one.because,
            replaced_by=names.get(one.line_id, ""),
        )
        for one in found.order_by("line__decree_id", "line__number")
    ]


def lines_hash(*, decree_id: int, kabupaten: str) -> LinesHash:
    """What the annex says of its lines on its last page: how many are named, how many struck, and the hash."""
    seen = LinesHash()
    for line in annex_lines(decree_id=decree_id, kabupaten=kabupaten):
        seen.add(line)
    for one in struck_lines(decree_id=decree_id, kabupaten=kabupaten):
        seen.strike(one)
    return seen

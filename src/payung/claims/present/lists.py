"""Pages of a list: how many there are, the one before and after, paper and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`told` is how many there are, in words."""

    told: str
    number: int
    pages: int
    before: str
    after: str
    paper: str
    excel: str


def last_page(count: int) -> int:
    return max(1, -(-count // PAGE))


def page(*, told: str, count: int, at: int, address: str, asked: Mapping[str, str]) -> Page:
    pages = last_page(count)
    kept = {name: value for name, value in asked.items() if value}
    return Page(
        told=told,
        number=at,
        pages=pages,
        before=_to(address, kept, hal=at - 1) if at > 1 else "",
        after=_to(address, kept, hal=at + 1) if at < pages else "",
        paper=_to(address, kept, cetak=1),
        excel=_to(address, kept, excel=1),
    )


def _to(address: str, kept: Mapping[str, str], **more: int) -> str:
    return f"{address}?{urlencode({**kept, **more})}"

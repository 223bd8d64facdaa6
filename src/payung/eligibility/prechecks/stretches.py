"""A hundred lines at a time of a long list of pre-checks, with the addresses around them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from payung.accounts.questions import read_page

A_PAGE, ON_PAPER = 100, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`before` and `after` are blank at the ends."""

    first: int
    stop: int
    number: int
    pages: int
    before: str
    after: str


def stretch_of(request: HttpRequest, count: int) -> Stretch:
    """The page that is asked for (`?hal=`); one beyond the last is the last. On paper all, up to a thousand."""
    on_paper = "cetak" in request.GET
    size = ON_PAPER if on_paper else A_PAGE
    pages = 1 if on_paper else max(1, -(-count // size))
    at = min(read_page(request.GET.get("hal")), pages)
    asked = {name: value for name, value in request.GET.items() if name != "hal"}
    return Stretch(
        first=(at - 1) * size,
        stop=min(at * size, count),
        number=at,
        pages=pages,
        before=f"?{urlencode(asked | {'hal': at - 1})}" if at > 1 else "",
        after=f"?{urlencode(asked | {'hal': at + 1})}" if at < pages else "",
    )

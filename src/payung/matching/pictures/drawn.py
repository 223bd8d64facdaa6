"""A picture and its table; and the shapes that pictures are made of. Colours are the stylesheet's, by class."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 400  # of every picture: narrow, so that its letters stay readable on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`svg`: escaped throughout. `rows`: the numbers that are drawn, as texts, under `heads`."""

    name: str
    title: str
    svg: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def svg(*, name: str, title: str, about: str, height: float, shapes: Iterable[str]) -> str:
    """One image with a name and a description for who does not see it."""
    return (
        f'<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" role="img"'
        f' aria-labelledby="{name}-judul {name}-uraian">'
        f'<title id="{name}-judul">{escape(title)}</title><desc id="{name}-uraian">{escape(about)}</desc>'
        f"{''.join(shapes)}</svg>"
    )


def box(*, x: float, y: float, width: float, height: float, kind: str, told: str) -> str:
    """A bar that says its number when it is pointed at."""
    size = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{max(height, 0):.1f}"'
    return f'<rect class="bar is-{kind}" {size}><title>{escape(told)}</title></rect>'


def line(*, x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def text(*, x: float, y: float, words: str, anchor: str = "start", kind: str = "said") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'

"""Pictures of a run: how many pairs of each weight, and how many pairs each block found."""

from collections.abc import Iterator, Mapping, Sequence
from math import log10
from typing import NamedTuple

from payung.matching.pictures.counts import Counts
from payung.matching.pictures.drawn import WIDTH, Picture, box, line, svg, text
from payung.matching.pictures.tongue import Tongue

_LEFT, _TOP, _DEEP, _HEIGHT = 66, 28, 200, 252
_WIDTHS, _MOST_BARS = (1, 2, 5, 10, 20, 50, 100), 40
_ROW = 40


class _Bin(NamedTuple):
    low: int
    high: int
    pairs: int


def weight_picture(*, counts: Counts, ask_bits: float, join_bits: float, tongue: Tongue) -> Picture:
    """Pairs by weight, with the weights from which pairs are asked about and joined. Each line is ten times the last."""
    _ = tongue.say
    title = _("Pasangan menurut bobot")
    bins, said = _bins(counts.bits), {"ask": tongue.bits(ask_bits), "join": tongue.bits(join_bits)}
    about = _("Ditanyakan mulai %(ask)s bit, digabung mulai %(join)s bit. Tiap garis sepuluh kali lipat.") % said
    rows = [
        (_("%(low)s sampai %(high)s") % {"low": one.low, "high": one.high}, tongue.number(one.pairs)) for one in bins
    ]
    shapes = list(_weights(bins, rows, ask_bits, join_bits, tongue)) if bins else []
    return Picture(
        name="bobot",
        title=title,
        svg=svg(name="bobot", title=title, about=about, height=_HEIGHT, shapes=shapes) if bins else "",
        heads=(_("Bobot (bit)"), _("Pasangan")),
        rows=rows,
    )


def block_picture(*, counts: Counts, names: Mapping[str, str], tongue: Tongue) -> Picture:
    """Pairs that each blocking rule was the first to find, the most first. `names`: what a rule is called."""
    _ = tongue.say
    title = _("Pasangan menurut aturan pencari")
    about = _("Setiap pasangan dihitung pada aturan pertama yang menemukannya.")
    found = sorted(counts.blocks.items(), key=lambda one: (-one[1], one[0]))
    rows = [(names.get(name, name), tongue.number(pairs)) for name, pairs in found]
    most, shapes = max((pairs for _name, pairs in found), default=0) or 1, list[str]()
    for place, ((name, shown), (_key, pairs)) in enumerate(zip(rows, found, strict=True)):
        y, told = place * _ROW, f"{name}: {shown}"
        shapes += [text(x=0, y=y + 15, words=name), text(x=WIDTH, y=y + 15, words=shown, anchor="end")]
        shapes.append(box(x=0, y=y + 21, width=WIDTH * pairs / most, height=12, kind="plain", told=told))
    height = _ROW * len(rows)
    return Picture(
        name="aturan",
        title=title,
        svg=svg(name="aturan", title=title, about=about, height=height, shapes=shapes) if rows else "",
        heads=(_("Aturan"), _("Pasangan")),
        rows=rows,
    )


def _bins(bits: Mapping[int, int]) -> list[_Bin]:
    """Weights in at most so many steps of equal width; none where there is no pair."""
    if not bits:
        return []
    low, high = min(bits), max(bits) + 1
    width = next((one for one in _WIDTHS if -(-high // one) - low // one <= _MOST_BARS), _WIDTHS[-1])
    pairs: dict[int, int] = {}
    for bit, count in bits.items():
        pairs[bit // width] = pairs.get(bit // width, 0) + count
    steps = range(low // width, -(-high // width))
    return [_Bin(step * width, (step + 1) * width, pairs.get(step, 0)) for step in steps]


def _weights(
    bins: Sequence[_Bin], rows: Sequence[tuple[str, str]], ask: float, join: float, tongue: Tongue
) -> Iterator[str]:
    _ = tongue.say
    first, last = min(bins[0].low, ask), max(bins[-1].high, join)
    most = log10(1 + max(one.pairs for one in bins))

    def across(bit: float) -> float:
        return _LEFT + (WIDTH - _LEFT) * (bit - first) / (last - first)

    def up(pairs: int) -> float:
        return _TOP + _DEEP * (1 - log10(1 + pairs) / most)

    for power in range(int(most) + 1):
        y = up(10**power)
        if y >= _TOP:
            yield line(x1=_LEFT, y1=y, x2=WIDTH, y2=y, kind="grid")
            yield text(x=_LEFT - 6, y=y + 4, words=tongue.number(10**power), anchor="end")
    for one, (span, shown) in zip(bins, rows, strict=True):
        if one.pairs:
            middle = (one.low + one.high) / 2
            kind = "join" if middle >= join else "ask" if middle >= ask else "apart"
            x, wide = across(one.low), across(one.high) - across(one.low)
            told = _("%(span)s bit: %(pairs)s pasangan") % {"span": span, "pairs": shown}
            tall = _TOP + _DEEP - up(one.pairs)
            yield box(x=x + 0.5, y=up(one.pairs), width=wide - 1, height=tall, kind=kind, told=told)
    yield line(x1=_LEFT, y1=_TOP + _DEEP, x2=WIDTH, y2=_TOP + _DEEP, kind="axis")
    for at, words, anchor, beside in ((ask, _("ditanyakan"), "end", -4), (join, _("digabung"), "start", 4)):
        yield line(x1=across(at), y1=8, x2=across(at), y2=_TOP + _DEEP, kind="mark")
        yield text(x=across(at) + beside, y=18, words=words, anchor=anchor)
    for at, anchor in ((first, "start"), (last, "end")):
        yield text(x=across(at), y=_HEIGHT - 6, words=_("%(n)s bit") % {"n": f"{at:g}"}, anchor=anchor)

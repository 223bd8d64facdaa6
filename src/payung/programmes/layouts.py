"""Reads the insurer's layouts: those shipped, and an office's own, which take the place of shipped ones of their name."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import yaml

from payung.programmes.rules.layout import Form, InsurerLayout, Known, LayoutColumn, Told

SHIPPED = "insurer_layouts.yaml"
KINDS = ("new", "continue", "move", "change", "end")
_KEYS = {"title", "fact", "needed", "default", "form", "codes", "width"}
_FACTS: Mapping[str, Told | Known] = {**{str(one): one for one in Told}, **{str(one): one for one in Known}}


class LayoutFault(Exception):
    """A layout that cannot be used; the text says where and why."""


def insurer_layout(name: str, *, own: Path | None = None) -> InsurerLayout:
    """The layout of this name, from `own` where that file has it. Raises LayoutFault."""
    if own is not None and own.is_file():
        theirs = read_layouts(own.read_text(encoding="utf-8"), source=own.name)
        if name in theirs:
            return theirs[name]
    shipped = shipped_layouts()
    if name not in shipped:
        raise LayoutFault(f"insurer layout {name!r} is not one of: {', '.join(shipped)}")
    return shipped[name]


@cache
def shipped_layouts() -> Mapping[str, InsurerLayout]:
    text = (files("payung.programmes") / "data" / SHIPPED).read_text(encoding="utf-8")
    return read_layouts(text, source=SHIPPED)


def read_layouts(text: str, *, source: str) -> dict[str, InsurerLayout]:
    """Every layout of a file. Raises LayoutFault, naming file, layout, kind and column."""
    try:
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as fault:
        raise LayoutFault(f"{source} is not YAML: {' '.join(str(fault).split())}") from fault
    if not isinstance(found, dict):
        raise LayoutFault(f"{source} holds no layouts")
    return {str(name): _layout(str(name), one, where=f"{source}: {name}") for name, one in found.items()}


def _layout(name: str, written: object, *, where: str) -> InsurerLayout:
    if not isinstance(written, dict) or not isinstance(written.get("kinds"), dict):
        raise LayoutFault(f"{where}: kinds are missing")
    kinds = written["kinds"]
    if missing := [kind for kind in KINDS if kind not in kinds]:
        raise LayoutFault(f"{where}: kinds lacks {', '.join(missing)}")
    canonical = json.dumps(written, sort_keys=True, ensure_ascii=False, default=str)
    return InsurerLayout(
        name=name,
        verify=bool(written.get("verify", False)),
        needs=tuple(map(str, written.get("needs", ()))),
        kinds={kind: _columns(kinds[kind], where=f"{where}: {kind}") for kind in KINDS},
        sha256=sha256(canonical.encode()).hexdigest(),
    )


def _columns(written: object, *, where: str) -> Sequence[LayoutColumn]:
    if not isinstance(written, list) or not written:
        raise LayoutFault(f"{where} has no columns")
    columns = tuple(_column(one, where=f"{where}, column {at}") for at, one in enumerate(written, start=1))
    titles = [one.title.casefold() for one in columns]
    if twice := sorted({title for title in titles if titles.count(title) > 1}):
        raise LayoutFault(f"{where}: title twice: {', '.join(twice)}")
    return columns


def _column(written: object, *, where: str) -> LayoutColumn:
    if not isinstance(written, dict) or not isinstance(written.get("title"), str) or not written["title"].strip():
        raise LayoutFault(f"{where} has no title")
    if unknown := sorted(set(map(str, written)) - _KEYS):
        raise LayoutFault(f"{where}: unknown key {', '.join(unknown)}")
    fact = _FACTS.get(str(written.get("fact")))
    if fact is None:
        raise LayoutFault(f"{where}: fact {written.get('fact')!r} is not one of: {', '.join(_FACTS)}")
    codes = written.get("codes") or {}
    if not isinstance(codes, dict):
        raise LayoutFault(f"{where}: codes are pairs of our word and theirs")
    return LayoutColumn(
        title=written["title"].strip(),
        fact=fact,
        needed=bool(written.get("needed", False)),
        default=str(written.get("default", "")),
        form=_form(written.get("form", Form.TEXT), where=where),
        codes={str(ours).casefold(): str(theirs) for ours, theirs in codes.items()},
        width=int(written.get("width", 18)),
    )


def _form(written: object, *, where: str) -> Form:
    try:
        return Form(str(written))
    except ValueError:
        raise LayoutFault(f"{where}: form {written!r} is not one of: {', '.join(Form)}") from None

"""What the parent asks of the checking child, as it travels between the two processes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

from payung.gateways.spreadsheets.inspection import Inspection, Kind
from payung.intake.rules.headings import Layout


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What an office knows of a list it received. The answer then also tells headings and the keys of a return.

    `desa`: code of the desa whose list it is. `remembered`: layouts that somebody has shown for lists of this sender,
    by the hash of their headings.
    """

    desa: str | None = None
    remembered: Mapping[str, Layout] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to check and how. Paths are files that the guard has passed."""

    path: Path
    name: str
    sha256: str
    inspection: Inspection
    on: date
    programme: Path | None = None
    members: tuple[Path, Inspection] | None = None
    mapping: Mapping[str, Layout] | None = None
    occupation: str | None = None
    marked: Path | None = None
    with_rows: bool = True
    received: Received | None = None

    def to_json(self) -> dict[str, object]:
        """The request as the child reads it."""
        return {
            "path": str(self.path),
            "name": self.name,
            "sha256": self.sha256,
            "inspection": _inspection_json(self.inspection),
            "on": self.on.isoformat(),
            "programme": str(self.programme) if self.programme else None,
            "members": [str(self.members[0]), _inspection_json(self.members[1])] if self.members else None,
            "mapping": {sheet: _layout_json(layout) for sheet, layout in (self.mapping or {}).items()},
            "occupation": self.occupation,
            "marked": str(self.marked) if self.marked else None,
            "with_rows": self.with_rows,
            "received": _received_json(self.received) if self.received else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        members = data["members"]
        return cls(
            path=Path(data["path"]),
            name=data["name"],
            sha256=data["sha256"],
            inspection=_inspection(data["inspection"]),
            on=date.fromisoformat(data["on"]),
            programme=Path(data["programme"]) if data["programme"] else None,
            members=(Path(members[0]), _inspection(members[1])) if members else None,
            mapping={sheet: _layout(layout) for sheet, layout in data["mapping"].items()},
            occupation=data["occupation"],
            marked=Path(data["marked"]) if data["marked"] else None,
            with_rows=data["with_rows"],
            received=_received(data["received"]) if data["received"] else None,
        )


def _layout_json(layout: Layout) -> dict[str, object]:
    return {"header_rows": list(layout.header_rows), "columns": dict(layout.columns)}


def _layout(data: Mapping[str, Any]) -> Layout:
    return Layout(header_rows=tuple(data["header_rows"]), columns=data["columns"])


def _received_json(received: Received) -> dict[str, object]:
    remembered = {hash_: _layout_json(layout) for hash_, layout in received.remembered.items()}
    return {"desa": received.desa, "remembered": remembered}


def _received(data: Mapping[str, Any]) -> Received:
    return Received(
        desa=data["desa"], remembered={hash_: _layout(layout) for hash_, layout in data["remembered"].items()}
    )


def _inspection_json(inspection: Inspection) -> dict[str, object]:
    broken = {sheet: sorted(cells) for sheet, cells in inspection.broken_cells.items()}
    return {
        "kind": str(inspection.kind),
        "broken_cells": broken,
        "date_1904": inspection.date_1904,
        "merges": dict(inspection.merges),
    }


def _inspection(data: Mapping[str, Any]) -> Inspection:
    return Inspection(
        kind=Kind(data["kind"]),
        broken_cells={sheet: frozenset(cells) for sheet, cells in data["broken_cells"].items()},
        date_1904=data["date_1904"],
        merges={
            sheet: [(tuple(first), tuple(last)) for first, last in merges] for sheet, merges in data["merges"].items()
        },
    )

"""What the parent asks of the checking child, as it travels between the two processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from payung.gateways.spreadsheets.inspection import Inspection, Kind
from payung.intake.rules.headings import Layout


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
            "mapping": [
                {"sheet": sheet, "header_rows": list(layout.header_rows), "columns": dict(layout.columns)}
                for sheet, layout in (self.mapping or {}).items()
            ],
            "occupation": self.occupation,
            "marked": str(self.marked) if self.marked else None,
            "with_rows": self.with_rows,
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
            mapping={
                item["sheet"]: Layout(header_rows=tuple(item["header_rows"]), columns=item["columns"])
                for item in data["mapping"]
            },
            occupation=data["occupation"],
            marked=Path(data["marked"]) if data["marked"] else None,
            with_rows=data["with_rows"],
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

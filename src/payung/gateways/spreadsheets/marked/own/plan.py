"""What is to change in one sheet: cells of the user's to colour, cells of ours to write."""

from dataclasses import dataclass, field

from payung.gateways.spreadsheets.marked.own.survey import Survey
from payung.shared.problems import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A cell of the user's that gets a colour."""

    level: Level
    as_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A cell of ours: always text, never a formula. `heading`: it looks like the heading beside it."""

    text: str
    level: Level | None = None
    heading: bool = False


@dataclass(slots=True, kw_only=True)
class SheetPlan:
    """Rows and columns count from 1. `first_column` is the first of our three, None where there is no room or need."""

    part: str
    survey: Survey
    first_column: int | None = None
    cells: dict[int, dict[int, Paint | Own]] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    ours_before: frozenset[int] = frozenset()  # columns of an earlier marking
    marked_before: bool = False
    filter_range: str | None = None  # the filter, grown over our columns
    comments_id: str | None = None  # the reference to comments that the sheet did not have

    def put(self, *, row: int, column: int, what: Paint | Own) -> None:
        self.cells.setdefault(row, {})[column] = what

    @property
    def last_column(self) -> int:
        return self.first_column + 2 if self.first_column else self.survey.last_column

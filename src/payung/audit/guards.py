"""What a table must refuse, before it is said in the words of an engine."""

from dataclasses import dataclass

LONGEST_NAME = 63  # PostgreSQL would cut a longer one short


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A refusal. All its words stand in migrations, never in data."""

    table: str
    name: str
    on: tuple[str, ...]  # INSERT, UPDATE, DELETE
    when: str  # SQL over OLD and NEW; empty: always
    saying: str
    loose: tuple[str, ...] = ()  # columns that may change all the same
    keeps_rows: bool = True  # nor may rows go by replacement or TRUNCATE

    def __post_init__(self) -> None:
        if len(self.trigger("replace_by_update")) > LONGEST_NAME:
            raise ValueError(
                f"A trigger {self.table}_{self.name}… would have a name longer than {LONGEST_NAME} letters."
            )

    def trigger(self, on: str) -> str:
        return f"{self.table}_{self.name}_{on.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One trigger: its name, and the statements that make it and take it away."""

    name: str
    made: tuple[str, ...]
    dropped: tuple[str, ...]

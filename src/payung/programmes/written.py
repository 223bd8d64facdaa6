"""Reads values out of a YAML file one by one and collects what is wrong with them, so that all is said at once."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from payung.shared.dates import Month

Kind = TypeVar("Kind", bound=StrEnum)


class Written:
    """A mapping of a file at a place in it. Each `take` reads one key; what cannot be read is a sentence in `faults`."""

    def __init__(self, values: object, *, where: str, faults: list[str]) -> None:
        self.faults = faults
        self._where = where
        self._taken: set[str] = set()
        self._values: Mapping[object, object] = {}
        if isinstance(values, Mapping):
            self._values = values
        elif values is not None:
            faults.append(f"{where or 'berkas'}: harus berisi nama dan nilai, satu baris satu nama.")

    def has(self, key: str) -> bool:
        self._taken.add(key)
        return self._values.get(key) is not None

    def raw(self, key: str) -> object:
        self._taken.add(key)
        return self._values.get(key)

    def names(self) -> list[str]:
        return [str(key) for key in self._values]

    def items(self) -> list[tuple[str, object]]:
        return [(str(key), value) for key, value in self._values.items()]

    def part(self, key: str) -> "Written":
        return Written(self.raw(key), where=self.at(key), faults=self.faults)

    def parts(self, key: str) -> list["Written"]:
        """The list under a key, each of its items read in turn."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(key, "harus berupa daftar; awali setiap isinya dengan tanda “-”.")
            return []
        return [
            Written(one, where=f"{self.at(key)}[{place}]", faults=self.faults) for place, one in enumerate(value, 1)
        ]

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
            return str(value).strip()
        if value is None or value == "":
            if default is not None:
                return default
            self.fault(key, "isi dulu.")
        else:
            self.fault(key, "harus berupa tulisan; beri tanda kutip.")
        return ""

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number, also of rupiah with dots: `1.000.000` in quotes."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        found = whole_number(value)
        if found is None:
            self.fault(key, "isi bilangan bulat.")
        return found or 0

    def limit(self, key: str) -> int | None:
        """A whole number that need not be there."""
        return self.number(key) if self.has(key) else None

    def day(self, key: str) -> date:
        """A day; the first of all days where it could not be read, with a fault."""
        value = self.raw(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str) and (found := _iso_day(value.strip())):
            return found  # in quotes, as some editors write it
        self.fault(key, "isi tanggal seperti 2027-01-31.")
        return date.min

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.has(key) else None

    def month(self, key: str) -> Month:
        value = self.raw(key)
        try:
            return Month.parse(str(value).strip())
        except ValueError:
            self.fault(key, "isi bulan seperti 2027-01.")
            return Month.of(date.min)

    def choice(self, key: str, of: type[Kind], default: Kind | None = None) -> Kind:
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if value in [*of]:
            return of(str(value))
        self.fault(key, f"pilih salah satu: {', '.join(of)}.")
        return next(iter(of))

    def texts(self, key: str) -> list[str]:
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(key, "harus berupa daftar tulisan.")
            return []
        return [one.strip() for one in value]

    def end(self) -> None:
        """Nothing else stands here: a misspelt key must not be passed over in silence."""
        for key in self.names():
            if key not in self._taken:
                self.fault(key, "tidak dikenal. Periksa ejaannya, atau hapus baris ini.")

    def fault(self, key: str, sentence: str) -> None:
        self.faults.append(f"{self.at(key)}: {sentence}")

    def at(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key


def _iso_day(text: str) -> date | None:
    """A day written 2027-01-31; None for anything else, also other ways of ISO 8601."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def whole_number(value: object) -> int | None:
    """A whole number as YAML has it, or a text with dots between thousands."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        parts = value.strip().split(".")
        plain = "".join(parts)
        well_set = all(len(part) == 3 for part in parts[1:])
        return int(plain) if plain.isascii() and plain.isdigit() and well_set else None
    return None

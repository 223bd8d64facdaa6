"""Colours of a terminal, or none."""

import re
from dataclasses import dataclass

_COLOUR = re.compile(r"\033\[\d+m")


@dataclass(frozen=True, slots=True)
class Ink:
    """How words are coloured."""

    on: bool

    def bold(self, text: str) -> str:
        return self._in("1", text)

    def dim(self, text: str) -> str:
        return self._in("2", text)

    def green(self, text: str) -> str:
        return self._in("32", text)

    def amber(self, text: str) -> str:
        return self._in("33", text)

    def red(self, text: str) -> str:
        return self._in("31", text)

    def _in(self, code: str, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.on else text

    def as_wanted(self, text: str) -> str:
        """A text that was coloured before, with its colours or without."""
        return text if self.on else _COLOUR.sub("", text)

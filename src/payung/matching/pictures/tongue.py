"""The language of a picture: the site's, or Indonesian where there is no site."""

from collections.abc import Callable
from dataclasses import dataclass

from payung.shared.money import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """`say` puts an Indonesian text into the language, `number` writes a whole number, `comma` stands before tenths."""

    say: Callable[[str], str]
    number: Callable[[int], str]
    comma: str

    def bits(self, amount: float) -> str:
        """`+8,2`, `−3,1`."""
        tenths = f"{abs(amount):.1f}".replace(".", self.comma)
        return tenths if float(f"{amount:.1f}") == 0 else f"{'−' if amount < 0 else '+'}{tenths}"


INDONESIAN = Tongue(say=str, number=grouped, comma=",")

"""Which desa a written name means. Near names are suggested, never taken: a wrong desa is worse than a question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_DESA_KINDS = ("desa", "kelurahan", "kel", "ds", "kampung")
_KECAMATAN_KINDS = ("kecamatan", "kec", "distrik")
_MOST_KINDS_DROPPED = 3  # `Desa/Kel. Kampung Rampa`
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
_CODE = re.compile(r"(\d{2}\.?\d{2}\.?\d{2}\.?\d{4})(?:\s*[-/]?\s*[A-Za-z].*)?")  # perhaps with its name behind
_KECAMATAN_CODE = re.compile(r"\d{2}\.?\d{2}\.?\d{2}")
_HAMLET = re.compile(r"\s+r[tw]\s*\d.*")
_WITH_KECAMATAN = re.compile(r"(?P<desa>.*?)[,(\s]\s*(?:kecamatan|kec)\b\W*(?P<kecamatan>[^()]+)\)?", re.IGNORECASE)
_IN_TWO_PARTS = re.compile(r"(?P<desa>[^,(]+)[,(](?P<kecamatan>[^,()]+)\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desa:
    """A desa or kelurahan, by its Kemendagri code (`63.02.06.2014`)."""

    code: str
    name: str
    kecamatan_code: str
    kecamatan: str

    @property
    def text(self) -> str:
        return f"{self.name} (Kec. {self.kecamatan})"


class Doubt(StrEnum):
    """Why a written place did not lead to one desa."""

    MISSING = "DESA_MISSING"
    UNKNOWN = "DESA_UNKNOWN"
    AMBIGUOUS = "DESA_AMBIGUOUS"
    NOT_IN_KECAMATAN = "DESA_NOT_IN_KECAMATAN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a written place leads to: one desa, or a doubt with the desas that may be meant."""

    desa: Desa | None = None
    doubt: Doubt | None = None
    choices: tuple[Desa, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Every desa of one kabupaten, findable by code, by name, by name without spaces and by alias."""

    desas: Sequence[Desa]
    desa_aliases: Mapping[str, Sequence[Desa]]
    kecamatan_aliases: Mapping[str, str]  # folded alias → kecamatan code
    by_code: Mapping[str, Desa] = field(init=False)
    by_name: Mapping[str, Sequence[Desa]] = field(init=False)
    by_joined_name: Mapping[str, Sequence[Desa]] = field(init=False)
    kecamatan_by_name: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {plain_code(desa.code): desa for desa in self.desas})
        object.__setattr__(self, "by_name", _grouped((fold(desa.name), desa) for desa in self.desas))
        object.__setattr__(self, "by_joined_name", _grouped((joined(desa.name), desa) for desa in self.desas))
        object.__setattr__(
            self,
            "kecamatan_by_name",
            {joined(desa.kecamatan): desa.kecamatan_code for desa in self.desas}
            | {joined(alias): code for alias, code in self.kecamatan_aliases.items()},
        )

    @property
    def kecamatan_digits(self) -> frozenset[str]:
        """The six digits of each kecamatan, as a NIK begins (`630206`)."""
        return frozenset(plain_code(desa.kecamatan_code) for desa in self.desas)

    def place(self, *, code: str, desa: str, kecamatan: str) -> Placed:
        """The desa meant by a code, a name and a kecamatan as written; each may be empty.

        The first step with a hit decides: code, name, name without spaces, alias table (CONTRACTS, "Desa").
        """
        for written in (code, desa):
            if (found := _CODE.fullmatch(written)) and (hit := self.by_code.get(plain_code(found[1]))):
                return Placed(desa=hit)
        if not fold(desa):
            return Placed(doubt=Doubt.UNKNOWN if code else Doubt.MISSING)
        hits = self.named(desa)
        if not hits and (parts := self._with_its_kecamatan(desa)):
            hits, kecamatan = self.named(parts[0]), kecamatan or parts[1]
        return self._within(hits=hits, kecamatan=kecamatan)

    def named(self, written: str) -> Sequence[Desa]:
        """Every desa with this name, by the first step that has a hit."""
        forms = _without_kinds(_HAMLET.sub("", fold(written)), _DESA_KINDS)
        for table, key in ((self.by_name, fold), (self.by_joined_name, joined), (self.desa_aliases, fold)):
            for form in forms:
                if hits := table.get(key(form)):
                    return hits
        return ()

    def kecamatan_code(self, written: str) -> str | None:
        """The code of the kecamatan written so, or None."""
        if _KECAMATAN_CODE.fullmatch(written):
            return next(
                (desa.kecamatan_code for desa in self.desas if plain_code(desa.kecamatan_code) == plain_code(written)),
                None,
            )
        forms = _without_kinds(fold(written), _KECAMATAN_KINDS)
        return next((code for form in forms if (code := self.kecamatan_by_name.get(joined(form)))), None)

    def _with_its_kecamatan(self, written: str) -> tuple[str, str] | None:
        """Desa and kecamatan of one cell: `Rampa Kec. Pulau Sebuku`, `Rampa, Pulau Sebuku`, `Rampa (Pulau Sebuku)`."""
        for pattern in (_WITH_KECAMATAN, _IN_TWO_PARTS):
            found = pattern.fullmatch(written)
            if found and self.kecamatan_code(found["kecamatan"]):
                return found["desa"], found["kecamatan"]
        return None

    def _within(self, *, hits: Sequence[Desa], kecamatan: str) -> Placed:
        if not hits:
            return Placed(doubt=Doubt.UNKNOWN)
        named_code = self.kecamatan_code(kecamatan)
        inside = [desa for desa in hits if desa.kecamatan_code == named_code]
        if len(inside) == 1:
            return Placed(desa=inside[0])
        if not fold(kecamatan):
            return Placed(desa=hits[0]) if len(hits) == 1 else Placed(doubt=Doubt.AMBIGUOUS, choices=tuple(hits))
        if named_code is None and len(hits) > 1:
            return Placed(doubt=Doubt.AMBIGUOUS, choices=tuple(hits))
        return Placed(doubt=Doubt.NOT_IN_KECAMATAN, choices=tuple(hits))


def fold(written: str) -> str:
    """Lower case, punctuation and hyphens as one space."""
    return _NOT_A_WORD.sub(" ", written.lower()).strip()


def joined(written: str) -> str:
    """`fold` without any space: `Pulau Laut` and `Pulaulaut` are one."""
    return _NOT_A_WORD.sub("", written.lower())


def plain_code(code: str) -> str:
    return code.replace(".", "")


def grouped_aliases(pairs: Iterable[tuple[str, Desa]]) -> Mapping[str, Sequence[Desa]]:
    """An alias table from (alias as written, desa) pairs; one alias may mean several."""
    return _grouped((fold(alias), desa) for alias, desa in pairs)


def _grouped(pairs: Iterable[tuple[str, Desa]]) -> dict[str, list[Desa]]:
    table: dict[str, list[Desa]] = {}
    for key, desa in pairs:
        table.setdefault(key, []).append(desa)
    return table


def _without_kinds(folded: str, kinds: tuple[str, ...]) -> list[str]:
    """The name as folded, then with one leading kind after another dropped, then without one behind it.

    In this order, for `Kampung Baru` is a name.
    """
    forms = [folded]
    for _ in range(_MOST_KINDS_DROPPED):
        first, _, rest = forms[-1].partition(" ")
        if not rest or first not in kinds:
            break
        forms.append(rest)
    before, _, last = folded.rpartition(" ")
    return [*forms, before] if before and last in kinds else forms

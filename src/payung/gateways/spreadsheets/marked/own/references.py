"""How the parts of a workbook refer to each other, and what kind of content each is said to be."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from payung.gateways.spreadsheets.marked.own.package import Package
from payung.gateways.spreadsheets.marked.own.xml import appended, prefix_of, spliced, tree

PLAIN_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_MAIN = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"

_TYPES = "[Content_Types].xml"
_EMPTY = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A reference from one part to another of the same package."""

    id: str
    kind: str  # the last word of its type: "worksheet", "comments"
    target: str


def relations(package: Package, *, part: str) -> Iterator[Relation]:
    """All references of `part` ("" is the package itself) but those that lead outside."""
    where = _relations_part(part)
    if where not in package:
        return
    for element in tree(package.read(where)).named("Relationship"):
        if element.attributes.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(part), element.attributes.get("Target", ""))
            yield Relation(
                id=element.attributes.get("Id", ""),
                kind=element.attributes.get("Type", "").rpartition("/")[2],
                target=posixpath.normpath(target).lstrip("/"),
            )


def related(package: Package, *, part: str, kind: str) -> str | None:
    """The first part of that kind that `part` refers to."""
    return next((relation.target for relation in relations(package, part=part) if relation.kind == kind), None)


def relate(package: Package, *, part: str, kind: str, target: str, base: str) -> str:
    """`part` now refers to `target`; the id of the reference."""
    where = _relations_part(part)
    data = package.read(where) if where in package else _EMPTY
    root = tree(data)
    taken = {element.attributes.get("Id") for element in root.children}
    new = next(name for number in range(1, len(taken) + 2) if (name := f"rIdPayung{number}") not in taken)
    tag = f'<{prefix_of(data, root)}Relationship Id="{new}" Type="{base}/{kind}" Target="/{target}"/>'
    package.change(where, spliced(data, [appended(data, root, tag.encode())]))
    return new


def drop_related(package: Package, *, part: str, kind: str) -> None:
    """The parts of that kind are gone, with every mention of them."""
    for relation in list(relations(package, part=part)):
        if relation.kind == kind:
            package.drop(relation.target)
            package.drop(_relations_part(relation.target))
            _take_out(package, part=_TYPES, attribute="PartName", value="/" + relation.target)
            _take_out(package, part=_relations_part(part), attribute="Id", value=relation.id)


def declare(package: Package, *, part: str, content_type: str) -> None:
    """Says what kind of content a new part is."""
    _add_type(package, tag=f'Override PartName="/{part}" ContentType="{content_type}"')


def declare_extension(package: Package, *, extension: str, content_type: str) -> None:
    """Says it for all parts of that extension, unless it is said already."""
    defaults = tree(package.read(_TYPES)).named("Default")
    if extension not in {element.attributes.get("Extension", "").lower() for element in defaults}:
        _add_type(package, tag=f'Default Extension="{extension}" ContentType="{content_type}"')


def become(package: Package, *, main_type: str) -> None:
    """Makes the workbook plain or macro-enabled, as its new name says: Excel opens no other."""
    data = package.read(_TYPES)
    for old in (PLAIN_MAIN, MACRO_MAIN):
        data = data.replace(b'"%b"' % old.encode(), b'"%b"' % main_type.encode())
    package.change(_TYPES, data)


def _add_type(package: Package, *, tag: str) -> None:
    data = package.read(_TYPES)
    root = tree(data)
    package.change(_TYPES, spliced(data, [appended(data, root, f"<{prefix_of(data, root)}{tag}/>".encode())]))


def _take_out(package: Package, *, part: str, attribute: str, value: str) -> None:
    data = package.read(part)
    gone = [element for element in tree(data).children if element.attributes.get(attribute) == value]
    package.change(part, spliced(data, [(element.start, element.end, b"") for element in gone]))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")

"""The workbook part and what stands beside it: which part is which sheet, named filters, document properties."""

from collections.abc import Mapping

from payung.gateways.spreadsheets.marked.keys import SHA256_PROPERTY, VERSION, VERSION_PROPERTY
from payung.gateways.spreadsheets.marked.own.package import Package
from payung.gateways.spreadsheets.marked.own.references import (
    RELATIONS,
    STRICT_MAIN,
    STRICT_RELATIONS,
    declare,
    relate,
    related,
    relations,
)
from payung.gateways.spreadsheets.marked.own.xml import (
    Element,
    NotEditable,
    appended,
    attribute_text,
    local,
    prefix_of,
    spliced,
    tree,
)

_PROPERTIES = "docProps/custom.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTIES_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


class Workbook:
    """Raises NotEditable for a package without a workbook."""

    def __init__(self, *, package: Package) -> None:
        part = related(package, part="", kind="officeDocument")
        if part is None:
            raise NotEditable("no workbook part")
        self.part = part
        self._package = package
        self._data = package.read(part)
        self._root = tree(self._data)
        self._sheets = _children(self._root, "sheets")

    @property
    def strict(self) -> bool:
        return STRICT_MAIN in self._root.attributes.values()

    @property
    def relation_base(self) -> str:
        return STRICT_RELATIONS if self.strict else RELATIONS

    def parts_of_sheets(self) -> dict[str, str]:
        """Sheet name to part."""
        targets = {relation.id: relation.target for relation in relations(self._package, part=self.part)}
        found = {}
        for sheet in self._sheets:
            identity = next((value for name, value in sheet.attributes.items() if local(name) == "id"), "")
            if identity in targets:
                found[sheet.attributes.get("name", "")] = targets[identity]
        return found

    def grow_filters(self, ranges: Mapping[str, str]) -> None:
        """Excel keeps each sheet's filter also as a hidden name; sheet name to its new range (`A4:L65`)."""
        edits = []
        for name in _children(self._root, "definedNames"):
            place = name.attributes.get("localSheetId", "")
            if name.attributes.get("name") == "_xlnm._FilterDatabase" and place.isdigit():
                sheet = self._sheets[int(place)].attributes.get("name", "")
                if sheet in ranges:
                    where = name.text.rpartition("!")[0] + "!" + _absolute(ranges[sheet])
                    edits.append((name.inside, name.outside, attribute_text(where)))
        self._package.change(self.part, spliced(self._data, edits))


def set_properties(package: Package, *, sha256: str) -> None:
    """The document says which file it was made from. Properties of others stay."""
    known = related(package, part="", kind="custom-properties")
    if known is None:
        known = _PROPERTIES
        package.change(known, f'<Properties xmlns="{_PROPERTIES_SPACE}"></Properties>'.encode())
        declare(package, part=known, content_type=_PROPERTIES_TYPE)
        relate(package, part="", kind="custom-properties", target=known, base=RELATIONS)
    data = package.read(known)
    root = tree(data)
    ours = {SHA256_PROPERTY: sha256, VERSION_PROPERTY: str(VERSION)}
    gone = [element for element in root.children if element.attributes.get("name") in ours]
    first = max((int(element.attributes.get("pid", "1")) for element in root.children), default=1) + 1
    fresh = b"".join(
        _property(name, value, number=number, prefix=prefix_of(data, root))
        for number, (name, value) in enumerate(ours.items(), first)
    )
    edits = [(element.start, element.end, b"") for element in gone]
    package.change(known, spliced(data, [*edits, appended(data, root, fresh)]))


def _property(name: str, value: str, *, number: int, prefix: str) -> bytes:
    return (
        f'<{prefix}property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}">'
        f'<vt:lpwstr xmlns:vt="{_VALUE_SPACE}">{value}</vt:lpwstr></{prefix}property>'.encode()
    )


def _children(root: Element, name: str) -> list[Element]:
    found = root.first(name)
    return found.children if found else []


def _absolute(cells: str) -> str:
    """`A4:L65` as `$A$4:$L$65`."""
    corners = (corner.rstrip("0123456789") for corner in cells.split(":"))
    return ":".join(
        f"${letters}${cell[len(letters) :]}" for letters, cell in zip(corners, cells.split(":"), strict=True)
    )

"""Comments: a part with the texts, and an old-style drawing (VML) with a box for each.

Comments of the user's own stay. Where a finding falls on a cell that has one, ours follows it in the same box. Ours are
known again by their first line: LibreOffice forgets who wrote a comment.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from payung.gateways.spreadsheets.marked.own.xml import (
    Element,
    NotEditable,
    appended,
    content_text,
    prefix_of,
    spliced,
    tree,
)
from payung.gateways.spreadsheets.marked.places import column_letters, row_and_column
from payung.gateways.spreadsheets.marked.words import AUTHOR, COMMENT_HEAD

_THREAD = "tc="  # the author under which Excel keeps a conversation's stand-in


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """The part as it is to be, and the cells whose boxes come and go."""

    data: bytes
    added: tuple[tuple[int, int], ...]
    removed: frozenset[tuple[int, int]]


def commented(data: bytes, *, texts: Mapping[tuple[int, int], str]) -> Comments:
    """Adds `texts` by (row, column); those of an earlier marking are gone."""
    root = tree(data)
    authors, listing = root.first("authors"), root.first("commentList")
    if authors is None or listing is None:
        raise NotEditable("comments without authors or list")
    names = [author.text for author in authors.children]
    threads = {str(number) for number, name in enumerate(names) if name.startswith(_THREAD)}
    edits: list[tuple[int, int, bytes]] = []
    waiting = dict(texts)
    removed = set()
    for element in listing.named("comment"):
        place = row_and_column(element.attributes.get("ref", ""))
        if place and _is_ours(element):
            edits.append((element.start, element.end, b""))
            removed.add(place)
        elif place:
            text = waiting.pop(place, None)
            if element.attributes.get("authorId") not in threads:
                edits += _continued(data, element, text=text)
    prefix = prefix_of(data, root)
    if waiting and AUTHOR not in names:
        names.append(AUTHOR)
        edits.append(appended(data, authors, f"<{prefix}author>{AUTHOR}</{prefix}author>".encode()))
    fresh = (_comment(place, waiting[place], author=names.index(AUTHOR), prefix=prefix) for place in sorted(waiting))
    edits.append(appended(data, listing, b"".join(fresh)))
    return Comments(data=spliced(data, edits), added=tuple(sorted(waiting)), removed=frozenset(removed))


def empty_comments(*, namespace: str) -> bytes:
    return f'<comments xmlns="{namespace}"><authors></authors><commentList></commentList></comments>'.encode()


def _comment(place: tuple[int, int], text: str, *, author: int, prefix: str) -> bytes:
    reference = f"{column_letters(place[1])}{place[0]}"
    return (
        f'<{prefix}comment ref="{reference}" authorId="{author}"><{prefix}text>'.encode()
        + _run(text, prefix=prefix)
        + f"</{prefix}text></{prefix}comment>".encode()
    )


def _is_ours(comment: Element) -> bool:
    text = "".join(piece.text for piece in comment.walk() if piece.name == "t")
    return text.lstrip().startswith(COMMENT_HEAD)


def _run(text: str, *, prefix: str) -> bytes:
    return (
        f'<{prefix}r><{prefix}rPr><{prefix}sz val="9"/><{prefix}rFont val="Tahoma"/></{prefix}rPr>'
        f'<{prefix}t xml:space="preserve">'.encode()
        + content_text(text)
        + f"</{prefix}t></{prefix}r>".encode()
    )


def _continued(data: bytes, comment: Element, *, text: str | None) -> Iterator[tuple[int, int, bytes]]:
    """The user's comment without what we once added to it, and with what there is to add now."""
    body = comment.first("text")
    if body is None:
        return
    prefix = prefix_of(data, body)
    ours_begun = False
    for run in body.children:
        piece = run if run.name == "t" else run.first("t")
        before, divider, _ = ("", "", "") if piece is None else piece.text.partition(COMMENT_HEAD)
        if ours_begun or (divider and not before.strip()):
            ours_begun = True
            yield run.start, run.end, b""
            continue
        if text and run.name == "t":
            # Plain text becomes a run, because only runs can follow one another.
            yield run.start, run.start, f"<{prefix}r>".encode()
            yield run.end, run.end, f"</{prefix}r>".encode()
        if piece is not None and divider:
            ours_begun = True
            yield piece.inside, piece.outside, content_text(before.rstrip("\n"))
    if text:
        yield appended(data, body, _run(f"\n{text}", prefix=prefix))

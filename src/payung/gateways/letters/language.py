"""The little language between the braces of a template: words, lists, yes and no. Nothing else of Jinja exists in it.

Whoever uploads a template must not reach Python, the server or the time of others. A sandbox forbids what is known to
be dangerous; this allows what letters need: a word, a word of a row, `if`, `for` over a list, comparison, four
filters. No calls, no arithmetic, no setting, no inclusion. A loop inside a loop goes over a part of the outer row, so
that the work grows with what the letter says, and what is written is counted as it comes.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

UNKNOWN_YET = "……………"  # what is not known is left to be written by hand
_LETTERS_MOST = 30_000_000
_LOOPS_MOST = 50
_DEPTH_MOST = 30  # Python compiles no deeper
_LOOP_WORDS = frozenset({"index", "first", "last", "length"})
_FILTERS: Mapping[str, Callable[[Any], str]] = {
    "upper": lambda value: str(value).upper(),
    "lower": lambda value: str(value).lower(),
    "title": lambda value: str(value).title(),
    "trim": lambda value: str(value).strip(),
}
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If),
    *(nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter),
)


class NotInLanguage(TemplateSyntaxError):
    """The template uses something that letters do not have. The message is an Indonesian clause."""


class TooLong(Exception):
    """The letter would be longer than any letter is."""


class WordMissing(Exception):
    """A word that the facts do not have, by its name."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Language(ImmutableSandboxedEnvironment):
    """Jinja with nothing left in it but the language above."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=_Missing, finalize=_written)
        self.globals = {}
        self.filters = dict(_FILTERS)
        self.tests = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Every template goes through here before anything of it runs."""
        tree = super()._parse(source, name, filename)
        _refuse_foreign(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A word of a row, never an attribute of a Python object."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP_WORDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`baris["nama"]` is not in the language; should it slip in, it is `baris.nama`."""
        return self.getattr(obj, str(argument))

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """Joined, and no longer than a letter."""
        written, length = [], 0
        for piece in pieces:
            length += len(piece)
            if length > _LETTERS_MOST:
                raise TooLong
            written.append(piece)
        return "".join(written)


class _Missing(StrictUndefined):
    __slots__ = ()

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> Any:
        raise WordMissing(str(self._undefined_name))

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = __contains__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __html__ = _fail_with_undefined_error


def words_of(tree: nodes.Template) -> set[str]:
    """The words a template asks for; those of the rows of a list as `keluar.nama`."""
    found: set[str] = set()
    _walk(tree, {}, found)
    return found


def _walk(node: nodes.Node, rows: Mapping[str, str], found: set[str]) -> None:
    """`rows`: what the words that loops have made stand for."""
    if isinstance(node, nodes.For):
        _walk(node.iter, rows, found)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**rows, target: _path(node.iter, rows), "loop": ""}
        for part in (*node.body, *([node.test] if node.test else [])):
            _walk(part, inner, found)
        for part in node.else_:
            _walk(part, rows, found)
    elif isinstance(node, (nodes.Name, nodes.Getattr)):
        if path := _path(node, rows):
            found.add(path)
    else:
        for part in node.iter_child_nodes():
            _walk(part, rows, found)


def _path(node: nodes.Node, rows: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Name):
        return rows.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        owner = _path(node.node, rows)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def _refuse_foreign(tree: nodes.Template) -> None:
    loops = 0
    waiting: list[tuple[nodes.Node, str | None, int]] = [(tree, None, 0)]  # with the row of its loop, and how deep
    while waiting:
        node, row, depth = waiting.pop()
        if depth > _DEPTH_MOST:
            raise NotInLanguage("menumpuk terlalu banyak syarat", node.lineno or 1)
        if not isinstance(node, _ALLOWED):
            raise NotInLanguage("memakai perintah yang tidak ada di surat Payung", node.lineno or 1)
        if isinstance(node, nodes.Filter) and (node.name not in _FILTERS or node.args or node.kwargs):
            raise NotInLanguage(f"memakai “{node.name}”, yang tidak ada di surat Payung", node.lineno or 1)
        if isinstance(node, nodes.For):
            loops += 1
            row = _row_of(node, row)
        if loops > _LOOPS_MOST:
            raise NotInLanguage(f"mengulang lebih dari {_LOOPS_MOST} daftar", node.lineno or 1)
        waiting += [(part, row, depth + 1) for part in node.iter_child_nodes()]


def _row_of(loop: nodes.For, outer: str | None) -> str:
    """The name of its row. A loop goes over a list, one inside another over a part of the outer row."""
    if not isinstance(loop.target, nodes.Name) or loop.recursive:
        raise NotInLanguage("mengulang dengan cara yang tidak ada di surat Payung", loop.lineno or 1)
    source = loop.iter
    while isinstance(source, nodes.Getattr):
        source = source.node
    if not isinstance(source, nodes.Name) or (outer is not None and (source.name != outer or source is loop.iter)):
        raise NotInLanguage("mengulang sesuatu yang bukan daftar dari baris yang sedang ditulis", loop.lineno or 1)
    return loop.target.name


def _written(value: object) -> object:
    return UNKNOWN_YET if value is None or value == "" else value

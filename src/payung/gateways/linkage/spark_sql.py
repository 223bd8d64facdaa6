"""The engine's SQL, written once for DuckDB, as Spark says it.

Four functions have no like-named twin; all else `sqlglot` translates. Tables become views: Spark works them out where
they are needed.
"""

from typing import NamedTuple

import sqlglot
from sqlglot import expressions as exp

_HAS_ALL = "LIST_HAS_ALL"


class View(NamedTuple):
    """A statement `create table name as query`, translated."""

    name: str
    query: str


def view_of(statement: str) -> View | None:
    """The table that a statement creates; None for one that drops a table."""
    created = sqlglot.parse_one(statement, read="duckdb")
    if not isinstance(created, exp.Create):
        return None
    return View(created.this.name, in_spark(created.expression))


def in_spark(query: str | exp.Expression) -> str:
    """The query in Spark's words."""
    tree = sqlglot.parse_one(query, read="duckdb") if isinstance(query, str) else query
    return tree.transform(_translated).sql(dialect="spark")


def _translated(node: exp.Expression) -> exp.Expression:
    """One call or type in Spark's words."""
    if isinstance(node, exp.Anonymous):
        name = node.name.upper()
        if name == _HAS_ALL:
            one, other = node.expressions
            return exp.paren(
                exp.EQ(this=_call("size", _call("array_except", other, one)), expression=exp.Literal.number(0))
            )
        return _call("xxhash64", *node.expressions) if name == "HASH" else node
    if isinstance(node, exp.ArrayOverlaps):
        return _call("arrays_overlap", node.this, node.expression)
    if isinstance(node, exp.Length) and node.this.name.removesuffix("_l").removesuffix("_r").endswith("_set"):
        return _call("size", node.this)
    return node


def _call(name: str, *arguments: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])

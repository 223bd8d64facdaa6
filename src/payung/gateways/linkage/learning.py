"""What the register itself says, counted: how common names are, and how often two different people agree.

Random pairs hold none of the rare agreements, one NIK or one KK on two people. These are counted on all pairs that
share the number, among those that something else tells apart.
"""

import duckdb

from payung.gateways.linkage.comparing import COMPARISONS
from payung.gateways.linkage.comparing.card import CARD
from payung.gateways.linkage.comparing.home import HOUSEHOLD, PHONE, PLACE
from payung.gateways.linkage.comparing.name import NAME
from payung.gateways.linkage.comparing.prepared import Prepared
from payung.gateways.linkage.model import Frequencies
from payung.gateways.linkage.pairing import compared_sql

COMMON = 5  # persons a value needs to be named in the parameters
RANDOM_PAIRS = 800_000
_RARE_PAIRS = 150_000
_WHOLE = {"words": "words", "sound": "sound"}
_WORDS = {"word_part": "words", "sound_part": "sound"}

_FAR = f"card in ({CARD.gammas()['far']}, {CARD.gammas()['far_clash']}, {CARD.gammas()['born_part']})"
_UNLIKE = f"name = {NAME.gammas()['unlike']}"
_ELSEWHERE = f"household = {HOUSEHOLD.gammas()['differ']} and place < {PLACE.gammas()['desa_same']} and place > 0"
_ENOUGH = 50  # random pairs told apart, to know how many are

Counts = dict[str, dict[str, float]]


def frequencies(connection: duckdb.DuckDBPyConnection) -> dict[str, Frequencies]:
    """How common whole names and their words are in `record`; those of fewer than COMMON rows share a floor."""
    total = max(1, connection.execute("select count(*) from record where sound is not null").fetchall()[0][0])
    found = {}
    for kind, column in [*_WHOLE.items(), *_WORDS.items()]:
        each = f"unnest(string_split({column}, ' '))" if kind in _WORDS else column
        rows = connection.execute(
            f"select value, count(*) from (select {each} as value from record where {column} is not null) group by value"
            f" having count(*) >= {COMMON} order by value"
        ).fetchall()
        floor = 2 if kind in _WORDS else COMMON - 1
        found[kind] = Frequencies(common={value: count / total for value, count in rows}, floor=floor / total)
    return found


def chances(connection: duckdb.DuckDBPyConnection, *, seed: int) -> Counts:
    """How often two different people stand on each level (u), by comparison and level."""
    (rows,) = connection.execute("select count(*) from prepared").fetchall()[0]
    all_pairs = rows * (rows - 1) / 2
    connection.execute(
        f"create or replace table drawn as select distinct least(a, b) as a, greatest(a, b) as b, 0 as kind from ("
        f"select (hash({seed}, i, 1) % {rows})::integer as a, (hash({seed}, i, 2) % {rows})::integer as b"
        f" from range({RANDOM_PAIRS}) t(i)) where a <> b"
    )
    connection.execute(f"create or replace table random as {_gammas('drawn')}")
    found = {c.name: _shares(connection, c.name, [level.name for level in c.ascending]) for c in COMPARISONS}
    rare: dict[str, list[tuple[str, tuple[str, ...], str]]] = {
        CARD.name: [
            ("nik", ("nik_same_born_unknown", "nik_same_born_near", "nik_same_born_far"), _UNLIKE),
            ("born", tuple(n for n in CARD.gammas() if "born_same" in n), f"{_UNLIKE} and {_ELSEWHERE}"),
        ],
        HOUSEHOLD.name: [
            ("kk", ("kk_same",), f"{_UNLIKE} and {_FAR}"),
            ("house || desa", ("house_same",), f"{_UNLIKE} and {_FAR}"),
            ("heir", ("heir_same",), f"{_UNLIKE} and {_FAR}"),
        ],
        PHONE.name: [("phone", ("same",), f"{_UNLIKE} and {_FAR}")],
    }
    for comparison, sources in rare.items():
        for shared, levels, apart in sources:
            found[comparison].update(_rare(connection, comparison, shared, levels, apart, all_pairs))
    return found


def _gammas(source: str) -> str:
    names = ", ".join(comparison.name for comparison in COMPARISONS)
    return f"select {names} from ({compared_sql(source=source, columns=list(Prepared._fields))})"


def _shares(connection: duckdb.DuckDBPyConnection, comparison: str, levels: list[str]) -> dict[str, float]:
    counted = dict(connection.execute(f"select {comparison}, count(*) from random group by 1").fetchall())
    known = max(1, sum(count for gamma, count in counted.items() if gamma))
    return {level: max(counted.get(gamma, 0), 0.5) / known for gamma, level in enumerate(levels, 1)}


def _rare(
    connection: duckdb.DuckDBPyConnection,
    comparison: str,
    shared: str,
    levels: tuple[str, ...],
    apart: str,
    all_pairs: float,
) -> dict[str, float]:
    """The levels' chances among pairs that share a value, told from one human being by `apart`."""
    (both, told, known) = _told(connection, comparison, apart)
    if told < _ENOUGH:  # a register of one desa has nobody elsewhere
        apart = _UNLIKE
        (both, told, known) = _told(connection, comparison, apart)
    value = f"select nth, {shared} as value from prepared where {shared} is not null"
    (many,) = connection.execute(
        f"select coalesce(sum(many * (many - 1)), 0) / 2 from (select count(*) as many from ({value}) group by value)"
    ).fetchall()[0]
    part = max(1, round(many / _RARE_PAIRS))  # every so many values are looked at
    connection.execute(
        f"create or replace table drawn as with v as (select * from ({value}) where hash(value) % {part} = 0)"
        " select x.nth as a, y.nth as b, 0 as kind from v x join v y on x.value = y.value and x.nth < y.nth"
    )
    gammas = next(c for c in COMPARISONS if c.name == comparison).gammas()
    counted = dict(
        connection.execute(
            f"select {comparison}, count(*) from ({_gammas('drawn')}) where {apart} group by 1"
        ).fetchall()
    )
    pairs = all_pairs * told / both * max(known, 1) / both
    return {level: max(counted.get(gammas[level], 0), 0.5) * part / pairs for level in levels if level}


def _told(connection: duckdb.DuckDBPyConnection, comparison: str, apart: str) -> tuple[int, int, int]:
    """Random pairs: all, those told apart, and those of whom something is known."""
    (both, told, known) = connection.execute(
        f"select count(*), count(*) filter ({apart}), count(*) filter ({comparison} > 0) from random"
    ).fetchall()[0]
    return max(both, 1), max(told, 1), known

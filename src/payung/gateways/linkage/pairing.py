"""Pairs of the table `prepared`, by the blocks, and their comparison in SQL."""

from payung.gateways.linkage.blocking import BLOCKS, NEXT, keys_sql
from payung.gateways.linkage.comparing import COMPARISONS, Comparison
from payung.gateways.linkage.comparing.card import BORN_NEAR, BORN_PART, NIK_BESIDE, NIK_SLIP
from payung.gateways.linkage.comparing.home import HOME_SAME
from payung.gateways.linkage.comparing.kin import DOUBT_SQL
from payung.gateways.linkage.model import Model
from payung.gateways.linkage.weighing import level_bits, prior_bits

_CAPS = "case kind " + " ".join(f"when {block.kind} then {block.cap}" for block in BLOCKS) + " end"
_CHAINED = f"key.kind in ({', '.join(str(block.kind) for block in BLOCKS if block.chained)})"

# What several levels ask is worked out once a pair.
_ONCE = {
    "nik_slip": NIK_SLIP,
    "nik_beside": NIK_BESIDE,
    "born_near": BORN_NEAR,
    "born_part": BORN_PART,
    "home_same": HOME_SAME,
}

_IN_ORDER = "nik, born, words, kk, phone, nth"


def pair_statements(*, left: int | None = None) -> list[str]:
    """Statements that make `pair(a, b, kind)`, a < b, of `prepared`; each pair once, by the first block that has it.

    With `left`: only of one of the first `left` records and one after these.
    """
    between = "" if left is None else f"where a < {left} and b >= {left}"
    return [
        f"create table key as {keys_sql()}",
        (
            f"create table shared as select kind, value, count(*) as many, count(*) > {_CAPS} as over"
            " from key group by kind, value having count(*) > 1"
        ),
        "create table kept as select key.kind, key.value, key.nth from key join shared using (kind, value) where not over",
        f"""create table line as select key.kind, nth, row_number() over (partition by key.kind, value order by {_IN_ORDER}) as place,
 value from key join shared using (kind, value) join prepared using (nth) where over and {_CHAINED}""",
        "drop table key",
        f"""create table pair as select a, b, min(kind) as kind from (
 select x.nth as a, y.nth as b, x.kind from kept x join kept y on x.kind = y.kind and x.value = y.value and x.nth < y.nth
 union all select least(x.nth, y.nth), greatest(x.nth, y.nth), x.kind
 from (select *, unnest(range(1, {NEXT + 1})) as step from line) x
 join line y on x.kind = y.kind and x.value = y.value and y.place = x.place + x.step)
 {between} group by a, b""",
        "drop table kept",
        "drop table line",
    ]


def _case(comparison: Comparison) -> str:
    gammas = comparison.gammas()
    whens = [f"when {comparison.unknown} then 0"]
    whens += [f"when {level.sql} then {gammas[level.name]}" for level in comparison.levels if level.sql]
    return f"(case {' '.join(whens)} else 1 end)::utinyint as {comparison.name}"


def _sides(columns: list[str]) -> str:
    return ", ".join([f"{side}.{column} as {column}_{side}" for column in columns for side in ("l", "r")])


def _short(sql: str) -> str:
    for name, text in _ONCE.items():
        sql = sql.replace(text, name)
    return sql


def compared_sql(*, source: str, columns: list[str]) -> str:
    """`source` (a, b, kind) with the columns of both sides, what is asked more than once, and the gammas."""
    once = ", ".join([f"{sql} as {name}" for name, sql in _ONCE.items()])
    gammas = _short(", ".join([_case(comparison) for comparison in COMPARISONS]))
    both = (
        f"select a, b, kind, {_sides(columns)} from {source} join prepared l on l.nth = a join prepared r on r.nth = b"
    )
    return f"select *, {gammas} from (select *, {once} from ({both}))"


def weight_sql(model: Model) -> str:
    """The weight in bits, over gammas and frequencies of both sides."""
    terms = [repr(prior_bits(model))]
    for comparison in COMPARISONS:
        bits = level_bits(model, comparison)
        whens = " ".join(f"when {gamma} then {bit!r}::double" for gamma, bit in enumerate(bits))
        terms.append(f"case {comparison.name} {whens} end")
        gammas = comparison.gammas()
        rare = [level for level in comparison.levels if level.rarity]
        if rare:
            tfs = " ".join(
                f"when {gammas[level.name]} then -log2(greatest(tf_{level.rarity}_l, tf_{level.rarity}_r))"
                for level in rare
            )
            terms.append(f"case {comparison.name} {tfs} else 0 end")
    return " + ".join(terms)


def scored_sql(*, source: str, model: Model, columns: list[str]) -> str:
    """a, b, kind, gammas, weight and doubt of each pair of `source`."""
    names = ", ".join(comparison.name for comparison in COMPARISONS)
    return (
        f"select a, b, kind, {names}, {weight_sql(model)} as weight, ({_short(DOUBT_SQL)})::utinyint as doubt"
        f" from ({compared_sql(source=source, columns=columns)})"
    )

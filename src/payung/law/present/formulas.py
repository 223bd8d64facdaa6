"""How an amount came about, with its numbers: `60% × 80 × 1.000.000`. Nothing is computed anew here."""

from fractions import Fraction
from functools import singledispatch

from payung.law.rules.benefit.case import Level, Mode
from payung.law.rules.benefit.owed import (
    Disability,
    Flat,
    Incapacity,
    Late,
    LossUsed,
    ModeUsed,
    OfBase,
    PaidBack,
    Periodic,
    Scholarship,
    Transport,
)
from payung.law.wording import number_text, percent_text
from payung.shared.money import grouped

MODES = {Mode.LAND: "darat", Mode.SEA: "laut", Mode.AIR: "udara"}
LEVELS = {
    Level.TK: "TK",
    Level.SD: "SD",
    Level.SMP: "SMP",
    Level.SMA: "SMA",
    Level.PT: "perguruan tinggi",
}
WHOLE = 100


@singledispatch
def formula(parts: object) -> str:
    """The sum as an officer would write it on paper. One function for each kind of amount."""
    raise TypeError(f"no formula for {type(parts).__name__}")


@formula.register
def _of_base(parts: OfBase) -> str:
    sum_ = f"{percent_text(parts.percent)} × {parts.multiplier} × {grouped(parts.base_income_rp)}"
    if not parts.raised:
        return sum_
    return f"{sum_} = {grouped(parts.computed_rp)}, paling sedikit {grouped(parts.least_rp or 0)}"


@formula.register
def _disability(parts: Disability) -> str:
    percents = " + ".join(map(_loss, parts.losses))
    if parts.cut_percent:
        percents += f" − {percent_text(parts.cut_percent)} di atas batas {percent_text(parts.cap_percent)}"
    if len(parts.losses) > 1 or parts.cut_percent:
        percents = f"({percents})"
    return f"{percents} × {parts.multiplier} × {grouped(parts.base_income_rp)}"


def _loss(loss: LossUsed) -> str:
    """One loss: the percent of its row, times the tens or the part of the function that is lost."""
    if loss.units is not None:
        return f"{loss.units} × {percent_text(loss.row.percent)}"
    if loss.function_lost_percent == WHOLE:
        return percent_text(loss.percent)
    return f"{percent_text(loss.function_lost_percent)} × {percent_text(loss.percent)}"


@formula.register
def _flat(parts: Flat) -> str:
    return f"{_times(parts.times)}{grouped(parts.sum_rp)}"


@formula.register
def _periodic(parts: Periodic) -> str:
    return f"{_times(parts.times)}{parts.months} × {grouped(parts.rp_a_month)}"


def _times(times: int) -> str:
    return f"{times} × " if times > 1 else ""


@formula.register
def _incapacity(parts: Incapacity) -> str:
    return " + ".join(
        f"{number_text(tier.months)} × {percent_text(tier.percent)} × {grouped(parts.base_income_rp)}"
        for tier in parts.tiers
    )


@formula.register
def _transport(parts: Transport) -> str:
    return " + ".join(map(_way, parts.modes))


def _way(used: ModeUsed) -> str:
    limit = f", paling banyak {grouped(used.cap_rp)} dari biaya {grouped(used.cost_rp)}" if used.capped else ""
    return f"{grouped(used.paid_rp)} ({MODES[used.mode]}{limit})"


@formula.register
def _paid_back(parts: PaidBack) -> str:
    if parts.cap_rp is not None and parts.capped:
        return f"{grouped(parts.cap_rp)} (paling banyak, dari biaya {grouped(parts.cost_rp)})"
    return grouped(parts.cost_rp)


@formula.register
def _scholarship(parts: Scholarship) -> str:
    """The first year of each child paid for; the years to come stand in the schedule."""
    first = [(its.child, *its.years[0]) for its in parts.children if its.paid_for and its.years]
    sums = " + ".join(
        f"{grouped(amount_rp)} (anak ke-{child + 1}, {LEVELS[level]})" for child, level, amount_rp in first
    )
    return f"{sums}, {'dibayar sekali' if parts.once else 'tahun pertama'}"


@formula.register
def _late(parts: Late) -> str:
    return f"{percent_text(Fraction(parts.share) * WHOLE)} × {parts.days} × {grouped(parts.of_rp)}"

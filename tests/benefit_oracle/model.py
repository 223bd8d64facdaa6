"""What a case owes, as domain/law.md 3 and CONTRACTS `payung benefit` read, one case at a time: imports no rule.

Takes a case as JSON brings it. Answers without sentences: regime, lines by code, totals, schedule, whether a note is due.
"""

from datetime import date
from fractions import Fraction
from math import floor

from benefit_oracle.table import BY_TENS, PERCENT, RANGES, other_hand

LEVELS = ["TK", "SD", "SMP", "SMA", "PT"]
YEARS_OF_LEVEL = {"TK": 2, "SD": 6, "SMP": 3, "SMA": 3, "PT": 5}
A_YEAR_OF = {"TK": 1_500_000, "SD": 1_500_000, "SMP": 2_000_000, "SMA": 3_000_000, "PT": 12_000_000}


class R1:
    """PP 44/2015: 1 July 2015 to 1 December 2019."""

    name = "PP 44/2015"
    jkm_grant, periodic, funeral = 16_200_000, 24 * 200_000, 3_000_000
    transport = {"land": 1_000_000, "sea": 1_500_000, "air": 2_500_000}
    second_half_year = Fraction(75, 100)
    home_care = 0
    aids = {"denture": 3_000_000, "hearing_aid": 0, "glasses": 0}
    scholarship_months = 60


class R2:
    """PP 82/2019: 2 December 2019 to 23 February 2025."""

    name = "PP 82/2019"
    jkm_grant, periodic, funeral = 20_000_000, 24 * 500_000, 10_000_000
    transport = {"land": 5_000_000, "sea": 2_000_000, "air": 10_000_000}
    second_half_year = Fraction(1)
    home_care = 20_000_000
    aids = {"denture": 5_000_000, "hearing_aid": 2_500_000, "glasses": 1_000_000}
    scholarship_months = 36


class R3(R2):
    """Permenaker 1/2025: from 24 February 2025. Sums as before, other conditions of JKM."""

    name = "PP 82/2019 + Permenaker 1/2025"


def regime_on(day):
    if day < date(2019, 12, 2):
        return R1
    return R2 if day < date(2025, 2, 24) else R3


def half_up(amount):
    return floor(Fraction(amount) + Fraction(1, 2))


def exact(number):
    """12.5 as twelve and a half, not as the nearest binary number."""
    return Fraction(str(number))


def owed(case):
    """The answer to a case that can be computed."""
    event = day_of(case["event_date"])
    law = regime_on(event)
    lines, schedule, noted = {}, [], False
    if case["membership"]["status"] != "active":
        noted = True
    elif case["cause"] == "work":
        lines, schedule = work(case, law=law, event=event)
    elif case["outcome"] == "death":
        lines, schedule, noted = other_death(case, law=law, event=event)
    else:
        noted = True
    if case["outcome"] == "death" and not case.get("has_heirs", True):
        noted = noted or set(lines) != {"FUNERAL"}
        lines = {code: amount for code, amount in lines.items() if code == "FUNERAL"}
        schedule = []
    if schedule and any(case["children"][year["child"]].get("birth_date") is None for year in schedule):
        noted = True
    lines["SCHOLARSHIP"] = sum(year["amount_rp"] for year in schedule if year["due_date"] == event.isoformat())
    lines = {code: half_up(amount) for code, amount in lines.items()}
    lines["LATE_COMPENSATION"] = half_up(Fraction(case.get("days_paid_late", 0), 100) * sum(lines.values()))
    lines = {code: amount for code, amount in lines.items() if amount}
    return {
        "regime": law.name,
        "lines": lines,
        "total_now_rp": sum(lines.values()),
        "scholarship_total_rp": sum(year["amount_rp"] for year in schedule),
        "scholarship_schedule": schedule,
        "noted": noted,
    }


def work(case, *, law, event):
    """JKK: no waiting, whatever was paid. STMB, transport and care add to any outcome."""
    income = case["base_income_rp"]
    lines = {"STMB": stmb(case, law=law), **costs(case, law=law)}
    schedule = []
    match case["outcome"]:
        case "death":
            lines["JKK_DEATH_GRANT"] = max(Fraction(60, 100) * 80 * income, law.jkm_grant)
            lines["JKK_PERIODIC"], lines["FUNERAL"] = law.periodic, law.funeral
            schedule = scholarships(case, law=law, event=event)
        case "total_disability":
            lines["JKK_TOTAL_DISABILITY"] = Fraction(70, 100) * 80 * income
            lines["JKK_PERIODIC"] = law.periodic
            schedule = scholarships(case, law=law, event=event)
        case "partial_disability":
            whole, functional = disability(case)
            lines["JKK_PARTIAL_DISABILITY"] = whole / 100 * 80 * income
            lines["JKK_FUNCTIONAL_DISABILITY"] = functional / 100 * 80 * income
    return lines, schedule


def stmb(case, *, law):
    """Six months whole, six at the rate of the regime, half from the thirteenth on."""
    days = exact(case.get("months_unable", 0)) * 30
    if abs(days - round(days)) < Fraction(1, 10**6):
        days = Fraction(round(days))  # 0.3333333333333333 is ten days
    months = days / 30
    first = min(months, 6)
    second = min(max(months - 6, 0), 6)
    after = max(months - 12, 0)
    return case["base_income_rp"] * (first + second * law.second_half_year + after / 2)


def costs(case, *, law):
    """Transport capped for each mode, aids for each kind, home care as one sum; treatment and prosthesis have no cap."""
    aids = dict.fromkeys(("denture", "hearing_aid", "glasses", "prosthesis"), 0)
    for aid in case.get("aids", []):
        aids[aid["kind"]] += aid["cost_rp"]
    modes = dict.fromkeys(law.transport, 0)
    for trip in case.get("transport", []):
        modes[trip["mode"]] += trip["cost_rp"]
    return {
        "TRANSPORT": sum(min(cost, law.transport[mode]) for mode, cost in modes.items()),
        "MEDICAL": case.get("medical_cost_rp", 0),
        "HOME_CARE": min(case.get("home_care_cost_rp", 0), law.home_care),
        **{kind.upper(): min(aids[kind], cap) for kind, cap in law.aids.items()},
        "PROSTHESIS": aids["prosthesis"],
    }


def disability(case):
    """(percent of parts lost whole, percent of functions lost); together at most 70, the functions give way."""
    whole, functional = Fraction(0), Fraction(0)
    for loss in case.get("losses", []):
        part = loss["part"]
        if case.get("handedness", "right") == "left":
            part = other_hand(part)
        lost = exact(loss.get("function_lost_percent", 100))
        if part in BY_TENS:
            whole += BY_TENS[part] * loss["units"]
            continue
        percent = exact(loss["table_percent"]) if part in RANGES else Fraction(PERCENT[part])
        if lost == 100:
            whole += percent
        else:
            functional += percent * lost / 100
    whole = min(whole, Fraction(70))
    return whole, min(functional, 70 - whole)


def other_death(case, *, law, event):
    """JKM: whole for a member; from 24 February 2025 after three months paid and three months of membership."""
    months = case["membership"]["months_paid"]
    twice = case["membership"].get("other_paid_memberships", 0) > 0
    lines = {"FUNERAL": law.funeral}
    if law is R3 and months < 3:
        return lines, [], twice
    if law is R3 and event < three_months_after(day_of(case["membership"]["registered_on"])):
        return lines, [], True
    times = 2 if law is R3 and twice else 1
    lines["JKM_DEATH_GRANT"], lines["JKM_PERIODIC"] = law.jkm_grant * times, law.periodic * times
    schedule = scholarships(case, law=law, event=event) if months >= law.scholarship_months else []
    return lines, schedule, twice


def three_months_after(registered_on):
    """Registered in January, three running calendar months are complete on 1 April."""
    month = registered_on.month + 3
    return date(registered_on.year + (month > 12), (month - 1) % 12 + 1, 1)


def scholarships(case, *, law, event):
    """The years owed, of the two children with the largest paths; in 2015's law one sum for one child."""
    paths = [(child, path(pupil, event=event)) for child, pupil in enumerate(case.get("children", []))]
    paths = [(child, years) for child, years in paths if years]
    if law is R1:
        return [
            {"child": child, "due_date": due.isoformat(), "level": level, "amount_rp": 12_000_000}
            for child, [(due, level), *_] in paths[:1]
        ]
    largest = sorted(paths, key=lambda path: -sum(A_YEAR_OF[level] for _, level in path[1]))[:2]
    years = [
        {"child": child, "due_date": due.isoformat(), "level": level, "amount_rp": A_YEAR_OF[level]}
        for child, years in largest
        for due, level in years
    ]
    return sorted(years, key=lambda year: (year["due_date"], year["child"]))


def path(pupil, *, event):
    """(due day, level) of every year to come, one a year from the event, while the child is under 23 on that day."""
    here = LEVELS.index(pupil["level"])
    levels = [pupil["level"]] * min(pupil["years_left_at_level"], YEARS_OF_LEVEL[pupil["level"]])
    for level in LEVELS[here + 1 :]:
        levels += [level] * YEARS_OF_LEVEL[level]
    born = day_of(pupil["birth_date"]) if pupil.get("birth_date") else None
    dues = [(years_after(event, years), level) for years, level in enumerate(levels)]
    return [(due, level) for due, level in dues if born is None or due < birthday(born, 23)]


def birthday(born, age):
    """Somebody born on 29 February grows a year older on 1 March of a common year."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def years_after(day, years):
    """The same day of a later year; where it has none, the last day of that month (as KUHD 135 has it for due days)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def day_of(text):
    return text if isinstance(text, date) else date.fromisoformat(text)

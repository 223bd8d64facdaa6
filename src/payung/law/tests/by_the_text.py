"""Cover as the sentences of CONTRACTS read, one after the other, with sets and days: an oracle that imports no rule."""

from datetime import date


def month_of(day):
    return day.year * 12 + day.month - 1


def unpaid_months(*, last_month, day):
    """Whole calendar months that ended before the day, after the last counted paid month; never the running one."""
    return sum(1 for month in range(last_month + 1, month_of(day)))


def cover_by_the_text(*, registered_on, payments, on):
    """`payments`: (month number, day paid). Answers in the words of CONTRACTS, without explanation."""
    spell: set[int] = set()
    before_lapse: set[int] = set()
    registration = registered_on
    for day in sorted({paid_on for _, paid_on in payments if paid_on <= on}):
        lapsed = bool(spell) and day >= registered_on and unpaid_months(last_month=max(spell), day=day) >= 3
        months = {month for month, paid_on in payments if paid_on == day}
        if lapsed:
            months = {month for month in months if month >= month_of(day)}
            if not months:
                continue
            before_lapse, spell, registration = before_lapse | spell, set(), day
        spell |= months - before_lapse
    if not spell or on < registered_on:
        return answer("not_started", 0, "none", "none", False)
    unpaid = unpaid_months(last_month=max(spell), day=on)
    if unpaid >= 3:
        return answer("lapsed", unpaid, "none", "none", False)
    needed = 60 if on < date(2019, 12, 2) else 36
    scholarship = len(spell) >= needed or ("uncertain" if len(spell | before_lapse) >= needed else False)
    if unpaid:
        return answer("unpaid", unpaid, "uncertain", "uncertain", scholarship)
    return answer(
        "active", 0, "covered", jkm_by_the_text(paid=len(spell), registration=registration, on=on), scholarship
    )


def jkm_by_the_text(*, paid, registration, on):
    if on < date(2025, 2, 24):
        return "full"
    if paid < 3:
        return "funeral_only"
    third = month_of(registration) + 3
    complete = date(third // 12, third % 12 + 1, 1)  # registered in January, three are complete on 1 April
    return "full" if on >= complete else "uncertain"


def answer(status, unpaid, jkk, jkm, scholarship):
    return {"status": status, "unpaid_months": unpaid, "jkk": jkk, "jkm": jkm, "scholarship_jkm": scholarship}


def contribution_by_the_text(*, year, month, jkk, sector, payer):
    """(JKK, JKM, uncertain) of a month, from the printed JKK of the row."""
    when = (year, month)
    relieved = (2020, 8) <= when <= (2021, 1)
    discounted = (2026, 1) <= when <= (2027, 3) if sector == "transport" else (2026, 4) <= when <= (2026, 12)
    if relieved:
        return jkk // 100, 68, False
    if discounted and payer == "self":
        return jkk // 2, 3400, False
    return jkk, 6800, discounted and payer in ("village", "csr")


# PP 44/2015 Lampiran II as domain/law.md 2.2 gives it: lower bound, upper bound, JKK.
PRINTED_TABLE = [
    (0, 1_099_000, 10_000),
    (1_100_000, 1_299_000, 12_000),
    (1_300_000, 1_499_000, 14_000),
    (1_500_000, 1_699_000, 16_000),
    (1_700_000, 1_899_000, 18_000),
    (1_900_000, 2_099_000, 20_000),
    (2_100_000, 2_299_000, 22_000),
    (2_300_000, 2_499_000, 24_000),
    (2_500_000, 2_699_000, 26_000),
    (2_700_000, 3_199_000, 29_500),
    (3_200_000, 3_699_000, 34_500),
    (3_700_000, 4_199_000, 39_500),
    (4_200_000, 4_699_000, 44_500),
    (4_700_000, 5_199_000, 49_500),
    (5_200_000, 5_699_000, 54_500),
    (5_700_000, 6_199_000, 59_500),
    (6_200_000, 6_699_000, 64_500),
    (6_700_000, 7_199_000, 69_500),
    (7_200_000, 7_699_000, 74_500),
    (7_700_000, 8_199_000, 79_500),
    (8_200_000, 9_199_000, 87_000),
    (9_200_000, 10_199_000, 97_000),
    (10_200_000, 11_199_000, 107_000),
    (11_200_000, 12_199_000, 117_000),
    (12_200_000, 13_199_000, 127_000),
    (13_200_000, 14_199_000, 137_000),
    (14_200_000, 15_199_000, 147_000),
    (15_200_000, 16_199_000, 157_000),
    (16_200_000, 17_199_000, 167_000),
    (17_200_000, 18_199_000, 177_000),
    (18_200_000, 19_199_000, 187_000),
    (19_200_000, 20_199_000, 197_000),
    (20_200_000, None, 207_000),
]

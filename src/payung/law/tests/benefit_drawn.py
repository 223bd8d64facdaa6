"""Cases drawn for the oracle and the properties, as JSON would bring them: every fact of CONTRACTS, edges more often."""

from datetime import date, timedelta

from hypothesis import strategies as st

from payung.law.tests.benefit_worked import printed_losses

PRINTED = printed_losses()
BY_TENS = sorted(loss["part"] for loss in PRINTED if "units" in loss)
RANGES = {"scalp": (10, 30)}
WHOLE = sorted(loss["part"] for loss in PRINTED if loss["part"] not in (*BY_TENS, *RANGES))
REGIME_DAYS = [date(2015, 7, 1), date(2019, 12, 1), date(2019, 12, 2), date(2025, 2, 23), date(2025, 2, 24)]
LEAP_DAYS = [date(2016, 2, 29), date(2020, 2, 29), date(2024, 2, 29)]
# Bases of the printed table, sums around the floor of the death grant, and odd ones that leave half rupiahs.
BASES = [0, 337_500, 416_666, 416_667, 1_000_000, 1_000_001, 1_000_005, 2_950_000, 20_700_000]
CAPS = [0, 1, 1_000_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000, 5_000_000, 10_000_000, 20_000_000]
MONTHS_PAID = [0, 1, 2, 3, 4, 12, 35, 36, 37, 59, 60, 61]
MOST_YEARS = {"TK": 2, "SD": 6, "SMP": 3, "SMA": 3, "PT": 5}

sums = st.builds(lambda cap, by: max(cap + by, 0), st.sampled_from(CAPS), st.integers(-2, 2)) | st.integers(0, 10**9)
events = st.sampled_from([*REGIME_DAYS, *LEAP_DAYS]) | st.dates(date(2015, 7, 1), date(2027, 12, 31))
months_unable = st.sampled_from([0, 6, 6.5, 7, 12, 12.5, 13]) | st.integers(0, 900).map(lambda days: days / 30)


@st.composite
def losses(draw):
    part = draw(st.sampled_from(WHOLE) | st.sampled_from([*BY_TENS, *RANGES]))
    if part in BY_TENS:
        return {"part": part, "units": draw(st.integers(1, 10))}
    loss = {"part": part}
    if part in RANGES:
        low, high = RANGES[part]
        loss["table_percent"] = draw(st.sampled_from([low, high, low + 0.5]) | st.integers(low, high))
    lost = draw(st.none() | st.sampled_from([100, 99, 12.5, 50, 33.3]) | st.integers(1, 100))
    return loss if lost is None else loss | {"function_lost_percent": lost}


@st.composite
def pupils(draw, event):
    """A child born so that the 23rd birthday lies about one of the due days, or of any age, or of no known birth date."""
    level = draw(st.sampled_from(list(MOST_YEARS)))
    pupil = {"level": level, "years_left_at_level": draw(st.integers(0, MOST_YEARS[level]) | st.integers(0, 8))}
    kind = draw(st.sampled_from(["unknown", "near", "any", "leap"]))
    if kind == "near":
        year = event.year + draw(st.integers(0, 19)) - 23
        born = date(year, event.month, min(event.day, 28)) + timedelta(days=draw(st.integers(-2, 2)))
    elif kind == "leap":
        born = date(draw(st.sampled_from([1992, 1996, 2000, 2004, 2008, 2012])), 2, 29)
    else:
        born = event - timedelta(days=draw(st.integers(0, 26 * 366)))
    return pupil if kind == "unknown" else pupil | {"birth_date": min(born, event).isoformat()}


@st.composite
def memberships(draw, event):
    """Registered on the day, in the months that the three-month rule counts, or years before; mostly active."""
    ago = draw(st.sampled_from([0, 1, 31, 59, 60, 61, 89, 90, 91, 92, 93]) | st.integers(0, 4000))
    status = draw(st.sampled_from(["active"] * 12 + ["unpaid", "lapsed", "not_started"]))
    return {
        "registered_on": (event - timedelta(days=ago)).isoformat(),
        "months_paid": draw(st.sampled_from(MONTHS_PAID) | st.integers(0, 120)),
        "status": status,
        "other_paid_memberships": draw(st.sampled_from([0, 0, 1, 2])),
    }


@st.composite
def drawn_cases(draw, *, cause=None, outcome=None, event=None, has_heirs=None):
    """A case that can be computed; what is named is not drawn."""
    day = event or draw(events)
    ended = outcome or draw(
        st.sampled_from(["treated", "recovered", "partial_disability", "total_disability", "death", "death"])
    )
    trips = st.fixed_dictionaries({"mode": st.sampled_from(["land", "sea", "air"]), "cost_rp": sums})
    aids = st.fixed_dictionaries(
        {"kind": st.sampled_from(["denture", "hearing_aid", "glasses", "prosthesis"]), "cost_rp": sums}
    )
    return {
        "cause": cause or draw(st.sampled_from(["work", "work", "other"])),
        "outcome": ended,
        "event_date": day.isoformat(),
        "base_income_rp": draw(st.sampled_from(BASES) | st.integers(0, 30_000_000)),
        "membership": draw(memberships(day)),
        "transport": draw(st.lists(trips, max_size=4)),
        "medical_cost_rp": draw(sums),
        "home_care_cost_rp": draw(sums),
        "months_unable": draw(months_unable),
        "losses": draw(st.lists(losses(), min_size=ended == "partial_disability", max_size=5)),
        "handedness": draw(st.sampled_from(["right", "left"])),
        "aids": draw(st.lists(aids, max_size=4)),
        "children": draw(st.lists(pupils(day), max_size=4)),
        "has_heirs": draw(st.sampled_from([True, True, True, False])) if has_heirs is None else has_heirs,
        "days_paid_late": draw(st.sampled_from([0, 0, 1, 5, 120])),
    }

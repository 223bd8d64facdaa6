"""The law of contribution and cover written once more, for OpenFisca-core: an oracle that imports no rule of ours.

Written from domain/law.md 2 and 3.4 and the sentences of CONTRACTS. Persons hold their facts month by month: what they
earn, and the receipts of that calendar month in the order of paying. OpenFisca-core is AGPL: tests and bench only.
"""

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

Person = build_entity(key="person", plural="persons", label="", is_person=True)

TABLE = """0 10000 1100000 12000 1300000 14000 1500000 16000 1700000 18000 1900000 20000 2100000 22000 2300000 24000 2500000
26000 2700000 29500 3200000 34500 3700000 39500 4200000 44500 4700000 49500 5200000 54500 5700000 59500 6200000 64500
6700000 69500 7200000 74500 7700000 79500 8200000 87000 9200000 97000 10200000 107000 11200000 117000 12200000 127000
13200000 137000 14200000 147000 15200000 157000 16200000 167000 17200000 177000 18200000 187000 19200000 197000
20200000 207000"""


class Sector(Enum):
    other = "other"
    transport = "transport"


class Payer(Enum):
    self_paid = "self"
    government = "government"
    village = "village"
    csr = "csr"


class Status(Enum):
    not_started = "not_started"
    active = "active"
    unpaid = "unpaid"
    lapsed = "lapsed"


class Jkk(Enum):
    none = "none"
    covered = "covered"
    uncertain = "uncertain"


class Jkm(Enum):
    none = "none"
    full = "full"
    funeral_only = "funeral_only"
    uncertain = "uncertain"


class Scholarship(Enum):
    no = "no"
    yes = "yes"
    uncertain = "uncertain"


def dated(**values):
    """`d2015_07_01=1` as a parameter whose value is 1 from that day."""
    return {"values": {day[1:].replace("_", "-"): {"value": value} for day, value in values.items()}}


def parameters():
    numbers = [int(word) for word in TABLE.split()]
    brackets = [
        {"threshold": {"2015-07-01": {"value": lower}}, "amount": {"2015-07-01": {"value": jkk}}}
        for lower, jkk in zip(numbers[::2], numbers[1::2], strict=True)
    ]
    data = {
        "jkk": {"brackets": brackets, "metadata": {"type": "single_amount"}},
        "jkm": dated(d2015_07_01=6800),
        "relief": dated(d2015_07_01=1.0, d2020_08_01=0.01, d2021_02_01=1.0),
        "discount": {
            "transport": dated(d2015_07_01=1.0, d2026_01_01=0.5, d2027_04_01=1.0),
            "other": dated(d2015_07_01=1.0, d2026_04_01=0.5, d2027_01_01=1.0),
        },
        "jkm_paid_months": dated(d2015_07_01=1, d2025_02_24=3),
        "jkm_membership_months": dated(d2015_07_01=0, d2025_02_24=3),
        "scholarship_months": dated(d2015_07_01=60, d2019_12_02=36),
        "lapse_months": dated(d2015_07_01=3),
    }
    return ParameterNode("law", data=data)


def month_number(period):
    return period.start.year * 12 + period.start.month - 1


def variable(name, *, value_type=int, period=DateUnit.MONTH, formula=None, default=None, choices=None):
    """An OpenFisca variable of persons."""
    fields = {"value_type": value_type, "entity": Person, "definition_period": period}
    if formula is not None:
        fields["formula"] = formula
    if choices is not None:
        fields |= {"value_type": Enum, "possible_values": choices, "default_value": next(iter(choices))}
    if default is not None:
        fields["default_value"] = default
    return type(name, (Variable,), fields)


# Contribution


def discount(person, period, parameters):
    """What remains payable of the sum for one who pays for himself."""
    law = parameters(period).discount
    transport = person("sector", DateUnit.ETERNITY) == Sector.transport
    return np.where(transport, law.transport, law.other)


def share(person, period, parameters):
    pays_himself = person("payer", DateUnit.ETERNITY) == Payer.self_paid
    return parameters(period).relief * np.where(pays_himself, person("discount", period), 1.0)


def jkk(person, period, parameters):
    full = parameters(period).jkk.calc(person("income", period))
    return np.floor(full * person("share", period) + 0.5)


def jkm(person, period, parameters):
    return np.floor(parameters(period).jkm * person("share", period) + 0.5)


def uncertain(person, period, parameters):
    payer = person("payer", DateUnit.ETERNITY)
    return (person("discount", period) < 1) & ((payer == Payer.village) | (payer == Payer.csr))


CONTRIBUTION = [
    variable("sector", period=DateUnit.ETERNITY, choices=Sector),
    variable("payer", period=DateUnit.ETERNITY, choices=Payer),
    variable("income"),
    variable("discount", value_type=float, formula=discount),
    variable("share", value_type=float, formula=share),
    variable("jkk", formula=jkk),
    variable("jkm", formula=jkm),
    variable("uncertain", value_type=bool, formula=uncertain),
]


def contribution_system():
    return system(CONTRIBUTION)


# Cover. The state at the end of a month comes from the state at the end of the month before and this month's receipts.

STATE = ("last_paid", "months", "earlier_months", "since")


class CoverFormulas:
    """`opening`: number of the first month; `receipts`: how many one person may have in a calendar month.

    Unless `asked_at_month_end`, the day asked about is `asked_day` of each month.
    """

    def __init__(self, *, opening, receipts, asked_at_month_end):
        self.opening, self.receipts, self.asked_at_month_end = opening, receipts, asked_at_month_end

    def state_before(self, person, period):
        if month_number(period) > self.opening:
            return [person(name, period.last_month) for name in STATE]
        zero = np.zeros(person.count, dtype=np.int32)
        return [zero, zero, zero, person("registered_month", DateUnit.ETERNITY)]

    def state_on(self, person, period, parameters, until):
        """The state after the receipts of this month up to a day of the month."""
        now, lapse = month_number(period), parameters(period).lapse_months
        registered_month = person("registered_month", DateUnit.ETERNITY)
        registered_day = np.where(registered_month < now, 0, person("registered_day", DateUnit.ETERNITY))
        registered_day = np.where(registered_month > now, 99, registered_day)
        last, months, earlier, since = self.state_before(person, period)
        dawn, today, restarted = last, np.zeros(person.count, dtype=np.int32), np.zeros(person.count, dtype=bool)
        for slot in range(self.receipts):
            day, month = person(f"receipt_day_{slot}", period), person(f"receipt_month_{slot}", period)
            made = (day > 0) & (day <= until)
            another_day = made & (day != today)
            dawn = np.where(another_day, last, dawn)
            restarted = restarted & ~another_day
            today = np.where(made, day, today)
            lapsed = (dawn > 0) & (now - dawn > lapse) & (day >= registered_day)
            counts = made & ~(lapsed & (month < now))
            begins = counts & lapsed & ~restarted
            earlier = np.where(begins, earlier + months, earlier)
            months = np.where(begins, 1, months + counts)
            since = np.where(begins, now, since)
            last = np.where(counts, np.maximum(last, month), last)
            restarted = restarted | begins
        return last, months, earlier, since

    def last_paid(self, person, period, parameters):
        """The whole state is worked out at once; its other parts are left where their own formulas find them."""
        last, *others = self.state_on(person, period, parameters, 99)
        for name, values in zip(STATE[1:], others, strict=True):
            person.get_holder(name).put_in_cache(values.astype(np.int32), period)
        return last

    def asked(self, person, period, parameters):
        """The state on the day asked about, and that day of the month."""
        if self.asked_at_month_end:
            return [person(name, period) for name in STATE], period.days
        day = np.minimum(person("asked_day", period), period.days)
        return self.state_on(person, period, parameters, day), day

    def term(self, person, period, parameters, name):
        """A number of law in force on the day asked about."""
        if self.asked_at_month_end:
            return parameters(period.stop)[name]
        days = np.minimum(person("asked_day", period), period.days)
        values = {day: parameters(period.start.offset(int(day) - 1, DateUnit.DAY))[name] for day in np.unique(days)}
        return np.array([values[day] for day in days])

    def unpaid_so_far(self, person, period, parameters):
        (last, *_), _day = self.asked(person, period, parameters)
        return np.maximum(month_number(period) - 1 - last, 0) * (last > 0)

    def status(self, person, period, parameters):
        (last, *_), day = self.asked(person, period, parameters)
        now, registered = month_number(period), person("registered_month", DateUnit.ETERNITY)
        here = (registered < now) | ((registered == now) & (person("registered_day", DateUnit.ETERNITY) <= day))
        months, lapse = person("unpaid_so_far", period), parameters(period).lapse_months
        return np.select(
            [~here | (last == 0), months == 0, months < lapse],
            [Status.not_started.index, Status.active.index, Status.unpaid.index],
            Status.lapsed.index,
        )

    def jkm_cover(self, person, period, parameters):
        state = person("status", period)
        (_last, months, _earlier, since), _day = self.asked(person, period, parameters)
        paid = months >= self.term(person, period, parameters, "jkm_paid_months")
        long = month_number(period) - since >= self.term(person, period, parameters, "jkm_membership_months")
        active = state == Status.active
        return np.select(
            [active & ~paid, active & long, active | (state == Status.unpaid)],
            [Jkm.funeral_only.index, Jkm.full.index, Jkm.uncertain.index],
            Jkm.none.index,
        )

    def scholarship(self, person, period, parameters):
        state = person("status", period)
        (_last, months, earlier, _since), _day = self.asked(person, period, parameters)
        needed = self.term(person, period, parameters, "scholarship_months")
        owed = (state == Status.active) | (state == Status.unpaid)
        return np.select(
            [owed & (months >= needed), owed & (months + earlier >= needed)],
            [Scholarship.yes.index, Scholarship.uncertain.index],
            Scholarship.no.index,
        )


def part_of_state(name):
    def formula(person, period):
        person("last_paid", period)
        return person.get_holder(name).get_array(period)

    return formula


def unpaid_months(person, period):
    return np.where(person("status", period) == Status.not_started, 0, person("unpaid_so_far", period))


def jkk_cover(person, period):
    state = person("status", period)
    return np.select(
        [state == Status.active, state == Status.unpaid], [Jkk.covered.index, Jkk.uncertain.index], Jkk.none.index
    )


def cover_system(*, opening, receipts, asked_at_month_end):
    """Cover for persons whose facts begin in month `opening`; see `CoverFormulas`."""
    formulas = CoverFormulas(opening=opening, receipts=receipts, asked_at_month_end=asked_at_month_end)
    return system(
        [
            variable("registered_month", period=DateUnit.ETERNITY),
            variable("registered_day", period=DateUnit.ETERNITY),
            variable("asked_day", default=31),
            *(variable(f"receipt_day_{slot}") for slot in range(receipts)),
            *(variable(f"receipt_month_{slot}") for slot in range(receipts)),
            variable("last_paid", formula=formulas.last_paid),
            *(variable(name, formula=part_of_state(name)) for name in STATE[1:]),
            variable("unpaid_so_far", formula=formulas.unpaid_so_far),
            variable("status", choices=Status, formula=formulas.status),
            variable("unpaid_months", formula=unpaid_months),
            variable("jkk_cover", choices=Jkk, formula=jkk_cover),
            variable("jkm_cover", choices=Jkm, formula=formulas.jkm_cover),
            variable("scholarship", choices=Scholarship, formula=formulas.scholarship),
        ]
    )


def system(variables):
    found = TaxBenefitSystem([Person])
    found.parameters = parameters()
    for each in variables:
        found.add_variable(each)
    return found

"""The life of members once more, from domain/law.md and the text of CONTRACTS: an oracle that imports no rule of ours.

Plain days and months (`year * 12 + month - 1`), dictionaries and loops; the law of receipts is `by_the_text`.
Sources, by sentence: a KPJ is one human being's (§5.2). Death, moving and wage work stop the payment and free the slot
(§0.8). Cover ends with death, becoming PU, or being found ineligible; where the money ends the unpaid months decide
(§5.1, §2.3). What is paid after the end is compensated, so it covers nobody (§2.3). Paying never reaches back.
"""

from dataclasses import dataclass, field
from datetime import date

from payung.law.tests.by_the_text import cover_by_the_text, month_of

PROVED = ("died", "moved", "wage_earner")
DECIDED = ("aged_out", "double_funded", "budget_ended")
WITHOUT_PROOF = ("not_found", "withdrew")
NO_COVER = {"jkk": "none", "jkm": "none", "scholarship_jkm": False}


def first_day(month):
    return date(month // 12, month % 12 + 1, 1)


@dataclass
class Member:
    number: int  # in the order of registering
    human: int
    programme: int
    first: int
    last: int
    registered: date
    state: str = "running"
    reason: str = ""
    ended_day: date | None = None
    ended_month: int | None = None
    received: dict[int, date] = field(default_factory=dict)

    def owed(self):
        """The months that are owed of it, whether or not anybody paid."""
        until = self.last if self.ended_month is None else self.ended_month
        return range(self.first, until + 1)

    def closed_on(self, day):
        if self.state != "ended" or self.reason == "budget_ended":
            return False
        if self.reason == "died":
            return day > self.ended_day
        return month_of(day) > self.ended_month

    def freed_month(self):
        """The place is used until the last month owed or paid."""
        return max([self.ended_month, *self.received]) if self.state == "ended" else None


@dataclass
class World:
    members: list[Member] = field(default_factory=list)

    def of(self, human):
        return [one for one in self.members if one.human == human]

    def may_register(self, human, programme):
        return not any(one.programme == programme and one.state != "ended" for one in self.of(human))

    def may_restore(self, member):
        others = [one for one in self.of(member.human) if one is not member and one.programme == member.programme]
        return member.state == "ended" and all(one.state == "ended" for one in others)

    def end(self, member, *, reason, day, last_month):
        month = last_month
        if month is None:
            month = month_of(day)
            if month > member.last:
                month = member.last
            if month < member.first:
                month = member.first - 1
        member.state, member.reason, member.ended_day, member.ended_month = "ended", reason, day, month

    def restore(self, member):
        member.state, member.reason, member.ended_day, member.ended_month = "running", "", None, None

    def cover(self, human, on):
        """In the words of CONTRACTS, as `payung cover` has them."""
        mine = self.of(human)
        if not mine:
            return {"status": "not_started", "unpaid_months": 0, **NO_COVER}
        payments = {}
        for payer in mine:
            for month, day in payer.received.items():
                if any(month in one.owed() for one in mine):
                    payments[month] = min(day, payments.get(month, day))
        by_then = [month for month, day in payments.items() if day <= on]
        paid_ones = [one for one in mine if any(month in one.owed() for month in by_then)]
        registered = min(one.registered for one in paid_ones or mine)
        answer = cover_by_the_text(registered_on=registered, payments=list(payments.items()), on=on)
        if self.is_closed(mine, on):
            status = "not_started" if answer["status"] == "not_started" else "lapsed"
            return {"status": status, "unpaid_months": 0, **NO_COVER}
        return answer

    def is_closed(self, mine, on):
        begun = [one for one in mine if first_day(one.first) <= on]
        if not begun:
            return False
        latest = max(one.first for one in begun)
        open_ = [one for one in begun if one.first == latest and not one.closed_on(on)]
        if not open_:
            return True
        deaths = [one.ended_day for one in mine if one.state == "ended" and one.reason == "died"]
        return any(open_[-1].registered <= day < on for day in deaths)

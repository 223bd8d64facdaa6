"""The books once more, from the plan's account rules and from nothing of `payung.ledger`: envelopes with notes and tokens.

A fund is a row of envelopes. The council fills `available` with rupiah and with tokens (a token is a month of one
person); each office carries some of both on to the next envelope. Nothing is made or lost on the way, and no envelope
gives what it has not. A closed month takes no paper of its days. A paper is turned round once, by the head and never by
whoever wrote it, and only where no other paper undoes it.
"""

from dataclasses import dataclass, field

# What may be done with money (the issue: ceiling, commitment, bill, payment, receipt, overpayment): from, to.
WAYS = {
    "commitment": ("available", "committed"),
    "release": ("committed", "available"),
    "bill": ("committed", "billed"),
    "bill_cancelled": ("billed", "committed"),
    "payment": ("billed", "paid"),
    "receipt": ("paid", "received"),
    "overpayment": ("received", "overpaid"),
    "refund": ("overpaid", "refunded"),
    "giving_up": ("overpaid", "given_up"),
}
ENVELOPES = ("available", "committed", "billed", "paid", "received", "overpaid", "refunded", "given_up")
TURNED_BY_HAND = ("payment",)  # all else has an act of its own that takes its paper along
MONTH_RP = 16_800  # law.md §2: JKK 10,000 and JKM 6,800 of the lowest row


@dataclass
class Paper:
    """What was carried: (fund, from, to, rupiah, tokens); who wrote it; whether it was turned round."""

    kind: str
    by: str
    carried: list[tuple[str, str, str, int, int]]
    turned: bool = False


@dataclass
class Books:
    funds: tuple[str, ...]
    given_rp: dict[str, int] = field(default_factory=dict)
    envelopes: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    papers: dict[object, Paper] = field(default_factory=dict)  # by the request that brought it
    last_closed: tuple[int, int] | None = None

    def holds(self, fund, envelope):
        return self.envelopes.get((fund, envelope), (0, 0))

    def ceiling(self, fund):
        """What the council gave: all that lies in any envelope."""
        found = [self.holds(fund, envelope) for envelope in ENVELOPES]
        return sum(rp for rp, _ in found), sum(tokens for _, tokens in found)

    def give(self, promised_rp):
        """The council says how much each fund is to have. Whether it can: what is carried on already is not taken back."""
        for fund, rp in promised_rp.items():
            if self.holds(fund, "available")[0] + rp - self.ceiling(fund)[0] < 0:
                return "CeilingTooLow"
        for fund, rp in promised_rp.items():
            had_rp, had = self.ceiling(fund)
            free_rp, free = self.holds(fund, "available")
            tokens = max(rp // MONTH_RP - had, -free)
            self.envelopes[fund, "available"] = (free_rp + rp - had_rp, free + tokens)
        return ""

    def carry(self, request, kind, by, carried, *, day, today):
        """Nothing, or why not. The same request once more carries nothing."""
        if request in self.papers:
            return "" if self.papers[request].kind == kind else "RequestUsed"
        return self.may_be_dated(day, today) or self.moved(carried) or self.kept(request, Paper(kind, by, carried))

    def turn(self, request, of, by, *, is_head, day, today):
        """A paper is carried back."""
        if not is_head:
            return "NotYours"
        paper = self.papers[of]
        if paper.kind not in TURNED_BY_HAND:
            return "NotReversible"
        if paper.by == by:
            return "MakerIsChecker"
        if paper.turned:
            return "NotReversible"
        back = [(fund, to, from_, rp, tokens) for fund, from_, to, rp, tokens in paper.carried]
        refused = self.may_be_dated(day, today) or self.moved(back)
        if not refused:
            paper.turned = True
            self.kept(request, Paper("reversal", by, back))
        return refused

    def close(self, month, this_month):
        """Months are closed in their order, once they are over."""
        if month >= this_month:
            return "NotInOrder"
        if self.last_closed is not None and month != next_month(self.last_closed):
            return "NotInOrder"
        self.last_closed = month
        return ""

    def may_be_dated(self, day, today):
        if day > today:
            return "DayAhead"
        closed = self.last_closed is not None and (day.year, day.month) <= self.last_closed
        return "MonthClosed" if closed else ""

    def moved(self, carried):
        """All of it or nothing: an envelope lends within one paper what comes into it by the same paper."""
        after = dict(self.envelopes)
        for fund, from_, to, rp, tokens in carried:
            for envelope, sign in ((from_, -1), (to, 1)):
                had_rp, had = after.get((fund, envelope), (0, 0))
                after[fund, envelope] = (had_rp + sign * rp, had + sign * tokens)
        if any(rp < 0 or tokens < 0 for rp, tokens in after.values()):
            return "NotEnough"
        self.envelopes = after
        return ""

    def kept(self, request, paper):
        self.papers[request] = paper
        return ""


def next_month(month):
    year, number = month
    return (year + 1, 1) if number == 12 else (year, number + 1)

"""Bills whose requesters are killed: raised, given a code, cancelled and raised again, month after month.

`python -m crash.harness bills --kills N` in the house of this environment.
"""

from typing import Any

from crash import insured, looking, money, money_acts
from crash.asking import Requests
from crash.house import MONTH_RP
from crash.wanted import Wanted
from payung.shared.dates import Month

MONTHS = [Month(2027, number) for number in range(1, 13)]


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    while True:
        story.go_on()
        if story.requests.are_over:
            break
    return {
        "kills": story.requests.killer.kills,
        "phases": dict(sorted(story.requests.killer.hit.items())),
        "members": story.where.many,
        "bills": len({one.subject for one in story.requests.acknowledged}),
        "wrong": story.requests.told,
    }


class Story:
    """Months that are billed, and what was acknowledged of them."""

    def __init__(self, wanted: Wanted) -> None:
        self.where = insured.named(wanted.folder, many=wanted.rows)
        insured.register_all(self.where)
        self.requests = Requests(wanted, harness="bills", steps=money_acts.OF_BILLS, known=money.is_known)
        self._before = len(looking.events())
        self._billed: dict[Month, int] = {}

    def go_on(self) -> None:
        """A month is billed, and another bill is perhaps not needed after all."""
        ask, dice = self.requests.ask, self.requests.dice
        month = dice.choice([month for month in MONTHS if month not in self._billed])
        self._billed[month] = ask(money_acts.bill, self.where.programme.id, self.where.fund_id, month)
        self._look()
        if dice.random() < 0.5:
            ask(money_acts.issue, self._billed[month], self.where.many, self.where.many * MONTH_RP)
        if len(self._billed) > len(MONTHS) // 2 or dice.random() < 0.5 or self.requests.is_planted:
            ask(money_acts.cancel, self._billed.pop(dice.choice([*self._billed])))
        self._look()

    def _look(self) -> None:
        if not self.requests.told:
            self.requests.told += money.wrong(self.where, self.requests.acknowledged, before=self._before)

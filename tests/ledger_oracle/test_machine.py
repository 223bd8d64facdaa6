"""The books stand as the oracle's envelopes do, whatever is written in whatever order, twice, late or too much.

2,000 steps; as many as `PAYUNG_MACHINE_STEPS` says (`make crash`: 20,000).
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from ledger_oracle.books import ENVELOPES, TURNED_BY_HAND, WAYS, Books
from payung.audit.queries import verify
from payung.ledger import actions, queries
from payung.ledger.models import Entry
from payung.ledger.rules import Move, Refused
from payung.ledger.states import AccountKind, EntryKind
from payung.ledger.tests import cast
from payung.programmes.models import Fund
from payung.shared.dates import Month

pytestmark = [pytest.mark.django_db]
if "PAYUNG_MACHINE_STEPS" not in os.environ:  # on PostgreSQL in `make crash`: the minutes are many
    pytestmark.append(pytest.mark.only_on("sqlite"))
STEPS, A_RUN = int(os.environ.get("PAYUNG_MACHINE_STEPS", "2000")), 50
CODES = ("apbd", "sawit")
PEOPLE = {"user:3": cast.RINA, "user:5": cast.HEAD, "user:6": cast.actor("user:6", *cast.HEAD.roles)}
codes, people = st.sampled_from(CODES), st.sampled_from(sorted(PEOPLE))
thousandths = st.sampled_from((1000, 600, 300, 1, 0, 1001, 1500))  # of what is there, and sometimes more
back = st.sampled_from((0, 0, 0, 3, 20, 45, -1))


class House(RuleBasedStateMachine):
    steps = 0
    done: set[str] = set()  # every kind of refusal that came about, in any run

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        self.programme = cast.programme(ceilings=(0, 0))
        self.funds = {code: cast.fund(self.programme, code) for code in CODES}
        self.books, self.today, self.entries = Books(funds=CODES), date(2027, 1, 20), {}
        self.promise({"apbd": 60 * 16_800, "sawit": 40 * 16_800 + 7})
        for kind, months in (("commitment", 40), ("bill", 30), ("payment", 20), ("receipt", 10), ("overpayment", 4)):
            carried = [(code, *WAYS[kind], months * 16_800, months) for code in CODES]
            self.post(uuid4(), kind, "user:6" if kind == "payment" else "user:3", carried, self.today)

    def teardown(self):
        assert queries.changed_since_closed(kabupaten=cast.KABUPATEN) == []
        assert verify(kabupaten=cast.KABUPATEN).because == ""
        connection.check_constraints()
        transaction.savepoint_rollback(self.before)

    @property
    def now(self):
        return datetime.combine(self.today, time(4), tzinfo=UTC)

    def told(self, act):
        """What came of it, and why not; in a savepoint, as the request of a page would be."""
        try:
            with transaction.atomic():
                return act(), ""
        except Refused as refusal:
            return None, type(refusal).__name__

    def held(self, refused, expected):
        House.done.add(expected)
        assert refused == expected

    def promise(self, promised):
        for code, rp in promised.items():
            Fund.objects.filter(id=self.funds[code]).update(ceiling_rp=rp)
        expected = self.books.give(promised)
        _, refused = self.told(
            lambda: actions.state_ceilings(programme_id=self.programme.pk, actor=cast.RINA, now=self.now)
        )
        self.held(refused, expected)

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.today += timedelta(days=days)

    @rule(months=st.tuples(st.integers(0, 300), st.integers(0, 120)), odd_rp=st.integers(0, 16_799))
    def the_council_says(self, months, odd_rp):
        if self.books.last_closed is None or (self.today.year, self.today.month) > self.books.last_closed:
            self.promise({"apbd": months[0] * 16_800, "sawit": months[1] * 16_800 + odd_rp})

    def share(self, code, envelope, part):
        return tuple(-(-amount * part // 1000) for amount in self.books.holds(code, envelope))

    def post(self, request, kind, by, carried, day):
        moves = [
            Move(
                fund_id=self.funds[code],
                from_=AccountKind(from_),
                to=AccountKind(to),
                amount_rp=rp,
                person_months=tokens,
            )
            for code, from_, to, rp, tokens in carried
        ]
        entry_id, refused = self.told(
            lambda: actions.post(
                programme_id=self.programme.pk,
                kind=EntryKind(kind),
                on_date=day,
                about="uji",
                source="bill:1",
                moves=moves,
                request_key=request,
                actor=PEOPLE[by],
                now=self.now,
            )
        )
        self.held(refused, self.books.carry(request, kind, by, carried, day=day, today=self.today))
        if not refused:
            assert self.entries.setdefault(request, entry_id) == entry_id

    @rule(
        data=st.data(), code=codes, parts=st.tuples(thousandths, thousandths), both=st.booleans(), by=people, ago=back
    )
    def money_is_carried_on(self, data, code, parts, both, by, ago):
        """Most often from where there is some, for else few would come far."""
        open_ways = [kind for kind, (from_, _) in WAYS.items() if self.books.holds(code, from_) != (0, 0)]
        kind = data.draw(st.sampled_from(open_ways or sorted(WAYS)))
        from_, to = WAYS[kind]
        carried = []
        for one in CODES if both else (code,):
            rp, tokens = self.share(one, from_, parts[0])[0], self.share(one, from_, parts[1])[1]
            carried.append((one, from_, to, rp, tokens))
        if any(rp or tokens for *_, rp, tokens in carried):
            self.post(uuid4(), kind, by, carried, self.today - timedelta(days=ago))

    @precondition(lambda self: self.books.last_closed)
    @rule(code=codes, by=people)
    def somebody_writes_into_a_closed_month(self, code, by):
        day = date(*self.books.last_closed, 1)
        self.post(uuid4(), "commitment", by, [(code, *WAYS["commitment"], 16_800, 1)], day)

    @rule(code=codes, part=thousandths, by=people)
    def an_overpayment_pays_for_a_later_bill(self, code, part, by):
        """Months nobody needed become months of cover, and as much of the bill is not to be paid."""
        overpaid, billed = self.books.holds(code, "overpaid"), self.books.holds(code, "billed")
        rp, tokens = (min(pair) * part // 1000 for pair in zip(overpaid, billed, strict=True))
        if rp or tokens:
            carried = [(code, "overpaid", "received", rp, tokens), (code, "billed", "available", rp, tokens)]
            self.post(uuid4(), "compensation", by, carried, self.today)

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), as_another=st.booleans())
    def the_same_request_comes_once_more(self, data, as_another):
        request = data.draw(st.sampled_from(list(self.entries)))
        paper = self.books.papers[request]
        if paper.kind == "reversal":
            return
        kind = "refund" if as_another else paper.kind
        self.post(request, kind, paper.by, paper.carried, self.today)

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), by=people, ago=back)
    def somebody_turns_a_paper_round(self, data, by, ago):
        by_hand = [one for one in self.entries if self.books.papers[one].kind in TURNED_BY_HAND]
        of = data.draw(st.sampled_from(by_hand or list(self.entries)))
        request, day = uuid4(), self.today - timedelta(days=ago)
        entry_id, refused = self.told(
            lambda: actions.reverse(
                entry_id=self.entries[of],
                because="salah catat",
                on_date=day,
                request_key=request,
                actor=PEOPLE[by],
                now=self.now,
            )
        )
        expected = self.books.turn(request, of, by, is_head=by != "user:3", day=day, today=self.today)
        self.held(refused, expected)
        if not refused:
            House.done.add("turned round")
            self.entries[request] = entry_id

    @rule(ahead=st.sampled_from((1, 1, 1, 2, 0)))
    def the_keeper_closes_a_month(self, ahead):
        begin = Month(*self.books.last_closed) if self.books.last_closed else Month.of(self.today).plus(-3)
        month = begin.plus(ahead)
        _, refused = self.told(
            lambda: actions.close_month(
                kabupaten=cast.KABUPATEN, month=month, request_key=uuid4(), actor=cast.KEEPER, now=self.now
            )
        )
        expected = self.books.close((month.year, month.month), (self.today.year, self.today.month))
        self.held(refused, expected)

    @invariant()
    def every_account_holds_what_its_envelope_does(self):
        House.steps += 1
        found = queries.balances(programme_id=self.programme.pk)
        for code, fund_id in self.funds.items():
            stands = {kind.value: (one.amount_rp, one.person_months) for kind, one in found[fund_id].items()}
            wanted = {envelope: self.books.holds(code, envelope) for envelope in ENVELOPES}
            assert stands == wanted | {"ceiling": self.books.ceiling(code)}
        balance = queries.trial_balance(kabupaten=cast.KABUPATEN)
        assert (balance.total_rp, balance.total_person_months) == (0, 0)

    @invariant()
    def no_entry_came_otherwise(self):
        written = Entry.objects.filter(programme=self.programme).exclude(kind="ceiling")
        assert set(written.values_list("id", flat=True)) == set(self.entries.values())


def test_books_stand_as_the_envelopes_do():
    House.steps, House.done = 0, set()
    wanted = {"turned round", "NotEnough", "MonthClosed", "NotReversible", "NotYours", "NotInOrder"}
    run_state_machine_as_test(
        House, settings=settings(max_examples=STEPS // A_RUN, stateful_step_count=A_RUN, deadline=None)
    )
    print(f"{House.steps} steps, refused as {sorted(House.done)}")
    assert House.steps >= STEPS * 0.8
    assert "NotEnough" in House.done
    assert len(wanted - House.done) <= 2  # chance may leave a rare one out of 2,000 steps; of 20,000 it does not

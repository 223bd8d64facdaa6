"""Entries: what they do to accounts, once for a request, and what they are refused for, with a sentence."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from payung.ledger import actions, queries
from payung.ledger.models import Entry
from payung.ledger.rules import Balance, Move
from payung.ledger.rules.refusals import (
    CeilingTooLow,
    DayAhead,
    MakerIsChecker,
    MonthClosed,
    NotEnough,
    NotFound,
    NotInOrder,
    NotReversible,
    NotYours,
    ReasonMissing,
    RequestUsed,
)
from payung.ledger.states import AccountKind, EntryKind
from payung.ledger.tests import cast
from payung.programmes.models import Fund
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
AVAILABLE, COMMITTED, BILLED, PAID = (
    AccountKind.AVAILABLE,
    AccountKind.COMMITTED,
    AccountKind.BILLED,
    AccountKind.PAID,
)
FEBRUARY = Month(2027, 2)


@pytest.fixture
def programme():
    made = cast.programme()
    cast.stated(made)
    return made


def there(programme, kind, *, code="apbd", on=None):
    return queries.balances(programme_id=programme.pk, on=on)[cast.fund(programme, code)][kind]


def months(programme, kind, **said):
    return there(programme, kind, **said).person_months


def paid(programme, count=4):
    """An SP2D over so many months."""
    fund_id = cast.fund(programme)
    cast.committed(programme, count)
    cast.posted(programme, cast.move(fund_id, COMMITTED, BILLED, count), kind=EntryKind.BILL)
    return cast.posted(programme, cast.move(fund_id, BILLED, PAID, count), kind=EntryKind.PAYMENT)


def reverse(entry_id, *, by=cast.HEAD, because="salah dana", key=None, on=cast.TODAY):
    return actions.reverse(
        entry_id=entry_id, because=because, on_date=on, request_key=key or uuid4(), actor=by, now=cast.NOW
    )


def close(month=FEBRUARY, *, by=cast.KEEPER, key=None, now=cast.NOW):
    return actions.close_month(kabupaten=cast.KABUPATEN, month=month, request_key=key or uuid4(), actor=by, now=now)


class TestMoves:
    @pytest.mark.parametrize("said", [{"amount_rp": -1, "person_months": 0}, {"amount_rp": 0, "person_months": -1}])
    def test_are_never_less_than_nothing(self, said):
        with pytest.raises(ValueError, match="turn the move round"):
            Move(fund_id=1, from_=AVAILABLE, to=COMMITTED, **said)

    def test_lead_somewhere(self):
        with pytest.raises(ValueError, match="no move"):
            cast.move(1, BILLED, BILLED)


class TestStateCeilings:
    def test_states_what_the_programme_says_and_then_nothing_more(self, programme):
        cast.stated(programme)
        assert there(programme, AccountKind.CEILING) == Balance(amount_rp=100 * cast.MONTH_RP, person_months=100)
        assert there(programme, AVAILABLE) == there(programme, AccountKind.CEILING)
        assert Entry.objects.filter(programme=programme).count() == 1

    def test_follows_a_ceiling_up_and_down(self, programme):
        for person_months in (120, 30):
            Fund.objects.filter(programme=programme, code="apbd").update(ceiling_rp=person_months * cast.MONTH_RP)
            cast.stated(programme)
            assert months(programme, AccountKind.CEILING) == months(programme, AVAILABLE) == person_months

    def test_refuses_a_ceiling_below_what_is_bound(self, programme):
        cast.committed(programme, 40)
        Fund.objects.filter(programme=programme, code="apbd").update(ceiling_rp=39 * cast.MONTH_RP)
        with pytest.raises(CeilingTooLow, match=r"Rp672\.000"):
            cast.stated(programme)


class TestPost:
    def test_moves_money_and_months_between_accounts_of_one_fund(self, programme):
        cast.committed(programme, 10)
        assert there(programme, COMMITTED) == Balance(amount_rp=168_000, person_months=10)
        assert months(programme, AVAILABLE) == 90
        assert months(programme, AVAILABLE, code="sawit") == 50

    def test_adds_the_moves_of_an_account_into_one_posting(self, programme):
        fund_id = cast.fund(programme)
        found = cast.posted(
            programme, cast.move(fund_id, AVAILABLE, COMMITTED, 3), cast.move(fund_id, AVAILABLE, COMMITTED, 4)
        )
        assert [one.person_months for one in _facts(found).postings] == [-7, 7]

    def test_of_one_request_writes_one_entry(self, programme):
        key = uuid4()
        assert cast.committed(programme, 10, key=key) == cast.committed(programme, 10, key=key)
        assert months(programme, COMMITTED) == 10

    def test_refuses_the_key_of_another_request(self, programme):
        key = uuid4()
        cast.committed(programme, 1, key=key)
        with pytest.raises(RequestUsed):
            cast.committed(programme, 1, key=key, kind=EntryKind.RELEASE)

    def test_says_how_much_there_is_where_it_is_not_enough(self, programme):
        with pytest.raises(NotEnough, match=r"Belum terikat.*APBD tinggal Rp1\.680\.000 \(100 OB\).*Tambah pagu"):
            cast.committed(programme, 101)
        assert months(programme, AVAILABLE) == 100

    def test_sees_months_run_short_before_rupiah_do(self, programme):
        with pytest.raises(NotEnough):
            cast.posted(programme, cast.move(cast.fund(programme), AVAILABLE, COMMITTED, 101, rp=1))

    def test_refuses_a_day_that_has_not_come(self, programme):
        with pytest.raises(DayAhead):
            cast.committed(programme, 1, on=cast.TODAY + timedelta(days=1))

    def test_refuses_a_fund_of_another_programme(self, programme):
        with pytest.raises(NotFound):
            cast.posted(programme, cast.move(cast.fund(cast.programme()), AVAILABLE, COMMITTED, 1))

    def test_refuses_moves_that_do_nothing(self, programme):
        fund_id = cast.fund(programme)
        with pytest.raises(ValueError, match="moves something"):
            cast.posted(programme, cast.move(fund_id, AVAILABLE, COMMITTED), cast.move(fund_id, COMMITTED, AVAILABLE))

    def test_asks_the_database_no_more_for_more_funds_or_entries(self, programme, django_assert_max_num_queries):
        both = [cast.move(cast.fund(programme, code), AVAILABLE, COMMITTED, 1) for code in ("apbd", "sawit")]
        with django_assert_max_num_queries(14):
            cast.posted(programme, *both)


class TestBalances:
    def test_are_those_of_the_end_of_a_day(self, programme):
        before = cast.TODAY - timedelta(days=1)
        assert months(programme, AVAILABLE, on=before) == 0
        assert months(programme, AVAILABLE, on=cast.TODAY) == 100

    def test_name_every_account_of_every_fund(self):
        found = queries.balances(programme_id=cast.programme().pk)
        assert [set(one) for one in found.values()] == [set(AccountKind)] * 2

    def test_are_whole_numbers_on_both_engines(self, programme):
        assert type(there(programme, AVAILABLE).amount_rp) is int
        assert type(queries.trial_balance(kabupaten=cast.KABUPATEN).total_rp) is int


class TestTrialBalance:
    def test_is_nothing_in_sum_and_holds_no_other_kabupaten(self, programme):
        cast.stated(cast.programme(kabupaten="63.01"))
        cast.committed(programme, 10)
        found = queries.trial_balance(kabupaten=cast.KABUPATEN)
        assert (found.total_rp, found.total_person_months) == (0, 0)
        apbd = [(row.kind, row.person_months) for row in found.rows if row.fund == "apbd"]
        assert apbd == [(AccountKind.CEILING, -100), (AVAILABLE, 90), (COMMITTED, 10)]


class TestReverse:
    def test_turns_an_entry_round_and_keeps_both(self, programme):
        entry_id = paid(programme)
        made = reverse(entry_id)
        assert (months(programme, BILLED), months(programme, PAID)) == (4, 0)
        assert (_facts(made).reverses_id, _facts(entry_id).reversed_by_id) == (entry_id, made)

    def test_of_one_request_is_one(self, programme):
        entry_id, key = paid(programme), uuid4()
        assert reverse(entry_id, key=key) == reverse(entry_id, key=key)

    def test_is_done_once(self, programme):
        entry_id = paid(programme)
        reverse(entry_id)
        with pytest.raises(NotReversible, match="sudah dibalik"):
            reverse(entry_id)

    def test_is_the_heads_who_did_not_make_it(self, programme):
        entry_id = paid(programme)
        with pytest.raises(NotYours):
            reverse(entry_id, by=cast.RINA)
        with pytest.raises(MakerIsChecker):
            reverse(entry_id, by=cast.actor("user:3", *cast.HEAD.roles))

    def test_is_not_for_what_has_an_act_of_its_own(self, programme):
        with pytest.raises(NotReversible, match="keputusan perubahan"):
            reverse(cast.committed(programme, 1))
        with pytest.raises(NotReversible, match="Catat lagi"):
            reverse(reverse(paid(programme)), by=cast.actor("user:9", *cast.HEAD.roles))

    def test_is_refused_where_the_money_went_on(self, programme):
        entry_id = paid(programme)
        cast.posted(programme, cast.move(cast.fund(programme), PAID, AccountKind.RECEIVED, 1), kind=EntryKind.RECEIPT)
        with pytest.raises(NotEnough):
            reverse(entry_id)

    @pytest.mark.parametrize("because", ["", " ", "NIK 6302065201800001 salah"])
    def test_wants_a_reason_without_a_nik(self, programme, because):
        with pytest.raises(ReasonMissing):
            reverse(paid(programme), because=because)

    def test_of_another_kabupaten_is_not_found(self):
        other = cast.programme(kabupaten="63.01")
        cast.stated(other)
        with pytest.raises(NotFound):
            reverse(Entry.objects.get(programme=other).pk)


class TestCloseMonth:
    def test_takes_no_entry_of_its_days_any_more(self, programme):
        close()
        with pytest.raises(MonthClosed, match="mulai 1 Maret 2027"):
            cast.committed(programme, 1, on=date(2027, 2, 28))
        cast.committed(programme, 1, on=date(2027, 3, 1))

    def test_keeps_the_hash_of_its_balances_by_which_a_change_is_seen(self, programme):
        later = datetime(2027, 4, 2, 2, 0, tzinfo=UTC)
        found = close(Month(2027, 3), now=later)
        assert (found.entry_count, found.month) == (1, Month(2027, 3))
        assert found.balances_sha256 == queries.trial_balance(kabupaten=cast.KABUPATEN, on=cast.TODAY).sha256
        cast.posted(programme, cast.move(cast.fund(programme), AVAILABLE, COMMITTED), on=date(2027, 4, 1), now=later)
        assert queries.changed_since_closed(kabupaten=cast.KABUPATEN) == []

    def test_follows_the_one_before(self, programme):
        close(FEBRUARY)
        with pytest.raises(NotInOrder, match="berikutnya Maret 2027"):
            close(Month(2027, 4), now=datetime(2027, 5, 2, 2, 0, tzinfo=UTC))

    def test_waits_until_it_is_over(self, programme):
        with pytest.raises(NotInOrder, match="belum berakhir"):
            close(Month(2027, 3))

    def test_of_one_request_is_one(self, programme):
        key = uuid4()
        assert close(key=key) == close(key=key)

    def test_is_of_the_head_or_the_keeper_of_accounts(self, programme):
        with pytest.raises(NotYours):
            close(by=cast.RINA)
        assert close(by=cast.HEAD).closed_by == "user:5"


def _facts(entry_id):
    found = queries.entry(entry_id=entry_id, actor=cast.HEAD)
    assert found is not None
    return found


class TestTheCommand:
    def test_tells_the_trial_balance_as_json(self, programme, capsys):
        call_command("ledger", "trial", "--json")
        found = json.loads(capsys.readouterr().out)
        assert (found["trial_balance_rp"], found["trial_balance_person_months"], found["sound"]) == (0, 0, True)
        assert {row["account"] for row in found["accounts"]} == {"ceiling", "available"}

    def test_closes_a_month_and_says_why_it_does_not(self, programme, capsys):
        call_command("ledger", "close", "2026-01", "--json")
        assert json.loads(capsys.readouterr().out)["last_date"] == "2026-01-31"
        with pytest.raises(CommandError, match="Tutup Februari 2026 dahulu"):
            call_command("ledger", "close", "2026-03")

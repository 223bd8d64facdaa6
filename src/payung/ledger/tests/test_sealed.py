"""The database keeps the books whoever writes them: through the ORM, and with SQL past the house."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from payung.ledger import actions, queries
from payung.ledger.models import Account, Entry, MonthClose, Posting
from payung.ledger.states import AccountKind, EntryKind
from payung.ledger.tests import cast
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
TABLES = ("account", "entry", "posting", "monthclose")


@pytest.fixture
def programme():
    """A fund with 90 months available and 10 committed; February is closed."""
    made = cast.programme()
    cast.stated(made)
    cast.committed(made, 10)
    actions.close_month(
        kabupaten=cast.KABUPATEN, month=Month(2027, 2), request_key=uuid4(), actor=cast.KEEPER, now=cast.NOW
    )
    return made


def refused(act, saying=None):
    with pytest.raises(DatabaseError, match=saying), transaction.atomic():
        act()


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def account(programme, kind, code="apbd"):
    return Account.objects.get(fund=cast.fund(programme, code), kind=kind)


def raw_entry(programme, *postings, count=None, on=cast.TODAY, reverses=None, entry_programme=None, entry_id=None):
    """Past every action: postings of (kind, code, rupiah, months), then the entry."""
    entry_id = entry_id or (Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1000
    for kind, code, rp, months in postings:
        to = account(programme, kind, code)
        Posting.objects.create(entry_id=entry_id, account=to, fund_id=to.fund_id, amount_rp=rp, person_months=months)
    return Entry.objects.create(
        id=entry_id,
        kabupaten=cast.KABUPATEN,
        programme=entry_programme or programme,
        kind=EntryKind.REVERSAL if reverses else EntryKind.COMMITMENT,
        on_date=on,
        about="uji",
        source="decree:1",
        posting_count=len(postings) if count is None else count,
        reverses_id=reverses,
        request_key=uuid4(),
        made_by="user:3",
        made_at=cast.NOW,
    )


ONE = (("available", "apbd", -16_800, -1), ("committed", "apbd", 16_800, 1))


class TestAnEntry:
    def test_that_balances_is_written(self, programme):
        assert raw_entry(programme, *ONE).pk

    @pytest.mark.parametrize(
        "postings",
        [
            pytest.param((ONE[0], ("committed", "apbd", 16_799, 1)), id="rupiah"),
            pytest.param((ONE[0], ("committed", "apbd", 16_800, 2)), id="person-months"),
            pytest.param((ONE[0], ("available", "sawit", 16_800, 1)), id="funds"),
        ],
    )
    def test_that_does_not_balance_for_a_fund_is_refused(self, programme, postings):
        refused(lambda: raw_entry(programme, *postings), saying="balances for each fund")

    def test_of_two_funds_balances_for_each(self, programme):
        swapped = (ONE[0], ("committed", "apbd", 16_799, 1), ("available", "sawit", -16_799, -1))
        back = (*swapped, ("committed", "sawit", 16_800, 1))
        refused(lambda: raw_entry(programme, *back), saying="balances for each fund")

    @pytest.mark.parametrize("count", [3, 2**15 - 1])
    def test_that_says_another_count_is_refused(self, programme, count):
        refused(lambda: raw_entry(programme, *ONE, count=count), saying="as many postings")

    def test_without_postings_is_refused(self, programme):
        refused(lambda: raw_entry(programme, count=2), saying="as many postings")
        refused(lambda: raw_entry(programme, count=0))

    @pytest.mark.parametrize(
        "postings",
        [
            pytest.param((("available", "apbd", -91 * 16_800, 0), ("committed", "apbd", 91 * 16_800, 0)), id="rupiah"),
            pytest.param((("available", "apbd", 0, -91), ("committed", "apbd", 0, 91)), id="person-months"),
            # A ceiling is a credit: it may be lowered, but never turned round.
            pytest.param((("ceiling", "apbd", 101 * 16_800, 0), ("committed", "apbd", -101 * 16_800, 0)), id="ceiling"),
            pytest.param((("ceiling", "apbd", 0, 101), ("committed", "apbd", 0, -101)), id="months of a ceiling"),
        ],
    )
    def test_that_overdraws_is_refused(self, programme, postings):
        refused(lambda: raw_entry(programme, *postings), saying="wrong side")

    def test_of_a_closed_month_is_refused(self, programme):
        refused(lambda: raw_entry(programme, *ONE, on=date(2027, 2, 28)), saying="open month")
        assert raw_entry(programme, *ONE, on=date(2027, 3, 1)).pk

    def test_with_accounts_of_another_programme_is_refused(self, programme):
        refused(lambda: raw_entry(programme, *ONE, entry_programme=cast.programme()), saying="its own programme")

    def test_reverses_another_whole(self, programme):
        entry = Entry.objects.get(programme=programme, kind="commitment")
        half = (("available", "apbd", 16_800, 1), ("committed", "apbd", -16_800, -1))
        refused(lambda: raw_entry(programme, *half, reverses=entry.pk), saying="reverses another whole")
        whole = (("available", "apbd", 168_000, 10), ("committed", "apbd", -168_000, -10))
        raw_entry(programme, *whole, reverses=entry.pk)
        refused(lambda: raw_entry(programme, *whole, reverses=entry.pk))

    @pytest.mark.parametrize("change", [{"about": "lain"}, {"on_date": date(2027, 3, 2)}, {"posting_count": 3}])
    def test_is_not_changed_through_the_orm(self, programme, change):
        refused(lambda: Entry.objects.filter(programme=programme).update(**change), saying="only grows")

    def test_is_not_saved_again(self, programme):
        refused(Entry.objects.filter(programme=programme)[0].save, saying="only grows")


class TestAPosting:
    def test_under_an_entry_that_is_there_is_refused(self, programme):
        entry = Entry.objects.get(programme=programme, kind="commitment")
        billed = account(programme, AccountKind.BILLED)
        refused(
            lambda: Posting.objects.create(entry=entry, account=billed, fund_id=billed.fund_id, amount_rp=1),
            saying="comes before its entry",
        )

    def test_whose_entry_never_comes_is_refused_at_the_end(self, programme):
        billed = account(programme, AccountKind.BILLED)

        def left_alone():
            Posting.objects.create(entry_id=99_999, account=billed, fund_id=billed.fund_id, amount_rp=1)
            connection.check_constraints()

        refused(left_alone)

    def test_has_the_fund_of_its_account(self, programme):
        billed = account(programme, AccountKind.BILLED)
        refused(
            lambda: Posting.objects.create(
                entry_id=99_999, account=billed, fund_id=cast.fund(programme, "sawit"), amount_rp=1
            ),
            saying="fund of its account",
        )

    @pytest.mark.parametrize("change", [{"amount_rp": 1}, {"person_months": 1}, {"entry_id": 1}])
    def test_is_not_changed(self, programme, change):
        refused(lambda: Posting.objects.update(**change), saying="only grows")


class TestAnAccount:
    def test_has_the_programme_and_kabupaten_of_its_fund(self, programme):
        fund_id = cast.fund(programme)
        with_other = {"programme": cast.programme(), "kabupaten": cast.KABUPATEN}
        for said in (with_other, {"programme": programme, "kabupaten": "63.01"}):
            refused(lambda said=said: Account.objects.create(fund_id=fund_id, kind="billed", **said), "of its fund")


class TestAMonth:
    def test_follows_the_last_that_is_closed(self, programme):
        refused(
            lambda: MonthClose.objects.create(
                kabupaten=cast.KABUPATEN,
                month=date(2027, 1, 1),
                last_date=date(2027, 1, 31),
                entry_count=0,
                balances_sha256="0" * 64,
                request_key=uuid4(),
                closed_by="user:3",
                closed_at=cast.NOW,
            ),
            saying="follows the last",
        )


class TestEveryTable:
    @pytest.mark.parametrize("table", TABLES)
    def test_loses_no_row(self, programme, table):
        refused(lambda: run(f"DELETE FROM ledger_{table}"), saying="only grows")

    @pytest.mark.parametrize("table", TABLES)
    def test_changes_no_row_by_sql(self, programme, table):
        refused(lambda: run(f"UPDATE ledger_{table} SET id = id + 100000"), saying="only grows")

    @pytest.mark.only_on("sqlite")
    @pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"])
    @pytest.mark.parametrize("table", TABLES)
    def test_is_not_replaced(self, programme, table, verb):
        refused(lambda: run(f"{verb} INTO ledger_{table} SELECT * FROM ledger_{table}"), saying="ledger_")

    @pytest.mark.only_on("sqlite")
    @pytest.mark.parametrize("table", TABLES)
    def test_is_not_replaced_by_update(self, programme, table):
        refused(lambda: run(f"UPDATE OR REPLACE ledger_{table} SET id = 1"), saying="only grows")

    @pytest.mark.parametrize("table", TABLES)
    def test_is_not_changed_on_conflict(self, programme, table):
        asked = (
            f"INSERT INTO ledger_{table} SELECT * FROM ledger_{table} WHERE true ON CONFLICT (id) DO UPDATE SET id=7"
        )
        refused(lambda: run(asked))

    @pytest.mark.only_on("postgresql")
    @pytest.mark.parametrize("table", TABLES)
    def test_is_not_emptied_out(self, programme, table):
        run("SET CONSTRAINTS ALL IMMEDIATE")  # else the engine refuses for the rows of this very transaction
        refused(lambda: run(f"TRUNCATE ledger_{table} CASCADE"), saying="only grows")


class TestChangedSinceClosed:
    def test_names_a_month_whose_books_were_changed_past_the_triggers(self, programme):
        april = datetime.fromisoformat("2027-04-02T10:00+08:00")
        said = {"kabupaten": cast.KABUPATEN, "month": Month(2027, 3), "actor": cast.KEEPER, "now": april}
        actions.close_month(request_key=uuid4(), **said)
        _without_triggers("UPDATE ledger_posting SET amount_rp = 2 * amount_rp, person_months = person_months")
        assert queries.changed_since_closed(kabupaten=cast.KABUPATEN) == [Month(2027, 3)]


def _without_triggers(sql):
    names = ("ledger_posting_append_only_update",)
    on = " ON ledger_posting" if connection.vendor == "postgresql" else ""
    for name in names:
        run(f"DROP TRIGGER {name}{on}")
    if connection.vendor == "sqlite":
        run("DROP TRIGGER IF EXISTS ledger_posting_append_only_replace_by_update")
    run(sql)

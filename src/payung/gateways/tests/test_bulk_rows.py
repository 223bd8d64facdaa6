"""Edges of bulk rows: ids that others may point to, half lists, and moments that Django finds again."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from payung.gateways.bulk_rows import fresh_ids, insert_rows, moment, read_columns
from payung.jobs.models import Checkpoint

TABLE = "jobs_checkpoint"
AT = datetime(2026, 11, 22, 3, 4, 5, 678, tzinfo=UTC)
COLUMNS = ("job_id", "step", "done", "note", "updated_at")


def rows(count, *, job=None):
    job = str(job or uuid4()) if transaction.get_connection().vendor == "postgresql" else (job or uuid4()).hex
    return [(job, f"langkah {number}", number, 'a\tb\n"c"\\', moment(AT)) for number in range(count)]


@pytest.mark.django_db
class TestInsertRows:
    def test_more_than_one_piece_goes_in_as_django_would_have_written_it(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(6), transaction.atomic():
            assert insert_rows(table=TABLE, columns=COLUMNS, rows=iter(rows(2500))) == 2500
        found = Checkpoint.objects.get(done=2499)
        assert (found.note, found.updated_at, found.total) == ('a\tb\n"c"\\', AT, None)
        assert Checkpoint.objects.filter(updated_at=AT).count() == 2500

    def test_nothing_stays_of_a_list_that_breaks_in_the_middle(self):
        one = rows(1500)
        with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
            insert_rows(table=TABLE, columns=COLUMNS, rows=[*one, one[0]])
        assert not Checkpoint.objects.exists()


def test_outside_a_transaction_nothing_goes_in():
    with pytest.raises(TransactionManagementError):
        insert_rows(table=TABLE, columns=COLUMNS, rows=rows(1))
    with pytest.raises(TransactionManagementError):
        fresh_ids(table=TABLE, count=1)


@pytest.mark.django_db
class TestFreshIds:
    def test_are_nobodys_before_and_after(self):
        before = Checkpoint.objects.create(job_id=uuid4(), step="sebelum")
        ids = fresh_ids(table=TABLE, count=3)
        lines = [(id_, *row) for id_, row in zip(ids, rows(3), strict=True)]
        insert_rows(table=TABLE, columns=("id", *COLUMNS), rows=lines)
        after = Checkpoint.objects.create(job_id=uuid4(), step="sesudah")
        assert len({before.id, after.id, *ids}) == 5

    def test_are_not_given_twice_where_the_first_came_to_nothing(self):
        Checkpoint.objects.create(job_id=uuid4(), step="dihapus").delete()
        assert fresh_ids(table=TABLE, count=0) == ()
        assert len(fresh_ids(table=TABLE, count=2)) == 2


@pytest.mark.django_db
class TestReadColumns:
    def test_a_query_that_finds_nothing_still_has_its_columns(self):
        assert read_columns(sql="SELECT id, step FROM jobs_checkpoint") == [(), ()]

    def test_each_column_is_one_tuple(self):
        Checkpoint.objects.create(job_id=uuid4(), step="a", done=1)
        Checkpoint.objects.create(job_id=uuid4(), step="b", done=2)
        found = read_columns(sql="SELECT step, done FROM jobs_checkpoint WHERE done < %s ORDER BY done", params=[9])
        assert found == [("a", "b"), (1, 2)]

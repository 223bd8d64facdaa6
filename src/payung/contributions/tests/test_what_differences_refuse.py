"""What the database refuses of lists, differences, overpayments and collisions, whoever writes past the house."""

import pytest
from django.db import IntegrityError, connection, transaction

from payung.contributions.actions.colliding import find_collisions, settle_collision
from payung.contributions.actions.overpaying import find_overpayments, give_up
from payung.contributions.models import Collision, Difference, EvidenceList, InsurerList, Overpayment
from payung.contributions.states import CollisionEvent
from payung.contributions.tests import reconciling_cast as cast
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
INSURER, EVIDENCE, LINE = "contributions_insurerlist", "contributions_evidencelist", "contributions_insurerline"
THEIR_LINE, UNREAD = "contributions_evidenceline", "contributions_unreadrow"
DIFFERENCE, OVERPAID, COLLISION = "contributions_difference", "contributions_overpayment", "contributions_collision"
TABLES = (INSURER, EVIDENCE, LINE, THEIR_LINE, UNREAD, DIFFERENCE, OVERPAID, COLLISION)
CHANGED = (
    f"UPDATE {INSURER} SET as_of_date = '2027-01-01'",
    f"UPDATE {INSURER} SET sha256 = 'x'",
    f"UPDATE {INSURER} SET read_at = NULL",
    f"UPDATE {INSURER} SET line_count = line_count + 1",
    f"UPDATE {INSURER} SET unread_count = 0",
    f"UPDATE {LINE} SET kpj = '99999999999'",
    f"UPDATE {LINE} SET paid_through = '2027-12-01'",
    f"UPDATE {EVIDENCE} SET payer = 'Desa'",
    f"UPDATE {EVIDENCE} SET read_at = NULL",
    f"UPDATE {EVIDENCE} SET line_count = 0",
    f"UPDATE {THEIR_LINE} SET name = 'Orang lain'",
    f"UPDATE {UNREAD} SET lack = 'month'",
    f"UPDATE {DIFFERENCE} SET ours = 'x'",
    f"UPDATE {DIFFERENCE} SET key = 'x'",
    f"UPDATE {OVERPAID} SET jkk_rp = 0",
    f"UPDATE {OVERPAID} SET last_month = first_month",
    f"UPDATE {OVERPAID} SET state = 'open', closed_on = NULL, closed_by = '' WHERE state = 'given_up'",
    f"UPDATE {OVERPAID} SET decision = 'lain' WHERE state = 'given_up'",
    f"UPDATE {COLLISION} SET payer = 'Desa' WHERE state = 'open'",
    f"UPDATE {COLLISION} SET state = 'open' WHERE state <> 'open'",
    f"UPDATE {COLLISION} SET closed_because = 'lain' WHERE state <> 'open'",
    *(f"DELETE FROM {table}" for table in TABLES),
)
ADDED = (LINE, THEIR_LINE, UNREAD)  # to a list that was read


@pytest.fixture
def house():
    """A list of each kind, read, with a row that was not; an overpayment given up and an open one; collisions likewise."""
    short, gone, both, again = cast.paid_members(4)
    rows = [cast.line(short, blth="02/2027"), *(cast.line(one) for one in (gone, both, again))]
    cast.compared(short.programme, [*rows, [9, "1", "2", "Orang Rusak", "2027-03"]])
    for member in (gone, again):
        cast.ended(member, Month(2027, 1))
    once = {"actor": cast.RINA, "now": cast.SPRING}
    assert find_overpayments(programme_id=short.programme_id, **once) == 2
    given = Overpayment.objects.order_by("id").first()
    act = {"actor": cast.HEAD, "now": cast.SPRING}
    give_up(overpayment_ids=[given.pk], decision="Keputusan 1", evidence=None, request_key=cast.uuid4(), **act)
    told = [[n, cast.nik_of(one), one.person.name, "2027-03"] for n, one in enumerate((both, short))]
    cast.evidence(short.programme, [*told, [3, "63020612", "Rusak", ""]])
    assert find_collisions(programme_id=short.programme_id, **once) == 2
    settle_collision(
        collision_id=Collision.objects.order_by("id").first().pk,
        event=CollisionEvent.KEEP_OURS,
        because="Surat 1",
        request_key=cast.uuid4(),
        **act,
    )
    assert all(count(table) for table in TABLES)
    return short


def count(table):
    return run(f"SELECT count(*) FROM {table}")[0][0]


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


def let_through(statements):
    """Those that the database did not refuse."""
    through = []
    for sql in statements:
        try:
            with transaction.atomic():
                run(sql)
        except IntegrityError:
            continue
        through.append(sql)
    return through


def columns(table):
    names = [one.name for one in connection.introspection.get_table_description(connection.cursor(), table)]
    return ", ".join(name for name in names if name != "id")


class TestTheDatabase:
    def test_keeps_what_was_read_found_and_decided(self, house):
        before = [count(table) for table in TABLES]
        assert let_through(CHANGED) == []
        assert [count(table) for table in TABLES] == before

    def test_adds_nothing_to_a_list_that_was_read(self, house):
        for table in ADDED:
            names = columns(table)
            told = names.replace("row", '"row" + 900') if table != UNREAD else names
            told = told.replace('"row" + 900', '"row" + 900', 1)
            sql = f"INSERT INTO {table} ({names}) SELECT {told} FROM {table}"
            with pytest.raises(IntegrityError, match="its list is read"), transaction.atomic():
                run(sql)

    @pytest.mark.only_on("sqlite")
    def test_is_not_overwritten(self, house):
        replaced = [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in TABLES]
        run("PRAGMA recursive_triggers = OFF")
        try:
            assert let_through(replaced) == []
        finally:
            run("PRAGMA recursive_triggers = ON")

    def test_lets_work_go_on(self, house):
        """What people do next is no change of what was found."""
        assert InsurerList.objects.update(compared_at=cast.LATER) == 1
        assert Difference.objects.update(state="owned", owner="user:3") == 1
        assert (
            Overpayment.objects.filter(state="open").update(state="withdrawn", closed_on="2027-04-05", closed_by="x")
            == 1
        )
        assert Collision.objects.filter(state="open").update(owner="user:3") == 1
        assert EvidenceList.objects.filter(read_at=None).count() == 0

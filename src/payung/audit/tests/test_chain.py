"""The chain: how it grows, and that whatever is done to it behind its back is found."""

import hashlib
import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from payung.audit import actions, queries
from payung.audit.models import Chain, Event
from payung.audit.rules import GENESIS, canonical, hash_of_lines

MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)  # 09.00 WITA
MASTURI = "6302061203750002"


def act(number: int = 1, *, kabupaten: str = "63.02", now: datetime = MORNING, **facts: object) -> int:
    with transaction.atomic():
        return actions.record(
            kabupaten=kabupaten,
            act="intake.import_list",
            actor=f"user:{number % 2}",
            subject=f"file:{number}",
            facts=facts or {"rows": number},
            now=now,
        )


def verify(**words):
    return queries.verify(kabupaten="63.02", **words)


@pytest.fixture
def chain(db, monkeypatch) -> queries.Head:
    """Seven events, of which a chunk holds three, and one of another kabupaten between them."""
    monkeypatch.setattr(queries, "CHUNK", 3)
    for number in range(1, 8):
        act(number)
        act(number, kabupaten="63.03")
    return queries.head(kabupaten="63.02")


@pytest.fixture
def broken_in(chain):
    """As somebody who owns the tables could: their guards are off."""
    names = []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = [
                row[0] for row in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            ]
            for name in [name for name in names if name.startswith("audit_")]:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER; ALTER TABLE audit_chain DISABLE TRIGGER USER")
    return Event.objects.filter(kabupaten="63.02")


class TestRecord:
    def test_numbers_without_gaps_and_binds_each_to_the_one_before(self, chain):
        rows = list(Event.objects.filter(kabupaten="63.02").order_by("number"))
        assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
        assert [row.previous for row in rows] == [GENESIS, *(row.hash for row in rows[:-1])]
        assert chain == queries.Head(number=7, hash=rows[-1].hash)

    def test_writes_what_a_stranger_can_hash(self, db):
        """The oracle is written by hand from the module's own words."""
        act(1, list="daftar ‘é’", none=None, yes=True)
        row = Event.objects.get()
        facts = r"{\"list\":\"daftar ‘é’\",\"none\":null,\"yes\":true}"
        written = (
            '{"act":"intake.import_list","actor":"user:1","at":"2026-11-22T01:00:00.000000Z","facts":"' + facts + '",'
            '"kabupaten":"63.02","number":1,"previous":"' + "0" * 64 + '","subject":"file:1"}'
        )
        assert row.hash == hashlib.sha256(written.encode()).hexdigest()

    def test_stands_or_falls_with_its_act(self, chain):
        with transaction.atomic():
            act(8)
            transaction.set_rollback(True)
        assert act(8) == 8
        assert verify().because == ""

    def test_asks_three_things_of_the_database(self, chain, django_assert_num_queries):
        with transaction.atomic(), django_assert_num_queries(3):
            actions.record(kabupaten="63.02", act="a.b", actor="x", subject="y", facts={}, now=MORNING)

    def test_refuses_to_stand_apart_from_its_act(self, cloned_database):
        with pytest.raises(TransactionManagementError):
            actions.record(kabupaten="63.02", act="a.b", actor="x", subject="y", facts={}, now=MORNING)

    @pytest.mark.parametrize(
        "facts",
        [
            {"nik": MASTURI},
            {"note": f"NIK {MASTURI} ganda"},
            {"note": "6302 0612 0375 0002"},
            {"note": "6302.0612.0375.0002"},
            {"note": "63-02-06-120375-0002"},
            {"note": f"'{MASTURI}0"},
            {"niks": [int(MASTURI)]},
            {"deep": [{"er": {MASTURI: 1}}]},
            {"share": 0.5},
            {"day": date(2026, 11, 22)},
            {1: "x"},
            {"bytes": b"x"},
            {"half": "\ud800"},
            {"nothing": "a\x00b"},
            {"é": 1, "e\u0301": 2},
        ],
        ids=str,
    )
    def test_refuses_what_an_event_must_not_hold(self, db, facts):
        with pytest.raises(ValueError, match=r"event|facts|utf-8") as told:
            act(1, **facts) if all(isinstance(name, str) for name in facts) else canonical(facts)
        assert MASTURI not in str(told.value)
        assert not Event.objects.exists()

    @pytest.mark.parametrize(
        "names",
        [
            {"actor": f"user:{MASTURI}"},
            {"subject": MASTURI},
            {"subject": ""},
            {"subject": "x" * 81},
            {"act": "x"},
            {"act": "a.b c"},
            {"now": datetime(2026, 1, 1)},
        ],
    )
    def test_refuses_names_of_another_kind(self, db, names):
        words = {"kabupaten": "63.02", "act": "a.b", "actor": "user:1", "subject": "x:1", "facts": {}, "now": MORNING}
        with pytest.raises(ValueError, match=r"act|event"), transaction.atomic():
            actions.record(**{**words, **names})

    @pytest.mark.parametrize(
        "fact",
        [
            "1234567890123456" * 4,  # a hash without a letter
            "01993456-7890-7123-9456-789012345678",
            "081234567890",
            "2026-11-22T09:00:00.123456+08:00",
            "63.02.06.2014",
            999_999_999_999_999,
            [1, 2, 3],
            None,
        ],
    )
    def test_takes_what_only_looks_so(self, db, fact):
        assert act(1, fact=fact) == 1

    def test_takes_turns(self, cloned_database):
        """Eight at once: each waits for the chain, no number is left out or given twice."""
        faults: list[Exception] = []

        def in_turn(number: int) -> None:
            try:
                for _ in range(5):
                    act(number)
            except Exception as fault:  # noqa: BLE001 whatever it is, the test must see it
                faults.append(fault)
            finally:
                connection.close()

        threads = [threading.Thread(target=in_turn, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert (verify().count, verify().because) == (40, "")


class TestVerify:
    def test_finds_nothing_in_a_whole_chain(self, chain):
        assert verify() == queries.Verdict(count=7, head=chain.hash)
        assert verify(head=Event.objects.get(kabupaten="63.02", number=4).hash, upto=4).because == ""

    def test_finds_nothing_where_nothing_is(self, db):
        assert verify() == queries.Verdict(count=0, head=GENESIS)

    @pytest.mark.parametrize(
        "changes",
        [
            {"actor": "user:9"},
            {"act": "intake.other"},
            {"subject": "file:9"},
            {"facts": '{"rows": 4}'},
            {"at": MORNING + timedelta(microseconds=1)},
            {"hash": "0" * 64},
            {"previous": "0" * 64},
        ],
        ids=str,
    )
    def test_finds_a_change(self, broken_in, changes):
        broken_in.filter(number=4).update(**changes)
        found = verify()
        assert (found.number, found.count) == (4, 3)
        assert found.because

    @pytest.mark.parametrize(("number", "count"), [(1, 0), (4, 3), (6, 5)])
    def test_finds_a_deletion(self, broken_in, number, count):
        broken_in.filter(number=number).delete()
        assert (verify().number, verify().because, verify().count) == (number, "is missing", count)

    def test_finds_a_deletion_that_was_numbered_over(self, broken_in):
        broken_in.filter(number=4).delete()
        for number in (5, 6, 7):
            broken_in.filter(number=number).update(number=number - 1)
        Chain.objects.filter(kabupaten="63.02").update(length=6)
        assert (verify().number, verify().because) == (4, "does not follow the one before it")

    def test_finds_a_truncation(self, broken_in):
        broken_in.filter(number__gt=5).delete()
        assert (verify().number, verify().because) == (6, "is missing: the chain was cut off")

    def test_finds_a_truncation_of_all(self, broken_in):
        broken_in.all().delete()
        assert (verify().number, verify().count) == (1, 0)

    def test_finds_an_insertion_at_the_end(self, broken_in):
        last = broken_in.get(number=7)
        last.id, last.number, last.previous = None, 8, last.hash
        last.save()
        assert (verify().number, verify().because) == (7, "is the last that the chain knows, yet there is a number 8")

    def test_finds_events_of_no_chain(self, broken_in):
        Chain.objects.filter(kabupaten="63.02").delete()
        assert verify().because

    def test_finds_another_end(self, broken_in):
        Chain.objects.filter(kabupaten="63.02").update(head="x" * 64)
        assert (verify().number, verify().because) == (7, "is not what the chain ends with")

    def test_finds_a_truncation_that_the_chain_agrees_with_by_the_paper_alone(self, chain, broken_in):
        broken_in.filter(number__gt=5).delete()
        Chain.objects.filter(kabupaten="63.02").update(length=5, head=broken_in.get(number=5).hash)
        assert verify().because == ""
        assert verify(head=chain.hash, upto=7).because == "stands on the paper and not in the chain"

    def test_finds_a_chain_written_anew_by_the_paper_alone(self, chain, broken_in):
        broken_in.all().delete()
        Chain.objects.filter(kabupaten="63.02").delete()
        for number in range(1, 8):
            act(number + 1)
        assert verify().because == ""
        assert (verify(head=chain.hash, upto=7).number, verify(head=chain.hash, upto=7).because) == (
            7,
            "is not the one on the paper",
        )

    def test_asks_once_for_a_chunk(self, chain, django_assert_max_num_queries):
        with django_assert_max_num_queries(3 + 4):
            verify()


class TestLastClosedDay:
    def test_is_the_head_as_yesterday_left_it_in_the_office(self, db):
        act(1, now=datetime(2026, 11, 20, 1, 0, tzinfo=UTC))
        act(2, now=datetime(2026, 11, 21, 15, 59, tzinfo=UTC))  # 23.59 WITA
        act(3, now=datetime(2026, 11, 21, 16, 0, tzinfo=UTC))  # midnight
        found = queries.last_closed_day(kabupaten="63.02", today=date(2026, 11, 22))
        assert found == queries.Head(number=2, hash=Event.objects.get(number=2).hash, day=date(2026, 11, 21))
        assert queries.last_closed_day(kabupaten="63.02", today=date(2026, 11, 20)) is None


class TestEvents:
    def test_come_newest_first_and_only_those_asked_for(self, chain):
        found = queries.events(kabupaten="63.02", actor="user:1", page=2, size=3)
        assert ([event.number for event in found.events], found.count, found.pages) == ([1], 4, 2)
        (only,) = queries.events(kabupaten="63.02", subject="file:3").events
        assert (only.number, only.facts) == (3, {"rows": 3})
        assert queries.events(kabupaten="63.02", act="decrees.sign").count == 0


class TestHashOfLines:
    def test_is_what_sha256sum_says(self):
        """printf 'satu\\ndua\\n' | sha256sum"""
        assert hash_of_lines(["satu", b"dua"]) == "31027c84050019160d11b4d8682a5a0f1e63c7d3ed1b3b1b35aa3147b62441a2"

    def test_refuses_two_lines_that_would_read_as_one(self):
        with pytest.raises(ValueError, match="newline"):
            hash_of_lines(["satu\ndua"])


def told(*words: str) -> tuple[int, str]:
    """The exit code and all that is said."""
    out = StringIO()
    try:
        call_command("audit", *words, stdout=out, stderr=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    except CommandError as ended:
        return ended.returncode, str(ended)
    return 0, out.getvalue()


class TestCommand:
    def test_says_of_each_chain_that_it_is_sound(self, chain):
        code, said = told("verify")
        assert (code, said.count("7 events, sound")) == (0, 2)
        assert (
            told(
                "verify",
                "--kabupaten",
                "63.02",
                "--head",
                f"{chain.hash[:32]} {chain.hash[32:].upper()}",
                "--upto",
                "7",
            )[0]
            == 0
        )

    def test_names_the_first_bad_event(self, broken_in):
        broken_in.filter(number=4).update(actor="user:9")
        assert told("verify") == (
            1,
            "63.02: event 4 was changed. 3 before it are sound.\n63.03: 7 events, sound. Head "
            + queries.head(kabupaten="63.03").hash
            + "\n",
        )
        assert told("verify", "--kabupaten", "63.03")[0] == 0

    def test_cannot_look_without_the_words_it_needs(self, chain):
        assert told("verify", "--head", "x")[0] == 2
        assert told("verify", "--head", "x", "--upto", "1")[0] == 2  # whose?
        assert told("verify", "--kabupaten", "63.99")[0] == 2

    def test_cannot_look_where_there_are_no_tables(self, broken_in):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_chain RENAME TO gone")
        assert told("verify")[0] == 2

    def test_says_where_the_chain_ends(self, chain):
        assert told("head", "--kabupaten", "63.02") == (0, f"63.02 7 {chain.hash}\n")

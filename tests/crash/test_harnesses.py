"""The harnesses of `make crash` in small: they come to their end, and see the faults that are planted."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.commits
PLANTED = pytest.mark.only_on("sqlite")  # that a harness sees a fault is shown on one engine; `make crash` does on both
TESTS = str(Path(__file__).parents[1])


def rehearsed(environment, name, *words):
    """What the harness told of the house of this test."""
    command = [sys.executable, "-m", "crash.harness", name, *map(str, words)]
    path = os.pathsep.join(filter(None, (TESTS, os.environ.get("PYTHONPATH"))))
    done = subprocess.run(command, env=environment | {"PYTHONPATH": path}, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode == 0) is (told["outcome"] == "once")
    return told


class TestImports:
    def test_are_there_once(self, cloned_database):
        told = rehearsed(cloned_database, "imports", "--kills", 3, "--rows", 300)
        assert (told["outcome"], told["wrong"]) == ("once", [])
        assert told["kills"] >= 3

    @PLANTED
    def test_see_an_event_that_was_written_apart(self, cloned_database):
        told = rehearsed(cloned_database, "imports", "--rows", 60, "--fault", "import audit apart")
        assert [each for each in told["wrong"] if each.startswith("events of imports: {} instead of")]


class TestDecrees:
    def test_are_there_once(self, cloned_database):
        told = rehearsed(cloned_database, "decrees", "--kills", 4, "--rows", 60)
        assert (told["outcome"], told["wrong"]) == ("once", [])
        assert told["kills"] >= 4

    @PLANTED
    def test_see_that_a_request_forgot_its_key(self, cloned_database):
        told = rehearsed(cloned_database, "decrees", "--rows", 60, "--fault", "request key dropped")
        assert told["wrong"][0].startswith("draft was not acknowledged")


class TestAnswers:
    def test_count_once(self, cloned_database):
        told = rehearsed(cloned_database, "answers", "--kills", 4, "--rows", 60)
        assert (told["outcome"], told["wrong"]) == ("once", [])
        assert told["kills"] >= 4

    @PLANTED
    def test_see_members_of_an_answer_that_does_not_count_yet(self, cloned_database):
        told = rehearsed(cloned_database, "answers", "--rows", 60, "--fault", "answer flip apart")
        assert told["wrong"][0].startswith("members: 4 instead of 0")


class TestBills:
    @PLANTED
    def test_see_dues_that_outlived_their_bill(self, cloned_database):
        told = rehearsed(cloned_database, "bills", "--rows", 30, "--fault", "void apart")
        (wrong,) = told["wrong"]
        assert re.fullmatch(r"dues: \{\d+: 30\} instead of \{\}", wrong)


class TestPayments:
    def test_are_there_once_with_the_bills_they_pay(self, cloned_database):
        told = rehearsed(cloned_database, "payments", "--kills", 6, "--rows", 30)
        assert (told["outcome"], told["wrong"]) == ("once", [])
        assert told["kills"] >= 6


class TestClaims:
    def test_go_to_their_money_once_and_are_raced_for(self, cloned_database):
        told = rehearsed(cloned_database, "claims", "--kills", 3, "--rows", 24, "--rounds", 50)
        assert (told["outcome"], told["wrong"], len(told["rounds"])) == ("once", [], 5)
        assert told["kills"] >= 3

    @PLANTED
    def test_see_a_standing_that_was_written_apart(self, cloned_database):
        told = rehearsed(cloned_database, "claims", "--rows", 4, "--fault", "claim standing apart")
        assert told["wrong"][0].startswith("claims: ")


class TestRaces:
    def test_are_never_oversold_nor_self_approved(self, cloned_database):
        told = rehearsed(cloned_database, "races", "--rounds", 18)
        assert (told["outcome"], told["wrong"], told["rounds"]) == ("once", [], 18)

    @pytest.mark.parametrize(
        ("fault", "seen"), [("lock removed", "given: "), ("maker rule dropped", "self approved: ")]
    )
    @PLANTED
    def test_see_what_a_fault_leads_to(self, cloned_database, fault, seen):
        told = rehearsed(cloned_database, "races", "--rounds", 40, "--fault", fault)
        assert [each for each in told["wrong"] if seen in each]

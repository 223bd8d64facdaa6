"""Edges that need real commits: two officers rule on one pair at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from payung.matching.actions import match_candidates, rule_pair
from payung.matching.models import Join, PairRuling
from payung.matching.rules.pairs import Ruling
from payung.matching.tests.cast import NOW, OPERATOR, brought
from payung.people.models import Person
from payung.people.rules import NotAllowed


@pytest.mark.commits
def test_of_two_officers_at_once_one_is_told(cloned_database):
    came = brought()
    for number in range(20):
        came.sari(nik=f"63020652018{number:05}", name=f"Sari {number}")
    match_candidates(programme_id=came.programme.id, actor=OPERATOR, now=NOW)
    ids = list(Person.objects.order_by("id").values_list("id", flat=True))
    ends = list(zip(ids[::2], ids[1::2], strict=True))
    ready, told, faults = Barrier(2), [], []

    def work(ruling: Ruling) -> None:
        try:
            ready.wait()
            for low, high in ends:
                try:
                    rule_pair(low=low, high=high, ruling=ruling, reason="KTP", actor=OPERATOR, now=NOW)
                except NotAllowed as refusal:
                    told.append(str(refusal))
        except BaseException as fault:  # noqa: BLE001 - a thread has nobody to raise it to
            faults.append(fault)
        finally:
            connection.close()

    officers = [Thread(target=work, args=(ruling,)) for ruling in Ruling]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    assert faults == []
    assert (len(told), PairRuling.objects.count()) == (len(ends), len(ends))
    assert Join.objects.count() == PairRuling.objects.filter(ruling=Ruling.ONE).count()

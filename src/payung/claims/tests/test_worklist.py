"""What is to be done: each claim and report in its group, one sentence each, of the own part of the map."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.claims.models import Claim
from payung.claims.present import worklist as present
from payung.claims.queries.index import UNASSIGNED
from payung.claims.queries.worklist import worklist
from payung.claims.rules.clock import When
from payung.claims.rules.deadlines import DeadlineKind
from payung.claims.states import Scheme, State
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, ANI, BUDI, DEATH, DESA, ELSEWHERE, LOST, NOW, RINA
from payung.programmes.models import Holiday

pytestmark = pytest.mark.django_db


def tasks(actor=RINA, now=NOW, **words):
    found = worklist(actor=actor, now=now, **words)
    return [*found.overdue, *found.this_day, *found.this_week, *found.later]


class TestWorklist:
    def test_puts_each_where_its_deadline_lies_the_earliest_first(self):
        ana, bibi, cici = cast.insured(3, terms=0)
        cast.claim(ACCIDENT, of=ana)  # stage I until Saturday 10.00
        paid_by = cast.claim(DEATH, of=bibi, state=State.SUBMITTED, scheme=Scheme.JKM)
        lost = cast.claim(LOST, of=cici)
        Claim.objects.filter(id=lost.pk).update(told_at=NOW - timedelta(hours=47))
        found = worklist(actor=RINA, now=NOW)
        assert ([one.claim.id for one in found.this_day], len(found.this_week)) == ([lost.pk], 1)
        assert [(one.claim.id, one.what, one.by) for one in found.later] == [
            (paid_by.pk, DeadlineKind.PAYMENT, date(2027, 5, 25))
        ]
        later = worklist(actor=RINA, now=NOW + timedelta(hours=2))
        assert [one.claim.id for one in later.overdue] == [lost.pk]

    def test_counts_with_the_holidays_of_the_programme(self):
        cast.claim(DEATH, of=cast.sari(terms=0), state=State.SUBMITTED, scheme=Scheme.JKM)
        Holiday.objects.create(kabupaten=cast.KABUPATEN, day=date(2027, 5, 21), name="Libur")
        Holiday.objects.create(kabupaten="63.10", day=date(2027, 5, 24), name="Libur di kabupaten lain")
        assert [one.by for one in tasks()] == [date(2027, 5, 26)]

    def test_runs_the_clock_of_a_report_and_hands_it_on_to_its_claim(self):
        sari = cast.sari(terms=0)
        report = cast.reported(of=sari)
        (of_report,) = tasks()
        assert (of_report.report.id, of_report.claim) == (report.pk, None)
        cast.opened(report, now=NOW + timedelta(hours=30))
        (of_claim,) = tasks()
        assert (of_claim.report, of_claim.by) == (None, of_report.by)

    def test_leaves_out_what_is_over_and_what_lies_elsewhere(self):
        claim = cast.claim(of=cast.sari(terms=0))
        assert (len(tasks(DESA)), len(tasks(ELSEWHERE))) == (1, 0)
        cast.stand(claim, State.WITHDRAWN)
        assert tasks() == []

    def test_is_of_one_officer_or_of_nobody_yet(self):
        one, other = cast.insured(2, terms=0)
        mine, free = cast.claim(of=one), cast.claim(of=other, officer=None)
        report = cast.reported()
        assert [task.claim.id for task in tasks(officer=BUDI.key)] == [mine.pk]
        nobodys = tasks(officer=UNASSIGNED)
        assert {task.claim.id if task.claim else 0 for task in nobodys} == {free.pk, 0}
        assert [task.report.id for task in nobodys if task.report] == [report.pk]

    def test_asks_no_more_for_more_claims(self):
        counts = []
        for many in (1, 6):
            for one in cast.insured(many, terms=0):
                cast.claim(of=one)
            with CaptureQueriesContext(connection) as asked:
                assert len(tasks()) >= many
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_goes_back_to_us_where_bpjs_wants_more_papers(self):
        claim = cast.claim(DEATH, of=cast.sari(terms=0), state=State.SUBMITTED, scheme=Scheme.JKM)
        cast.stand(claim, State.PAPERS)
        (task,) = tasks()
        assert (task.what, task.when) == (DeadlineKind.LAPSE, When.LATER)


class TestSentence:
    def said(self, kind, *, now=NOW, **words):
        cast.claim(kind, of=cast.sari(terms=0), **words)
        (group,) = present.groups(worklist(actor=RINA, now=now), actor=ANI)
        (line,) = group.lines
        return line

    def test_says_what_to_do_and_until_when(self):
        line = self.said(ACCIDENT)
        assert line.sentence == "Lengkapi laporan tahap I, lalu kirim ke BPJS paling lambat 22 Mei 2027 10.00 WITA."
        assert line.take == ""  # Budi has it

    def test_says_that_what_is_late_is_still_taken(self):
        line = self.said(DEATH, now=NOW + timedelta(days=4), officer=None)
        assert line.sentence == (
            "Jawab lima pertanyaan tentang meninggalnya, lalu tentukan skemanya sekarang juga: batasnya "
            "22 Mei 2027 10.00 WITA sudah lewat, tetapi yang terlambat tetap diterima."
        )
        assert line.take.endswith("/tangani")

    def test_promises_nothing_of_bpjs(self):
        line = self.said(DEATH, now=NOW + timedelta(days=9), state=State.SUBMITTED, scheme=Scheme.JKM)
        assert line.sentence == (
            "Tanyakan penetapan BPJS, lalu catat suratnya. Batas BPJS 25 Mei 2027 sudah lewat: mintalah penjelasannya."
        )

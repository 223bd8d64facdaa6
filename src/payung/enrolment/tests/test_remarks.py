"""Whom BPJS refused last is shown as such when the next list names them."""

import pytest

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.enrolment.models import BatchLine
from payung.enrolment.states import LineState
from payung.enrolment.tests import batches_cast as cast
from payung.enrolment.tests.test_batches_pages import text
from payung.intake import remarks
from payung.intake.models import Candidate, ReceivedFile
from payung.matching.models import Link

pytestmark = pytest.mark.django_db
SENTENCE = "Ditolak BPJS 20 Januari 2027: Nama ibu kandung kosong atau tidak sesuai (“Nama ibu kosong”)"


class TestRefusedBefore:
    def test_is_said_of_every_candidate_of_the_person_until_bpjs_accepts(self):
        programme, decree = cast.in_force(2)
        cast.refuse(cast.exported(programme))
        first, second = decree.lines.order_by("number")
        BatchLine.objects.filter(person=second.person_id).update(state=LineState.ACCEPTED)
        theirs = [link.candidate_id for link in Link.objects.filter(person=first.person_id)]
        others = [link.candidate_id for link in Link.objects.filter(person=second.person_id)]
        assert remarks.of_candidates(candidate_ids=[*theirs, *others]) == dict.fromkeys(theirs, SENTENCE)
        file = ReceivedFile.objects.get()
        assert remarks.of_file(kabupaten="63.02", file_id=file.pk) == dict.fromkeys(theirs, SENTENCE)
        assert remarks.of_file(kabupaten="63.10", file_id=file.pk) == {}

    def test_stands_on_the_page_of_candidates_and_in_its_workbook(self, django_assert_max_num_queries):
        programme, _ = cast.in_force(3)
        client = signed_in(Role.OPERATOR)
        address = f"/calon?program={programme.code}"
        assert "Ditolak BPJS" not in text(client.get(address))
        cast.refuse(cast.exported(programme))
        with django_assert_max_num_queries(30):
            page = text(client.get(address))
        assert page.count("Ditolak BPJS 20 Januari 2027") == Candidate.objects.count() == 6

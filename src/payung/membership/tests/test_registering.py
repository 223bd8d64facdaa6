"""Registering those whom BPJS accepted: once a line, a KPJ only of one human being, whatever the number of lines."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payung.decrees.tests.cast import LATER, actor, programme
from payung.membership import actions, queries
from payung.membership.models import Card, Membership
from payung.membership.rules.refusals import KpjDoesNotFit, NotFound
from payung.membership.states import State
from payung.membership.tests.house import accepted, ended, insured, lines_of, named, register, registered
from payung.people.models import Person

pytestmark = pytest.mark.django_db


class TestRegister:
    def test_makes_members_of_a_line_and_remembers_their_kpj(self):
        decree = named(2)
        sari, _ = lines_of(decree)
        found = registered(decree, [accepted(line, kpj=f"2600000000{line.number}") for line in lines_of(decree)])
        member = Membership.objects.get(id=found.by_line[sari.pk])
        assert (member.state, member.person_id, member.kpj) == (State.RUNNING, sari.person_id, "26000000001")
        assert queries.cards_of(kabupaten="63.02", person_ids=[sari.person_id]) == {sari.person_id: ("26000000001",)}
        assert (found.before, found.refused, found.members) == (frozenset(), [], [])

    def test_leaves_a_line_registered_before_alone_and_tells_it(self):
        decree = named(1)
        (line,) = lines_of(decree)
        first = registered(decree, [accepted(line)])
        again = registered(decree, [accepted(line, registered_date=date(2027, 2, 1))])
        assert (again.by_line, again.before) == (first.by_line, {line.pk})
        assert Membership.objects.get().registered_date == date(2027, 1, 5)

    def test_refuses_a_kpj_only_when_it_is_another_human_beings(self):
        decree = named(4)
        sari, tuti, adi, budi = lines_of(decree)
        Person.objects.filter(id=tuti.person_id).update(same_as=sari.person_id)
        answer = [accepted(sari, kpj="26000000077"), accepted(adi, kpj="26000000077"), accepted(budi)]
        found = registered(decree, answer)
        assert sorted(found.by_line) == [sari.pk, budi.pk]
        assert [(one.line_id, one.holder_id) for one in found.refused] == [(adi.pk, sari.person_id)]
        other = named(1)
        (line,) = lines_of(other)
        Person.objects.filter(id=line.person_id).update(same_as=sari.person_id)
        later = registered(other, [accepted(line, kpj="26000000077")])  # of another programme: her own card again
        assert list(later.by_line) == [line.pk]
        assert Card.objects.filter(kpj="26000000077").count() == 1

    def test_lets_a_person_have_two_kpjs_of_former_jobs(self):
        (sari,) = insured()
        ended(sari)
        decree = named(1)
        (line,) = lines_of(decree)
        Person.objects.filter(id=line.person_id).update(same_as=sari.person_id)
        registered(decree, [accepted(line, kpj="1A000000001")])
        cards = queries.cards_of(kabupaten="63.02", person_ids=[sari.person_id, line.person_id])
        assert cards == {sari.person_id: (sari.kpj,), line.person_id: ("1A000000001",)}

    def test_does_not_register_one_human_being_twice_in_a_programme(self):
        decree = named(2)
        sari, tuti = lines_of(decree)
        Person.objects.filter(id=tuti.person_id).update(same_as=sari.person_id)
        found = registered(decree, [accepted(sari), accepted(tuti)])
        assert list(found.by_line) == [sari.pk]
        again = registered(decree, [accepted(tuti)])
        assert [(one.line_id, one.membership_id) for one in again.members] == [(tuti.pk, found.by_line[sari.pk])]

    def test_refuses_what_is_no_kpj_and_a_programme_elsewhere(self):
        decree = named(1)
        (line,) = lines_of(decree)
        for kpj in ("2600000001", "260000000012", "2600000000a", "26-00000001"):
            with pytest.raises(KpjDoesNotFit):
                registered(decree, [accepted(line, kpj=kpj)])
        other = actor("user:8", kabupaten="63.10", scope="63.10")
        with pytest.raises(NotFound):
            actions.register(programme_id=decree.programme_id, accepted=[], actor=other, now=LATER)

    def test_asks_no_more_for_more_lines(self):
        of = programme()
        counts = []
        for many in (2, 9):
            decree = named(many, of=of)
            with CaptureQueriesContext(connection) as asked:
                register(decree)
            counts.append(len(asked))
        assert counts[0] == counts[1]

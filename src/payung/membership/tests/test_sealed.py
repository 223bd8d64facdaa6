"""What the database itself refuses of memberships, cards and acts, on both engines."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from payung.membership.models import Act, Card, Membership
from payung.membership.tests.house import ended, held, insured

pytestmark = pytest.mark.django_db


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


class TestMembership:
    def test_stays_whose_it_is_and_is_never_deleted(self):
        (sari,) = insured()
        rows = Membership.objects.filter(id=sari.pk)
        for words in (
            {"person_id": sari.person_id + 1},
            {"line_id": sari.line_id + 1},
            {"first_month": date(2027, 2, 1)},
            {"last_month": date(2027, 11, 1)},
            {"registered_date": date(2027, 1, 1)},
        ):
            assert refused(lambda words=words: rows.update(**words)), words
        assert refused(rows.delete)

    def test_that_ended_stays_as_it_ended_until_it_runs_again(self):
        (sari,) = insured()
        ended(sari)
        rows = Membership.objects.filter(id=sari.pk)
        assert refused(lambda: rows.update(end_reason="moved"))
        assert refused(lambda: rows.update(ended_month=date(2027, 6, 1)))
        assert refused(
            lambda: rows.update(state="held", held_because="died", end_reason="", ended_date=None, ended_month=None)
        )


class TestActsAndCards:
    def test_only_grow(self):
        (sari,) = insured()
        held(sari)
        assert refused(lambda: Act.objects.update(note="lain"))
        assert refused(Act.objects.all().delete)
        assert refused(lambda: Card.objects.update(person_id=sari.person_id + 1))
        assert refused(Card.objects.all().delete)

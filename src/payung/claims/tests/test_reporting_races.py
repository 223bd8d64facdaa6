"""Two who tell of the same death at once, on a database where commits are real."""

from uuid import uuid4

import pytest

from payung.audit.queries import verify
from payung.claims.models import Claim, Report
from payung.claims.tests import cast
from payung.decrees.tests.test_races import at_once
from payung.membership.models import Membership

pytestmark = pytest.mark.commits


class TestTwoAtOnce:
    def test_send_one_report_twice_and_open_one_claim_of_two(self, cloned_database):
        sari, key = cast.sari(terms=0), uuid4()
        first, second = at_once(*[lambda: cast.reported(of=sari, key=key).pk] * 2)
        assert (first == second, Report.objects.count()) == (True, 1)

        other = cast.reported(of=sari)
        told = (Report.objects.get(id=first), other)
        claims = at_once(
            *[
                lambda one=one, by=by: cast.opened(one, by=by).pk
                for one, by in zip(told, (cast.BUDI, cast.ANI), strict=True)
            ]
        )
        assert (claims[0] == claims[1], Claim.objects.count()) == (True, 1)
        assert set(Report.objects.values_list("claim_id", flat=True)) == {claims[0]}
        assert Membership.objects.get(id=sari.pk).state == "held"
        assert verify(kabupaten=cast.KABUPATEN).because == ""

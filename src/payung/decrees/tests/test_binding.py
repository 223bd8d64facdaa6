"""Places as money in the books: bound when a decree is in force, free when nobody will use the months, never twice."""

from datetime import date
from uuid import uuid4

import pytest

from payung.decrees import actions, billed
from payung.decrees.models import Decree, Place
from payung.decrees.queries.uses import differences
from payung.decrees.rules.change import In, Out
from payung.decrees.rules.refusals import LineTaken, MoneyGone, NotFound, PlacesGone
from payung.decrees.tests import cast
from payung.ledger import queries as books
from payung.ledger.states import AccountKind
from payung.programmes.models import Fund, Quota
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
MARCH, JUNE = cast.JANUARY.plus(2), cast.JANUARY.plus(5)


@pytest.fixture
def programme():
    found = cast.programme(programme=3, person_months=36)
    cast.agreement(found)
    return found


@pytest.fixture
def base(programme):
    return cast.in_force(cast.drafted(programme, cast.chosen(programme, 3)))


@pytest.fixture
def billed_to_june():
    before = billed._Above.billed_months
    six = frozenset(cast.JANUARY.plus(ahead) for ahead in range(6))
    billed.ask_of(lambda *, line_ids: dict.fromkeys(line_ids, six))
    yield
    billed.ask_of(before)


def months(programme, kind=AccountKind.COMMITTED):
    """Person-months on the account; the rupiah are seen to be their price."""
    fund = Fund.objects.get(programme=programme).pk
    found = books.balances(programme_id=programme.pk)[fund][kind]
    if kind is AccountKind.COMMITTED:
        assert found.amount_rp == found.person_months * cast.MONTH_RP
    return found.person_months


def free(decree, *numbers, last_month=JUNE, owed_month=None):
    lines = decree.lines.filter(number__in=numbers)
    return actions.free_places(
        programme_id=decree.programme_id,
        person_ids=[line.person_id for line in lines],
        last_month=last_month,
        owed_month=owed_month,
        because="wafat",
        actor=cast.RINA,
        now=cast.LATER,
    )


def restore(decree, number=1):
    person_id = decree.lines.get(number=number).person_id
    return actions.restore_place(programme_id=decree.programme_id, person_id=person_id, actor=cast.RINA, now=cast.LATER)


def amendment(base, *, out=1, last_month=JUNE, first_month=None, named=1):
    """A draft that strikes one line and names another instead."""
    line = base.lines.get(number=out)
    new = [
        In(
            person_id=one.person_id,
            candidate_id=one.candidate_id,
            desa_code=one.desa_code,
            occupation=one.occupation,
            fund_id=one.fund_id,
            first_month=first_month or last_month.plus(1),
            replaces_id=line.pk,
        )
        for one in cast.chosen(base.programme, named)
    ]
    found = actions.amend_decree(
        decree_id=base.pk,
        about="Perubahan",
        out=[Out(line_id=line.pk, last_month=last_month, because="wafat")],
        named=new,
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )
    return Decree.objects.get(id=found.id)


def held_past_the_house(programme, many=3):
    """A decree in force since before there were books."""
    decree = cast.signed(cast.drafted(programme, cast.chosen(programme, many)))
    Decree.objects.filter(id=decree.pk).update(state="in_force", in_force_date=date(2027, 1, 1))
    return decree


def state(programme):
    actions.state_commitments(programme_id=programme.pk, actor=cast.RINA, now=cast.LATER)


class TestADecreeInForce:
    def test_binds_its_months_and_states_the_ceiling(self, programme, base):
        assert (months(programme), months(programme, AccountKind.AVAILABLE)) == (36, 0)
        fund = Fund.objects.get(programme=programme)
        assert books.balances(programme_id=programme.pk)[fund.pk][AccountKind.CEILING].amount_rp == fund.ceiling_rp

    def test_binds_nothing_before(self, programme):
        cast.signed(cast.drafted(programme, cast.chosen(programme, 3)))
        assert months(programme) == 0

    def test_binds_once_for_one_request_and_for_another(self, programme):
        decree, key = cast.signed(cast.drafted(programme, cast.chosen(programme, 2))), uuid4()
        for _ in range(2):
            actions.put_in_force(
                decree_id=decree.pk,
                in_force_date=date(2027, 1, 1),
                request_key=key,
                actor=cast.HEAD,
                now=cast.LATER,
            )
        state(programme)
        assert months(programme) == 24

    def test_waits_for_money_where_the_ceiling_was_lowered(self, programme):
        decree = cast.signed(cast.drafted(programme, cast.chosen(programme, 3)))
        Fund.objects.filter(programme=programme).update(ceiling_rp=35 * cast.MONTH_RP)
        with pytest.raises(MoneyGone, match="Tambah pagu"):
            cast.actions.put_in_force(
                decree_id=decree.pk,
                in_force_date=date(2027, 1, 1),
                request_key=uuid4(),
                actor=cast.HEAD,
                now=cast.LATER,
            )
        assert Decree.objects.get(id=decree.pk).state == "signed"

    def test_leaves_out_months_of_a_place_freed_before_its_day(self, programme):
        decree = cast.signed(cast.drafted(programme, cast.chosen(programme, 2)))
        free(decree, 1, last_month=JUNE)
        assert months(programme) == 0
        actions.put_in_force(
            decree_id=decree.pk, in_force_date=date(2027, 1, 1), request_key=uuid4(), actor=cast.HEAD, now=cast.LATER
        )
        assert months(programme) == 18


class TestAFreedPlace:
    def test_binds_no_month_after_its_last(self, programme, base):
        assert free(base, 1, 2) == 2
        assert (months(programme), months(programme, AccountKind.AVAILABLE)) == (24, 12)

    def test_gives_back_nothing_twice(self, programme, base):
        free(base, 1)
        free(base, 1, last_month=MARCH)
        assert months(programme) == 30

    def test_gives_back_also_months_before_it_that_nobody_will_bill(self, programme, base):
        free(base, 1, owed_month=MARCH)
        assert months(programme) == 27
        free(base, 1, last_month=MARCH, owed_month=cast.JANUARY)
        assert months(programme) == 25
        assert Month.of(Place.objects.get(line__decree=base, line__number=1).freed_month) == JUNE
        restore(base)
        assert months(programme) == 36

    def test_that_an_amendment_strikes_gives_back_what_it_had_not(self, programme, base):
        free(base, 1, owed_month=MARCH)
        cast.in_force(amendment(base, last_month=cast.JANUARY.plus(1), named=0), number="188.45/2/2026")
        assert months(programme) == 26

    @pytest.mark.usefixtures("billed_to_june")
    def test_keeps_its_hands_off_months_that_stand_on_a_bill(self, programme, base):
        free(base, 1, last_month=MARCH)
        assert months(programme) == 30

    def test_of_a_decree_from_before_the_books_takes_nothing_of_another(self, programme):
        old = held_past_the_house(programme, 1)
        cast.in_force(cast.drafted(programme, cast.chosen(programme, 1)), number="188.45/2/2026")
        assert months(programme) == 24  # both, for the second binds the first
        free(old, 1)
        assert months(programme) == 18

    def test_of_a_decree_that_is_not_bound_yet_is_bound_until_then(self, programme):
        old = held_past_the_house(programme, 2)
        free(old, 1)
        assert months(programme) == 0
        state(programme)
        assert months(programme) == 18


class TestAnAmendment:
    def test_frees_what_it_strikes_and_binds_whom_it_names(self, programme, base):
        cast.in_force(amendment(base), number="188.45/2/2026")
        assert months(programme) == 36
        assert not differences(programme_id=programme.pk)

    def test_frees_only_what_was_not_free(self, programme, base):
        free(base, 1, last_month=JUNE)
        cast.in_force(amendment(base, last_month=MARCH, first_month=JUNE.plus(1)), number="188.45/2/2026")
        assert months(programme) == 24 + 3 + 6

    @pytest.mark.usefixtures("billed_to_june")
    def test_waits_for_money_that_lies_with_bpjs_still(self, programme, base):
        with pytest.raises(MoneyGone):
            cast.in_force(amendment(base, last_month=MARCH), number="188.45/2/2026")

    @pytest.mark.usefixtures("billed_to_june")
    def test_names_whoever_begins_after_the_last_billed_month(self, programme, base):
        cast.in_force(amendment(base, last_month=MARCH, first_month=JUNE.plus(1)), number="188.45/2/2026")
        assert months(programme) == 36


class TestRestorePlace:
    def test_holds_it_and_binds_its_months_again(self, programme, base):
        free(base, 1)
        assert restore(base)
        assert months(programme) == 36
        assert Place.objects.get(line__decree=base, line__number=1).freed_month is None
        assert not differences(programme_id=programme.pk)

    def test_twice_is_once(self, programme, base):
        free(base, 1)
        assert [restore(base), restore(base)] == [True, False]
        assert months(programme) == 36

    @pytest.mark.usefixtures("billed_to_june")
    def test_binds_no_month_that_was_never_given_back(self, programme, base):
        free(base, 1, last_month=MARCH)
        restore(base)
        assert months(programme) == 36

    def test_is_refused_where_the_place_is_another_s(self, programme, base):
        free(base, 1, last_month=JUNE)
        fund = Fund.objects.get(programme=programme)
        Fund.objects.filter(id=fund.pk).update(ceiling_rp=fund.ceiling_rp * 2)
        cast.drafted(programme, cast.chosen(programme, 1))
        with pytest.raises(PlacesGone, match="dipakai orang lain"):
            restore(base)

    def test_is_refused_where_the_money_is_another_s(self, programme, base):
        free(base, 1, last_month=JUNE)
        Quota.objects.filter(programme=programme).update(places=9)
        Fund.objects.filter(programme=programme).update(ceiling_rp=32 * cast.MONTH_RP)
        with pytest.raises((MoneyGone, PlacesGone)):
            restore(base)
        assert months(programme) == 30

    def test_is_refused_where_a_draft_gives_it_away(self, base):
        free(base, 1)
        amendment(base)
        with pytest.raises(LineTaken, match="Batalkan rancangan"):
            restore(base)

    def test_is_refused_where_an_amendment_struck_the_line(self, base):
        cast.in_force(amendment(base, named=0), number="188.45/2/2026")
        with pytest.raises(LineTaken, match="dicoret"):
            restore(base)

    def test_is_refused_where_nobody_freed_one(self, programme, base):
        person_id = cast.chosen(programme, 1)[0].person_id
        with pytest.raises(NotFound):
            actions.restore_place(programme_id=programme.pk, person_id=person_id, actor=cast.RINA, now=cast.LATER)


class TestReplacementsFor:
    def test_begin_after_the_last_month_of_the_free_place(self, base):
        line = base.lines.get(number=1)
        assert actions.replacements_for(line_ids=[line.pk], actor=cast.RINA, now=cast.LATER) == []
        free(base, 1)
        (found,) = actions.replacements_for(line_ids=[line.pk], actor=cast.RINA, now=cast.LATER)
        assert (found.out.last_month, found.out.because, found.named) == (JUNE, "wafat", None)
        assert Month.of(Place.objects.get(line=line).freed_month) == JUNE

"""Names struck and others named: nothing changes before the day, quotas are reckoned net, and each line goes once."""

from datetime import date
from uuid import uuid4

import pytest

from payung.decrees import actions
from payung.decrees.models import Correction, Decree, Place
from payung.decrees.queries import places_held
from payung.decrees.queries.uses import differences, uses
from payung.decrees.rules.change import In, Out
from payung.decrees.rules.refusals import DayDoesNotFit, LineTaken, NoMinutes, NotCleared, NotFound, PlacesGone
from payung.decrees.states import CorrectionKind, NotAllowed
from payung.decrees.tests import cast

pytestmark = pytest.mark.django_db
JUNE = cast.JANUARY.plus(5)


@pytest.fixture
def programme():
    found = cast.programme(programme=3, person_months=36)
    cast.agreement(found)
    return found


@pytest.fixture
def base(programme):
    return cast.in_force(cast.drafted(programme, cast.chosen(programme, 3)))


def out(decree, number=1, last_month=JUNE):
    return Out(line_id=decree.lines.get(number=number).pk, last_month=last_month, because="wafat")


def into(wanted, replaces=None):
    return In(
        person_id=wanted.person_id,
        candidate_id=wanted.candidate_id,
        desa_code=wanted.desa_code,
        occupation=wanted.occupation,
        fund_id=wanted.fund_id,
        replaces_id=replaces,
    )


def amend(base, outs, ins, act=actions.amend_decree, key=None):
    found = act(
        decree_id=base.pk,
        about="Perubahan",
        out=outs,
        named=ins,
        request_key=key or uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )
    return Decree.objects.get(id=found.id)


def replaced(programme, base, number=1):
    (new,) = cast.chosen(programme, 1)
    gone = out(base, number)
    return amend(base, [gone], [into(new, gone.line_id)])


def go(decree, number="188/2"):
    """Into force, on a day after its own freeze."""
    for act, by in ((actions.check_decree, cast.BUDI), (actions.send_for_signature, cast.HEAD)):
        act(decree_id=decree.pk, request_key=uuid4(), actor=by, now=cast.LATER)
    actions.record_signature(
        decree_id=decree.pk,
        number=number,
        signed_date=date(2026, 12, 21),
        scan=cast.SCAN,
        scan_line_count=decree.lines.count(),
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )
    return actions.put_in_force(
        decree_id=decree.pk, in_force_date=date(2027, 7, 1), request_key=uuid4(), actor=cast.HEAD, now=cast.LATER
    )


def used(programme):
    assert not differences(programme_id=programme.pk)
    return {use.kind: use.used for use in uses(programme_id=programme.pk)}


class TestAmend:
    def test_names_another_in_a_full_programme_from_the_month_after(self, programme, base):
        line = replaced(programme, base).lines.get()
        assert (line.first_month, line.months) == (date(2027, 7, 1), 6)
        assert used(programme) == {"programme": 3, "fund": 36}

    def test_changes_nobodys_place_before_it_is_in_force(self, programme, base):
        before = places_held(programme_id=programme.pk).tolist()
        replaced(programme, base)
        assert places_held(programme_id=programme.pk).tolist() == before

    def test_in_force_strikes_the_line_frees_its_place_and_settles_its_corrections(self, programme, base):
        actions.add_correction(
            decree_id=base.pk,
            line_number=1,
            kind=CorrectionKind.DIED,
            note="Surat kematian",
            happened_on=None,
            evidence=None,
            actor=cast.RINA,
            now=cast.LATER,
        )
        amendment = replaced(programme, base)
        go(amendment)
        base.refresh_from_db()
        struck = base.lines.get(number=1)
        assert (base.state, struck.state, struck.place.freed_month) == ("amended", "struck", date(2027, 6, 1))
        assert Correction.objects.get().settled_by == amendment
        new = amendment.lines.get().person_id
        assert new in places_held(programme_id=programme.pk)
        assert struck.person_id not in places_held(programme_id=programme.pk)
        assert used(programme) == {"programme": 3, "fund": 36}

    def test_takes_one_more_only_where_there_is_room(self, programme, base):
        new, more = cast.chosen(programme, 2)
        gone = out(base)
        with pytest.raises(PlacesGone, match="Sari"):
            amend(base, [gone], [into(new, gone.line_id), into(more)])
        assert used(programme) == {"programme": 3, "fund": 36}

    def test_set_aside_gives_back_just_what_it_took(self, programme, base):
        amendment = replaced(programme, base)
        actions.set_aside(decree_id=amendment.pk, because="batal", request_key=uuid4(), actor=cast.HEAD, now=cast.LATER)
        assert used(programme) == {"programme": 3, "fund": 36}
        assert replaced(programme, base).lines.count() == 1

    def test_set_aside_frees_a_place_that_ended_meanwhile(self, programme, base):
        amendment = replaced(programme, base)
        person_id = base.lines.get(number=1).person_id
        freed = {"programme_id": programme.pk, "person_id": person_id, "last_month": JUNE, "because": "wafat"}
        actions.free_place(**freed, actor=cast.RINA, now=cast.LATER)
        assert used(programme) == {"programme": 3, "fund": 36}
        actions.set_aside(decree_id=amendment.pk, because="batal", request_key=uuid4(), actor=cast.HEAD, now=cast.LATER)
        assert used(programme) == {"programme": 2, "fund": 30}

    def test_frees_a_place_once_though_the_membership_ended_too(self, programme, base):
        amendment = replaced(programme, base)
        person_id = base.lines.get(number=1).person_id
        actions.free_place(
            programme_id=programme.pk,
            person_id=person_id,
            last_month=JUNE.plus(-2),
            because="wafat",
            actor=cast.RINA,
            now=cast.LATER,
        )
        go(amendment)
        assert Place.objects.get(person=person_id).freed_month == date(2027, 4, 1)
        assert used(programme) == {"programme": 3, "fund": 34}

    def test_counts_no_month_of_one_who_never_began(self, programme, base):
        amendment = amend(base, [out(base, last_month=None)], [])
        go(amendment)
        assert used(programme) == {"programme": 2, "fund": 24}

    def test_refuses_a_line_that_another_amendment_strikes(self, programme, base):
        replaced(programme, base)
        with pytest.raises(LineTaken, match="Baris 1"):
            replaced(programme, base)

    def test_refuses_somebody_who_has_a_place(self, programme, base):
        line = base.lines.get(number=2)
        gone = out(base)
        held = In(
            person_id=line.person_id,
            candidate_id=line.candidate_id,
            desa_code=line.desa_code,
            occupation=line.occupation,
            fund_id=line.fund_id,
            replaces_id=gone.line_id,
        )
        with pytest.raises(LineTaken, match="sudah punya tempat"):
            amend(base, [gone], [held])

    def test_refuses_somebody_without_valid_pre_checks(self, programme, base):
        (new,) = cast.chosen(programme, 1)
        cast.unvouch(new.person_id)
        with pytest.raises(NotCleared):
            amend(base, [out(base)], [into(new)])

    def test_refuses_a_line_of_another_decree_and_a_month_outside_it(self, programme, base):
        with pytest.raises(NotFound):
            amend(base, [Out(line_id=0, last_month=JUNE, because="wafat")], [])
        with pytest.raises(DayDoesNotFit):
            amend(base, [out(base, last_month=cast.DECEMBER.plus(1))], [])

    def test_refuses_a_decree_that_is_not_in_force(self, programme):
        decree = cast.signed(cast.drafted(programme, cast.chosen(programme, 1)))
        with pytest.raises(NotAllowed, match="Berlakukan"):
            amend(decree, [out(decree)], [])

    def test_may_strike_a_line_that_an_amendment_named(self, programme, base):
        first = replaced(programme, base)
        go(first)
        second = amend(base, [out(first, last_month=JUNE.plus(3))], [])
        go(second, number="188/3")
        assert used(programme) == {"programme": 2, "fund": 33}

    def test_answers_the_same_amendment_to_the_same_request(self, programme, base):
        key = uuid4()
        first = amend(base, [out(base)], [], key=key)
        assert amend(base, [out(base, 2)], [], key=key) == first


class TestMinutes:
    def test_are_refused_where_the_agreement_asks_for_a_decree(self):
        programme = cast.programme()
        cast.agreement(programme, replacement_by="decree")
        base = cast.in_force(cast.drafted(programme, cast.chosen(programme, 1)))
        with pytest.raises(NoMinutes, match="keputusan perubahan"):
            amend(base, [out(base)], [], act=actions.replace_by_minutes)

    def test_replace_one_name_by_one(self, programme, base):
        new, more = cast.chosen(programme, 2)
        gone = out(base)
        with pytest.raises(NoMinutes, match="Pasangkan"):
            amend(base, [gone], [into(new)], act=actions.replace_by_minutes)
        minutes = amend(base, [gone], [into(more, gone.line_id)], act=actions.replace_by_minutes)
        assert (minutes.kind, minutes.lines.get().replaces_id) == ("minutes", gone.line_id)

"""A round of verval: each member ends in one answer, each desa speaks of its own, and what it says holds or releases."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.contributions import actions, queries
from payung.contributions.models.verifying import VervalAct, VervalDesa, VervalLine, VervalRound
from payung.contributions.rules.refusals import NotFound, NotYours, RequestUsed, WordsMissing
from payung.contributions.rules.verifying import Follow, RoundClosed, RoundDoesNotFit, Said, SaidDoesNotFit, follows
from payung.contributions.states import VervalAnswer, VervalState
from payung.contributions.tests import verval_cast as cast
from payung.contributions.tests.verval_cast import (
    DUE,
    NOW,
    SCAN,
    answer,
    died,
    moved,
    state,
    tell,
    working,
)
from payung.decrees.tests.cast import BUDI, INSPECTOR, JANUARY, RAMPA, RINA, SEMAYAP, actor
from payung.membership.models import Act, Membership
from payung.membership.states import State
from payung.membership.tests import house
from payung.membership.tests.house import held

pytestmark = pytest.mark.django_db


def answers(of: cast.Asked, desa_code: str = RAMPA) -> list[str]:
    return list(VervalLine.objects.filter(desa=of.desas[desa_code]).order_by("number").values_list("answer", flat=True))


class TestOpenRound:
    def test_asks_every_desa_of_every_member_that_is_owed_for(self):
        programme = cast.members(later=1)
        gone = Membership.objects.filter(line__desa_code=RAMPA).order_by("id").first()
        house.ended(gone, day=date(2027, 1, 2))
        made = cast.opened(programme)
        assert [(link.desa_code, link.members, link.until) for link in made.links] == [
            (SEMAYAP, 2, DUE),
            (RAMPA, 2, DUE),
        ]
        lines = VervalLine.objects.filter(desa__round=made.round_id)
        assert set(lines.values_list("membership_id", flat=True)) == {
            one.pk for one in Membership.objects.filter(state=State.RUNNING, first_month=date(2027, 1, 1))
        }
        assert sorted(lines.values_list("desa__desa_code", "number")) == [
            (SEMAYAP, 1),
            (SEMAYAP, 2),
            (RAMPA, 1),
            (RAMPA, 2),
        ]

    def test_keeps_of_a_link_only_its_hash_and_its_end(self):
        of = cast.asked()
        token = of.tokens[RAMPA]
        desa = of.desa()
        assert len(token) == 32
        assert token not in str(VervalDesa.objects.values_list())
        assert token not in str(Event.objects.values_list())
        assert desa.expires_at.isoformat() == "2027-01-20T16:00:00+00:00"  # midnight in WITA

    def test_is_one_round_for_one_request_and_tells_links_once(self):
        programme, key = cast.members(), uuid4()
        first, again = cast.opened(programme, key=key), cast.opened(programme, key=key)
        assert (again.round_id, again.links) == (first.round_id, ())
        assert Event.objects.filter(act="contributions.open_round").count() == 1
        with pytest.raises(RequestUsed):
            cast.opened(cast.members(), key=key)

    def test_is_refused_with_what_to_do_first(self):
        programme = cast.members()
        asks = {
            "programme_id": programme.pk, "first_month": JANUARY, "due_date": DUE,
            "request_key": uuid4(), "actor": RINA, "now": NOW,
        }  # fmt: skip
        for change, refusal in (
            ({"actor": INSPECTOR}, NotYours),
            ({"actor": actor("user:9", Role.OPERATOR, scope=RAMPA)}, NotYours),
            ({"actor": actor("user:9", Role.OPERATOR, kabupaten="63.01", scope="63.01")}, NotFound),
            ({"first_month": JANUARY.plus(12)}, RoundDoesNotFit),
            ({"due_date": date(2027, 1, 10)}, RoundDoesNotFit),
        ):
            with pytest.raises(refusal):
                actions.open_round(**asks | change)
        cast.opened(programme)
        with pytest.raises(RoundDoesNotFit, match="masih terbuka"):
            actions.open_round(**asks)
        assert VervalRound.objects.count() == 1

    def test_asks_by_sets(self, django_assert_max_num_queries):
        programme = cast.members(rampa=12, semayap=8)
        with django_assert_max_num_queries(20):
            assert sum(link.members for link in cast.opened(programme).links) == 20


class TestAnswer:
    def test_takes_all_but_those_named_for_working(self):
        of = cast.asked()
        first, second, third = of.members()
        answer(of, [died(first), moved(second)])
        assert answers(of) == ["died", "moved", "working"]
        assert [state(one) for one in (first, second, third)] == [("held", "died"), ("held", "moved"), ("running", "")]
        desa = of.desa()
        assert (desa.state, desa.answered_by, desa.on_paper) == ("answered", "Norlaila, Kasi Kesra", False)
        assert answers(of, SEMAYAP) == ["", ""]

    def test_holds_from_the_moment_in_which_it_is_told(self):
        of = cast.asked()
        tell(of, died(of.members()[0]))
        assert (of.desa().state, state(of.members()[0])) == ("waiting", ("held", "died"))
        answer(of)
        assert answers(of) == ["died", "working", "working"]
        act = Act.objects.get(membership=of.members()[0])
        assert (act.source, act.happened_on, act.note) == (f"verval:{of.round.pk}", date(2027, 1, 8), "sakit")
        assert act.made_by == f"link:verval-desa:{of.desas[RAMPA]}"

    def test_sent_twice_is_one(self):
        of, key = cast.asked(), uuid4()
        for _ in range(2):
            answer(of, [died(of.members()[0])], key=key)
        answer(of, [died(of.members()[0])])  # sent again from a page that was opened anew
        assert VervalAct.objects.filter(event="answer").count() == 1
        assert Act.objects.count() == 1
        assert Event.objects.filter(act="contributions.answer_verval").count() == 1
        with pytest.raises(RequestUsed):
            answer(of, desa_code=SEMAYAP, key=key)

    def test_is_corrected_until_the_round_is_closed(self):
        of = cast.asked()
        first, second, _ = of.members()
        answer(of, [died(first), moved(second)])
        tell(of, working(first), Said(membership_id=second, answer=VervalAnswer.WAGE_EARNER, note="PT Jhonlin"))
        assert [state(one) for one in (first, second)] == [("running", ""), ("held", "wage_earner")]
        assert answers(of) == ["working", "wage_earner", "working"]
        actions.close_round(round_id=of.round.pk, request_key=uuid4(), actor=RINA, now=NOW)
        with pytest.raises(RoundClosed):
            tell(of, died(first))
        assert state(first) == ("running", "")

    def test_late_copy_of_a_corrected_answer_does_nothing(self):
        of, key = cast.asked(), uuid4()
        first = of.members()[0]
        tell(of, died(first), key=key)
        tell(of, working(first))
        tell(of, died(first), key=key)
        assert state(first) == ("running", "")

    def test_releases_no_hold_that_others_placed(self):
        of = cast.asked()
        first = of.members()[0]
        held(Membership.objects.get(id=first))
        answer(of)
        assert (answers(of)[0], state(first)) == ("", ("held", "died"))  # of the held each is asked
        tell(of, died(first))
        tell(of, working(first))
        assert state(first) == ("held", "died")
        actions.release_confirmed(
            desa_id=of.desas[RAMPA], membership_ids=[first], request_key=uuid4(), actor=RINA, now=NOW
        )
        assert state(first) == ("running", "")

    def test_speaks_of_its_own_members_only(self):
        of = cast.asked()
        (other, *_) = of.members(SEMAYAP)
        for way in (lambda: tell(of, died(other)), lambda: answer(of, [died(other)])):
            with pytest.raises(NotFound):
                way()
        assert (state(other), of.desa().state, Act.objects.count()) == (("running", ""), "waiting", 0)

    @pytest.mark.parametrize(
        ("said", "refusal"),
        [
            ({"answer": VervalAnswer.DIED}, SaidDoesNotFit),
            ({"answer": VervalAnswer.MOVED, "happened_on": date(2027, 1, 12)}, SaidDoesNotFit),
            ({"answer": VervalAnswer.MOVED, "note": "NIK 6302065201800001"}, WordsMissing),
        ],
    )
    def test_is_refused_where_it_cannot_be_kept(self, said, refusal):
        of = cast.asked()
        with pytest.raises(refusal):
            answer(of, [Said(membership_id=of.members()[0], **said)])
        assert of.desa().state == "waiting"

    def test_names_nobody_twice_and_somebody_answers(self):
        of = cast.asked()
        with pytest.raises(SaidDoesNotFit):
            answer(of, [died(of.members()[0]), working(of.members()[0])])
        for name in (" ", "6302065201800001"):
            with pytest.raises(WordsMissing):
                actions.answer_by_link(token=of.tokens[RAMPA], said=[], name=name, request_key=uuid4(), now=NOW)


class TestLink:
    def test_opens_nothing_unknown_expired_or_replaced(self):
        of = cast.asked()
        with pytest.raises(NotFound):
            actions.answer_by_link(token="0" * 32, said=[], name="x", request_key=uuid4(), now=NOW)
        late = of.desa().expires_at
        with pytest.raises(RoundClosed):
            answer(of, now=late)
        new = actions.renew_link(desa_id=of.desas[RAMPA], request_key=uuid4(), actor=RINA, now=late)
        with pytest.raises(NotFound):
            answer(of, now=late)
        of.tokens[RAMPA] = new.token
        answer(of, now=late + timedelta(days=6))
        assert (of.desa().state, new.until) == ("answered", date(2027, 1, 28))

    def test_made_anew_is_told_once(self):
        of, key = cast.asked(), uuid4()
        asks = {"desa_id": of.desas[RAMPA], "request_key": key, "actor": RINA, "now": NOW}
        first = actions.renew_link(**asks)
        assert (first.until, first.members) == (DUE, 3)
        assert actions.renew_link(**asks) is None
        with pytest.raises(NotYours):
            actions.renew_link(**asks | {"actor": INSPECTOR})


class TestPaper:
    def test_is_typed_in_and_its_scan_stays(self):
        of = cast.asked()
        first = of.members()[0]
        actions.answer_on_paper(
            desa_id=of.desas[RAMPA], said=[died(first)], name="Kepala Desa Rampa", scan=SCAN,
            request_key=uuid4(), actor=BUDI, now=NOW,
        )  # fmt: skip
        desa = of.desa()
        assert (desa.on_paper, desa.scan_code, desa.scan_sha256) == (True, SCAN.code, SCAN.sha256)
        assert (answers(of), state(first)) == (["died", "working", "working"], ("held", "died"))
        assert Act.objects.get().made_by == BUDI.key

    def test_ends_memberships_once_it_is_signed(self):
        of = cast.asked()
        first, second, third = of.members()
        answer(of, [died(first), moved(second)])
        asks = {"desa_id": of.desas[RAMPA], "actor": BUDI, "now": NOW}
        with pytest.raises(RoundDoesNotFit, match="Berita acara"):
            actions.end_confirmed(**asks, membership_ids=[first], request_key=uuid4())
        actions.keep_minutes(**asks, scan=SCAN, request_key=uuid4())
        actions.close_round(round_id=of.round.pk, request_key=uuid4(), actor=RINA, now=NOW)
        with pytest.raises(RoundDoesNotFit):
            actions.end_confirmed(**asks, membership_ids=[first, third], request_key=uuid4())
        key = uuid4()
        assert actions.end_confirmed(**asks, membership_ids=[first, second], request_key=key) == 2
        assert actions.end_confirmed(**asks, membership_ids=[first, second], request_key=key) == 0
        ended = Membership.objects.filter(state=State.ENDED).order_by("id")
        assert [(one.end_reason, one.ended_date) for one in ended] == [
            ("died", date(2027, 1, 8)),
            ("moved", date(2027, 1, 11)),  # the desa gave no day: that of its answer
        ]
        assert Act.objects.filter(event="end", evidence_code=SCAN.code).count() == 2

    def test_of_a_desa_that_has_not_answered_is_refused(self):
        of = cast.asked()
        with pytest.raises(RoundDoesNotFit):
            actions.keep_minutes(desa_id=of.desas[RAMPA], scan=SCAN, request_key=uuid4(), actor=RINA, now=NOW)


class TestCloseRound:
    def test_lists_who_was_silent(self):
        of, key = cast.asked(), uuid4()
        tell(of, died(of.members()[0]))
        answer(of, desa_code=SEMAYAP)
        asks = {"round_id": of.round.pk, "request_key": key, "actor": RINA, "now": NOW}
        assert actions.close_round(**asks) == actions.close_round(**asks) == (RAMPA,)
        assert state(of.members()[0]) == ("held", "died")  # what was told stands, though nobody sent the rest
        assert Event.objects.filter(act="contributions.close_round").count() == 1
        assert cast.opened(of.round.programme).links  # the next may be opened


class TestShare:
    def test_says_how_many_were_asked_and_confirmed_and_which_desas_were_silent(self):
        of = cast.asked()
        fund = Membership.objects.first().fund_id
        asks = {"programme_id": of.round.programme_id, "fund_id": fund}
        assert queries.share(**asks, first_month=JANUARY.plus(6)).round_id is None
        answer(of, [died(of.members()[0])])
        found = queries.share(**asks, first_month=JANUARY.plus(3))
        assert (found.round_id, found.asked, found.confirmed, found.silent_desas) == (of.round.pk, 5, 2, (SEMAYAP,))
        assert queries.share(**asks | {"fund_id": fund + 1000}, first_month=JANUARY).asked == 0


OFFSETS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(VervalAnswer), st.booleans()), min_size=1, max_size=8)


class TestAnyAnswers:
    """Whatever is told, corrected and sent, by link or on paper."""

    @settings(max_examples=25)
    @given(steps=OFFSETS)
    def test_leave_each_member_with_one_answer_and_what_follows_from_it(self, steps):

        with transaction.atomic():
            of = cast.asked()
            everyone = {RAMPA: of.members(), SEMAYAP: of.members(SEMAYAP)}
            last: dict[int, VervalAnswer] = {}
            for place, word, by_link in steps:
                code, ids = (RAMPA, everyone[RAMPA]) if place < 3 else (SEMAYAP, everyone[SEMAYAP])
                said = Said(membership_id=ids[place % 3], answer=word, happened_on=date(2027, 1, 3))
                if by_link:
                    tell(of, said, desa_code=code)
                else:
                    actions.tell_on_paper(desa_id=of.desas[code], said=[said], request_key=uuid4(), actor=RINA, now=NOW)
                last[said.membership_id] = word
            answer(of)
            answer(of, desa_code=SEMAYAP)
            lines = VervalLine.objects.filter(desa__round=of.round).select_related("membership")
            assert {line.membership_id: line.answer for line in lines} == {
                id_: str(last.get(id_, VervalAnswer.WORKING)) for ids in everyone.values() for id_ in ids
            }
            for line in lines:
                gone = line.answer != VervalAnswer.WORKING
                assert line.holds is gone
                assert (line.membership.state, line.membership.held_because) == (
                    (State.HELD, line.answer) if gone else (State.RUNNING, "")
                )
            assert set(VervalDesa.objects.filter(round=of.round).values_list("state", flat=True)) == {
                VervalState.ANSWERED
            }
            transaction.set_rollback(True)


class TestFollows:
    @given(answer_=st.sampled_from(VervalAnswer), holds=st.booleans(), state_=st.sampled_from(State))
    def test_never_revives_and_never_lifts_what_others_held(self, answer_, holds, state_):
        found = follows(answer=answer_, holds=holds, state=state_)
        assert state_ is not State.ENDED or found is Follow.NOTHING
        assert found is not Follow.RELEASE or (holds and answer_ is VervalAnswer.WORKING)
        assert (found is Follow.HOLD) is (answer_ is not VervalAnswer.WORKING and state_ is not State.ENDED)


class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE contributions_vervalline SET number = 99 WHERE number = 1",
            "UPDATE contributions_vervalline SET answer = '' WHERE answer <> ''",
            "DELETE FROM contributions_vervalline",
            "UPDATE contributions_vervaldesa SET state = 'waiting' WHERE state = 'answered'",
            "UPDATE contributions_vervaldesa SET desa_code = '63.02.06.2099'",
            "DELETE FROM contributions_vervaldesa",
            "UPDATE contributions_vervalact SET name = 'x'",
            "DELETE FROM contributions_vervalact",
        ],
    )
    def test_is_who_was_asked_and_what_was_done(self, statement):
        of = cast.asked()
        answer(of)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM contributions_vervalline WHERE number = 99")  # what changes nothing is let be
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(statement)

    def test_is_an_answer_after_the_round(self):
        of = cast.asked()
        answer(of)
        actions.close_round(round_id=of.round.pk, request_key=uuid4(), actor=RINA, now=NOW)
        for change in (
            lambda: VervalLine.objects.update(answer=VervalAnswer.NOT_FOUND),
            lambda: VervalRound.objects.update(closed_at=None),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

"""Locking and ranking: what is fixed when, what is written, what is refused."""

import json
from hashlib import sha256
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.eligibility import actions as eligibility
from payung.eligibility.rules.words import Verdict
from payung.gateways.bulk_rows import insert_rows
from payung.intake.models import Candidate
from payung.programmes.models import Fund, Quota
from payung.programmes.rules.setup import Division
from payung.selection import actions, queries
from payung.selection.actions import ranking as writing
from payung.selection.models import Rank, Selection, Share
from payung.selection.states import NotAllowed, State
from payung.selection.telling import why
from payung.selection.tests.house import HEAD, INSPECTOR, KABUPATEN, NOW, OPERATOR, RAMPA, SEMAYAP, House, actor, ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    house = House()
    house.fund(100)
    return house


class TestLock:
    def test_fixes_terms_and_seed_in_the_chain_before_anybody_is_ranked(self, house):
        house.people(3)
        house.people(1, SEMAYAP)
        found = house.lock(2)
        assert (found.state, found.places, found.months, found.eligible_count) == (State.LOCKED, 2, 12, 4)
        assert len(bytes.fromhex(found.seed)) == 32
        event = Event.objects.get(act="selection.lock")
        facts = json.loads(event.facts)
        assert (facts["seed"], facts["eligible_sha256"]) == (found.seed, found.eligible_sha256)
        assert not Rank.objects.exists()
        assert list(Share.objects.order_by("desa_code").values_list("desa_code", "eligible", "basis", "places")) == [
            (RAMPA, 3, 3, 2),  # 1.5 and 0.5: the larger basis
            (SEMAYAP, 1, 1, 0),
        ]

    def test_hashes_the_eligible_so_that_anybody_can_repeat_it(self, house):
        house.people(1, occupation="Nelayan", desil=1)
        line = f"{Candidate.objects.get().receipt_code}\t70\t{RAMPA}\t1\tNelayan\n"
        assert house.lock().eligible_sha256 == sha256(line.encode()).hexdigest()

    def test_asked_twice_is_done_once(self, house):
        house.people(1)
        key = uuid4()
        assert house.lock(key=key) == house.lock(key=key)
        assert Event.objects.filter(act="selection.lock").count() == 1

    def test_refuses_the_key_of_another_act(self, house):
        house.people(1)
        key = uuid4()
        house.lock(key=key)
        other = House()
        with pytest.raises(NotAllowed, match="sudah dipakai"):
            other.lock(key=key)

    def test_refuses_a_second_selection_while_one_stands(self, house):
        house.people(1)
        first = house.lock()
        with pytest.raises(NotAllowed, match=f"nomor {first.id}"):
            house.lock()
        actions.set_aside(selection_id=first.id, because="Kuota salah ketik", actor=HEAD, now=NOW)
        assert house.lock().seed != first.seed

    @pytest.mark.parametrize(
        "who", [INSPECTOR, actor(Role.OPERATOR, scope="63.02.06"), actor(Role.OPERATOR, kabupaten="63.01")]
    )
    def test_refuses_who_may_not(self, house, who):
        house.people(1)
        with pytest.raises(NotAllowed):
            house.lock(by=who)

    def test_refuses_where_nobody_is_eligible(self, house):
        house.people(1, verdict="unchecked")
        with pytest.raises(NotAllowed, match="Belum ada yang layak"):
            house.lock()

    def test_refuses_where_no_fund_pays_a_single_place(self):
        house = House()
        house.people(1)
        house.fund(5, "Nelayan")
        with pytest.raises(NotAllowed, match="tidak ada satu tempat pun"):
            house.lock()

    def test_refuses_no_places(self, house):
        house.people(1)
        with pytest.raises(NotAllowed, match="sedikitnya satu"):
            house.lock(0)

    def test_refuses_a_run_of_another_programme(self, house):
        other = House()
        other.people(1)
        house.run = other.run
        with pytest.raises(NotAllowed, match="bukan milik program ini"):
            house.lock()

    def test_divides_by_stated_need(self, house):
        house.people(2)
        house.people(2, SEMAYAP)
        house.need(SEMAYAP, 9)
        house.need(RAMPA, 1)
        house.lock(3, division=Division.STATED)
        shares = dict(Share.objects.values_list("desa_code", "places"))
        assert shares == {SEMAYAP: 2, RAMPA: 1}  # two are eligible of the nine; the third place goes to the other


class TestRankCandidates:
    def test_writes_the_chosen_and_the_reserve_with_their_reasons(self, house):
        poor = house.people(1, desil=1)
        house.people(2)
        found = house.ranked(2)
        assert (found.state, found.chosen_count, found.reserve_count) == (State.RANKED, 2, 1)
        first, second, third = Rank.objects.order_by("rank")
        assert first.person_id == poor[0]
        assert (first.score, first.why, first.place_in_desa, first.reserve_number) == (50, "share", 1, None)
        assert (second.why, third.why, third.outcome, third.reserve_number) == ("drawn", "lost_draw", "reserve", 1)
        assert second.draw < third.draw

    def test_draws_by_seed_and_receipt_code(self, house):
        house.people(3)
        seed = house.ranked(1).seed
        for rank in Rank.objects.select_related("candidate"):
            assert rank.draw == sha256(f"{seed}:{rank.candidate.receipt_code}".encode()).hexdigest()[:16]

    def test_repeated_gives_the_same_and_writes_nothing(self, house):
        house.people(5)
        found = house.ranked(2)
        again = actions.rank_candidates(selection_id=found.id, actor=OPERATOR, now=NOW)
        assert again == found
        assert Rank.objects.count() == 5
        assert Event.objects.filter(act="selection.rank").count() == 1

    def test_goes_on_where_it_was_interrupted(self, house, monkeypatch):
        house.people(7)
        monkeypatch.setattr(writing, "_AT_ONCE", 2)
        selection = house.lock(3)
        pieces: list[int] = []

        def killed_at_the_third(**words):
            if len(pieces) == 2:
                raise KeyboardInterrupt
            pieces.append(insert_rows(**words))

        monkeypatch.setattr(writing, "insert_rows", killed_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)
        assert Rank.objects.count() == 4
        assert len(queries.chosen(selection_id=selection.id)) == 0  # half a ranking is none
        monkeypatch.setattr(writing, "insert_rows", insert_rows)
        found = actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)
        assert list(Rank.objects.order_by("rank").values_list("rank", flat=True)) == list(range(1, 8))
        assert queries.stored_sha256(selection_id=found.id) == found.ranks_sha256

    def test_does_not_look_at_what_changed_in_the_programme_since_the_lock(self, house):
        house.people(4)
        selection = house.lock()
        Fund.objects.update(ceiling_rp=0)
        Quota.objects.create(programme=house.programme, kind="programme", key="", places=1)
        found = actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)
        assert found.chosen_count == 4

    def test_refuses_when_the_eligible_are_others_than_at_the_lock(self, house):
        """Else whoever saw the seed could rule a friend in."""
        house.people(2)
        (waiting,) = house.people(1, verdict="decision")
        selection = house.lock(1)
        eligibility.rule_on_person(
            programme_id=house.programme.pk,
            person_id=waiting,
            verdict=Verdict.ELIGIBLE,
            reason="Surat desa sudah ada",
            actor=HEAD,
            now=NOW,
        )
        with pytest.raises(NotAllowed, match="berubah sesudah seleksi ini dikunci"):
            actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)
        assert not Rank.objects.exists()

    def test_refuses_one_set_aside(self, house):
        house.people(1)
        selection = house.lock()
        actions.set_aside(selection_id=selection.id, because="Kuota salah", actor=HEAD, now=NOW)
        with pytest.raises(NotAllowed, match="dikesampingkan"):
            actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)

    def test_asks_no_more_of_the_database_for_many_than_for_few(self, house, django_assert_max_num_queries):
        house.people(60)
        selection = house.lock(30)
        with django_assert_max_num_queries(45):
            actions.rank_candidates(selection_id=selection.id, actor=OPERATOR, now=NOW)


class TestSetAside:
    def test_is_for_the_head_and_needs_a_reason(self, house):
        house.people(1)
        selection = house.lock()
        with pytest.raises(NotAllowed, match="keputusan kepala dinas"):
            actions.set_aside(selection_id=selection.id, because="x", actor=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed, match="Tulis alasannya"):
            actions.set_aside(selection_id=selection.id, because=" ", actor=HEAD, now=NOW)
        found = actions.set_aside(selection_id=selection.id, because="Kuota salah", actor=HEAD, now=NOW)
        assert (found.state, found.set_aside_because) == (State.SET_ASIDE, "Kuota salah")

    def test_refuses_one_of_another_kabupaten(self, house):
        house.people(1)
        selection = house.lock()
        with pytest.raises(NotAllowed, match="tidak ada di kabupaten ini"):
            actions.set_aside(
                selection_id=selection.id, because="x", actor=actor(Role.HEAD, kabupaten="63.01"), now=NOW
            )


class TestWhatNeverChanges:
    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE selection_selection SET seed = 'aa'",
            "UPDATE selection_selection SET places = 9",
            "DELETE FROM selection_rank",
            "UPDATE selection_rank SET outcome = 'chosen', fund_id = 1",
            "UPDATE selection_share SET places = 5",
            "UPDATE selection_purse SET places = 5",
            "DELETE FROM selection_limit",
            "UPDATE selection_selection SET ranks_sha256 = 'ab'",
            "UPDATE selection_selection SET chosen_count = 5",
            "UPDATE selection_selection SET state = 'locked'",
            "INSERT INTO selection_limit (selection_id, kind, key, places) SELECT id, 'desa', 'x', 9 FROM selection_selection",
            "INSERT INTO selection_share (selection_id, desa_code, eligible, basis, places)"  # noqa: ISC004
            " SELECT id, 'x', 9, 9, 9 FROM selection_selection",
        ],
    )
    def test_is_refused_by_the_database(self, house, sql):
        house.quota("programme", "", 5)
        house.people(2)
        house.ranked(1)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_one_selection_stands(self, house):
        house.people(1)
        first = Selection.objects.get(id=house.lock().id)
        first.pk, first.request_key = None, uuid4()
        with pytest.raises(IntegrityError), transaction.atomic():
            first.save(force_insert=True)


class TestQueries:
    def test_chosen_and_reserve_stand_in_the_order_of_choice(self, house):
        fund = Fund.objects.get()
        poor, fisher, plain = house.people(1, desil=1), house.people(1, occupation="Nelayan"), house.people(1)
        found = house.ranked(2)
        chosen = queries.chosen(selection_id=found.id)
        assert ids(chosen) == [*poor, *fisher]
        assert chosen.fund_id.tolist() == [fund.pk] * 2
        assert chosen.rank.tolist() == [1, 2]
        assert ids(queries.reserve(selection_id=found.id)) == plain

    def test_the_next_of_the_reserve_is_of_the_same_desa_and_one_the_fund_may_pay(self, house):
        narrow = house.fund(1, "Nelayan")
        top = house.people(1, desil=1, occupation="Nelayan")
        here = house.people(1, SEMAYAP)
        fishers = house.people(1, SEMAYAP, occupation="Nelayan"), house.people(1, occupation="Nelayan")
        found = house.ranked(1)
        assert ids(queries.chosen(selection_id=found.id)) == top

        def following(fund, desa, **words):
            return queries.next_reserve(selection_id=found.id, desa_code=desa, fund_id=fund, count=2, **words)

        assert ids(following(narrow.pk, SEMAYAP)) == [*fishers[0], *fishers[1]]
        assert ids(following(narrow.pk, RAMPA)) == [*fishers[1], *fishers[0]]
        assert ids(following(narrow.pk, RAMPA, without=frozenset(fishers[1]))) == fishers[0]
        wide = Fund.objects.exclude(id=narrow.pk).get()
        assert ids(following(wide.pk, SEMAYAP)) == [*fishers[0], *here]
        assert following(wide.pk, SEMAYAP).fund_id.tolist() == [wide.pk] * 2

    def test_says_why_in_one_sentence(self, house):
        top = house.people(1, desil=1)
        equals = house.people(2)
        found = house.ranked(2)
        drawn, lost = sorted(equals, key=lambda one: Rank.objects.get(person=one).rank)

        def told(person):
            return why(selection_id=found.id, person_id=person)

        assert told(top[0]) == "Dipilih: nilai 50, urutan 1 dari 3 di Desa Rampa, yang mendapat 2 tempat."
        assert told(drawn).startswith("Dipilih lewat undian di antara nilai yang sama: nilai 0, urutan 2 dari 3")
        assert told(lost) == (
            "Cadangan nomor 1 di Desa Rampa: nilai 0 sama dengan orang terakhir yang dipilih di Desa Rampa,"
            " diundi di bawahnya."
        )
        assert told(10**9).startswith("Tidak ikut seleksi ini")

    def test_says_which_quota_was_full(self, house):
        house.quota("occupation", "Nelayan", 1)
        fishers = house.people(2, occupation="Nelayan")
        house.people(2, SEMAYAP)
        found = house.ranked(4)
        last = Rank.objects.get(person__in=fishers, outcome="reserve")
        assert "kuota Nelayan penuh (1 tempat)" in why(selection_id=found.id, person_id=last.person_id)

    def test_shows_what_the_selection_takes_of_each_fund(self, house):
        house.fund(1, "Nelayan", kind="csr", code="csr")
        house.people(2, occupation="Nelayan")
        found = house.ranked()
        narrow, wide = queries.fund_uses(selection_id=found.id)
        assert (narrow.code, narrow.places, narrow.person_months, narrow.rp) == ("csr", 1, 12, 201_600)
        assert (wide.places, wide.left_rp) == (1, 99 * 201_600 + 1)

    def test_keeps_to_the_part_of_the_map(self, house):
        house.people(1)
        there = house.people(1, SEMAYAP)
        found = house.ranked()
        assert [one.person_id for one in queries.ranks(selection_id=found.id, scope=SEMAYAP)] == there
        assert queries.ranks(selection_id=found.id, scope=KABUPATEN).count() == 2
        assert queries.ranks(selection_id=found.id, scope="63.02.06").count() == 2
        assert queries.ranks(selection_id=found.id, scope="63.02.1").count() == 0

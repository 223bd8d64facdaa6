"""The five questions, the proofs of a loss, and facts that cannot be: pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from payung.claims.queries.facts import parts_on
from payung.claims.rules.death import DeathFacts, Laws, Pointer, Question, stake_rp, sudden_at_work, verdict
from payung.claims.rules.facts import AidTold, FactsTold, InabilityTold, InjuryTold, TransportTold, unfit
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.sea import loss
from payung.claims.rules.told import Place, YesNo
from payung.claims.states import EventKind
from payung.law.loader import load

ATTACK = datetime(2027, 5, 18, 22, 0, tzinfo=UTC)
AT_HOME = DeathFacts(
    place=Place.HOME,
    doing="tidur",
    was_working=YesNo.NO,
    on_the_way=YesNo.NO,
    attack_at=ATTACK,
    died_at=ATTACK + timedelta(hours=3),
)
EVENT, TODAY = date(2027, 5, 19), date(2027, 7, 1)


class TestVerdict:
    def test_of_five_known_answers_without_work_is_a_death(self):
        found = verdict(AT_HOME, sudden_hours=24)
        assert not found.possibly_work
        assert (found.points, found.unasked, found.unknown) == ((), (), ())

    @pytest.mark.parametrize(
        ("words", "points"),
        [
            ({"place": Place.AT_WORK}, {Pointer.PLACE, Pointer.SUDDEN}),
            ({"place": Place.SEA}, {Pointer.PLACE, Pointer.SUDDEN}),
            ({"place": Place.ON_THE_WAY}, {Pointer.PLACE}),
            ({"place": Place.TRAFFIC}, {Pointer.PLACE}),
            ({"was_working": YesNo.YES}, {Pointer.WORKING, Pointer.SUDDEN}),
            ({"on_the_way": YesNo.YES}, {Pointer.ON_THE_WAY}),
        ],
    )
    def test_whatever_points_to_work_makes_it_possibly_work(self, words, points):
        found = verdict(replace(AT_HOME, **words), sudden_hours=24)
        assert found.possibly_work
        assert set(found.points) == points

    @pytest.mark.parametrize(
        ("words", "unknown", "unasked"),
        [
            ({"was_working": YesNo.UNKNOWN}, (Question.DOING,), ()),
            ({"on_the_way": YesNo.UNKNOWN}, (Question.ON_THE_WAY,), ()),
            ({"attack_at": None, "attack_unknown": True}, (Question.ATTACK,), ()),
            ({"died_at": None, "died_unknown": True}, (Question.DEATH,), ()),
            ({"attack_at": None}, (), (Question.ATTACK,)),
            ({"died_at": None}, (), (Question.DEATH,)),
            ({"place": None}, (), (Question.PLACE,)),
            ({"doing": ""}, (), (Question.DOING,)),
        ],
    )
    def test_whatever_nobody_knows_counts_as_possibly_work(self, words, unknown, unasked):
        found = verdict(replace(AT_HOME, **words), sudden_hours=24)
        assert (found.possibly_work, found.unknown, found.unasked) == (True, unknown, unasked)


class TestSuddenDeath:
    @pytest.mark.parametrize(
        ("after", "sudden"), [(timedelta(hours=24), True), (timedelta(hours=24, minutes=1), False)]
    )
    def test_counts_24_hours_to_the_minute_also_in_the_hospital(self, after, sudden):
        at_work = replace(AT_HOME, place=Place.AT_WORK, died_at=ATTACK + after)
        assert sudden_at_work(at_work, hours=24) is sudden

    def test_is_nothing_at_home_or_before_the_law_knew_it(self):
        assert not sudden_at_work(AT_HOME, hours=24)
        assert not sudden_at_work(replace(AT_HOME, place=Place.AT_WORK), hours=None)


class TestStake:
    def stake(self, months: int) -> int:
        laws = Laws(benefit=load("benefit"), cover=load("cover"))
        return stake_rp(
            event_date=EVENT, base_income_rp=1_000_000, registered_on=date(2027, 1, 5), months_paid=months, laws=laws
        )

    def test_is_28_million_and_more_where_jkm_owes_the_funeral_only(self):
        assert self.stake(5) == 70_000_000 - 42_000_000
        assert self.stake(2) == 70_000_000 - 10_000_000


class TestLoss:
    def test_names_the_proofs_that_are_there_and_those_that_are_not(self):
        found = loss({PaperKind.SHIPMATES, PaperKind.FAMILY_CARD})
        assert found.there == (PaperKind.SHIPMATES,)
        assert found.missing == (PaperKind.SEA_POLICE_REPORT, PaperKind.SEARCH_LETTER, PaperKind.COURT_FINDING)
        assert not found.court_found
        assert loss({PaperKind.COURT_FINDING}).court_found


def said(kind: EventKind = EventKind.ACCIDENT, **words) -> tuple[str, ...]:
    return unfit(FactsTold(**words), event_date=EVENT, today=TODAY, parts=parts_on(EVENT), kind=kind)


class TestFactsThatCannotBe:
    @pytest.mark.parametrize(
        ("injury", "says"),
        [
            ({"part": "third_arm"}, "bagian tubuh ini tidak ada"),
            ({"part": "one_eye", "function_lost_percent": Decimal("100.01")}, "0 sampai 100 persen"),
            ({"part": "one_eye", "function_lost_percent": Decimal(0)}, "0 sampai 100 persen"),
            ({"part": "scalp"}, "tulis angka dokter, 10 sampai 30 persen"),
            ({"part": "scalp", "table_percent": Decimal("30.01")}, "10 sampai 30 persen"),
            ({"part": "scalp", "table_percent": Decimal("9.99")}, "10 sampai 30 persen"),
            ({"part": "one_eye", "table_percent": Decimal(34)}, "angka tabelnya 35 persen"),
            ({"part": "one_eye", "units": 2}, "puluhan dikosongkan"),
            ({"part": "hearing_loss_one_ear_per_10db"}, "puluhan penuh"),
            ({"part": "hearing_loss_one_ear_per_10db", "units": 0}, "puluhan penuh"),
            ({"part": "visual_field_per_10_percent", "units": 11}, "paling banyak 10"),
        ],
    )
    def test_of_an_injury_is_said_with_its_row(self, injury, says):
        (sentence,) = said(injuries=(InjuryTold(**injury),))
        assert says in sentence
        assert "Baris 1" in sentence

    @pytest.mark.parametrize(
        "injury",
        [
            {"part": "one_eye"},
            {"part": "one_eye", "function_lost_percent": Decimal(100), "table_percent": Decimal(35)},
            {"part": "scalp", "table_percent": Decimal(10)},
            {"part": "scalp", "table_percent": Decimal(30)},
            {"part": "hearing_loss_one_ear_per_10db", "units": 4},
        ],
    )
    def test_of_an_injury_that_can_be_nothing_is_said(self, injury):
        assert said(injuries=(InjuryTold(**injury),)) == ()

    def test_of_days_twice_backwards_early_or_far_ahead_are_said(self):
        may = InabilityTold(from_date=date(2027, 5, 19), to_date=date(2027, 5, 31))
        assert said(inabilities=(may, InabilityTold(from_date=date(2027, 6, 1), to_date=date(2027, 6, 30)))) == ()
        for other, says in (
            (InabilityTold(from_date=date(2027, 5, 31), to_date=date(2027, 6, 30)), "bertumpuk"),
            (InabilityTold(from_date=date(2027, 6, 9), to_date=date(2027, 6, 8)), "mendahului hari pertama"),
            (InabilityTold(from_date=date(2027, 5, 18), to_date=date(2027, 5, 18)), "mendahului hari kejadian"),
            (InabilityTold(from_date=date(2027, 6, 1), to_date=date(2082, 6, 1)), "terlalu jauh"),
        ):
            sentences = said(inabilities=(may, other))
            assert len(sentences) == 1, sentences
            assert says in sentences[0]

    def test_of_sums_below_zero_and_without_a_kind_are_said_all_at_once(self):
        sentences = said(
            medical_cost_rp=-1,
            home_care_cost_rp=-1,
            transports=(TransportTold(mode="sea", cost_rp=0), TransportTold(mode="", cost_rp=5)),
            aids=(AidTold(kind="glasses", cost_rp=-5),),
        )
        assert len(sentences) == 5

    def test_of_a_nik_in_a_text_and_of_a_death_that_nobody_confirmed(self):
        assert "NIK" in said(event_time=time(9, 0), chronology="milik 6302062005800001")[0]
        assert "kepastian meninggal" in said(outcome="death")[0]
        assert said(EventKind.DEATH, outcome="death") == ()
        assert len(said(EventKind.DEATH, outcome="recovered")) == 1

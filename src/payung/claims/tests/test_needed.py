"""Which papers a case needs: each line of domain/law.md 4.3 once with what brings it, and what a scan counts for."""

from dataclasses import replace
from datetime import date

import pytest

from payung.claims.needed_papers import paper_rules
from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import Kin, heirs
from payung.claims.rules.needed import (
    Brought,
    PaperCase,
    PupilFact,
    Receiver,
    Stage,
    counted,
    missing,
    needed,
    tells_of_violence,
)
from payung.claims.rules.papers import PaperKind as K
from payung.claims.states import EventKind, Scheme

DAY = date(2027, 5, 19)
ACCIDENT = PaperCase(kind=EventKind.ACCIDENT, scheme=Scheme.JKK, event_date=DAY, died=False)
DEATH = PaperCase(kind=EventKind.DEATH, scheme=Scheme.JKM, event_date=DAY, died=True)
LOST = PaperCase(kind=EventKind.LOST_AT_SEA, scheme=Scheme.OPEN, event_date=DAY, died=False)
WIFE = Kin(id=1, name="Mina", relation=Relation.SPOUSE, birth_date=date(1985, 1, 1), marriage_registered=True)
CHILD = Kin(id=2, name="Adi", relation=Relation.CHILD, birth_date=date(2015, 1, 1), acknowledged=True)
BURIER = Kin(id=9, name="Udin", relation=Relation.BURIED)
STAGE_ONE = {K.KK1, K.CARD, K.WORKER_ID, K.CHRONOLOGY, K.WORK_PROOF, K.WITNESSES}
OF_DEATH = {K.CARD, K.WORKER_ID, K.FAMILY_CARD, K.DEATH_CERTIFICATE, K.HEIR_LETTER, K.HEIR_ID, K.BANK_BOOK}
AT_SEA = {K.SEA_POLICE_REPORT, K.SEARCH_LETTER, K.SHIPMATES, K.COURT_FINDING}


def of(case, *brought):
    return needed(case=case, rules=paper_rules(), brought=brought)


def kinds(case):
    return {one.kind for one in of(case)}


def family(*kin):
    return heirs(family=kin, died_on=DAY, on=DAY)


def about(case, kind):
    return [one.about for one in of(case) if one.kind is kind]


class TestNeeded:
    def test_of_an_accident_asks_for_both_stages_and_the_workers_own_account(self):
        assert kinds(ACCIDENT) == STAGE_ONE | {K.KK2, K.BANK_BOOK}

    @pytest.mark.parametrize(
        "fact, more",
        [
            ({"on_the_road": True}, {K.POLICE_REPORT}),
            ({"of_violence": True}, {K.POLICE_REPORT, K.VISUM}),
            ({"treated": True}, {K.KK3}),
            ({"has_costs": True}, {K.RECEIPTS, K.MEDICAL_NOTES}),
            ({"has_inability": True}, {K.REST_LETTERS}),
            ({"has_transport": True}, {K.TRANSPORT_RECEIPTS}),
            ({"has_aids": True}, {K.AID_RECEIPTS}),
        ],
    )
    def test_of_an_accident_asks_for_what_its_facts_bring(self, fact, more):
        assert kinds(replace(ACCIDENT, **fact)) - kinds(ACCIDENT) == more

    def test_of_violence_before_permenaker_1_2025_asks_for_no_visum(self):
        before = replace(ACCIDENT, of_violence=True, event_date=date(2025, 2, 23))
        assert K.VISUM not in kinds(before)
        assert K.VISUM in kinds(replace(before, event_date=date(2025, 2, 24)))

    def test_of_a_death_at_work_asks_for_all_of_the_accident_and_of_the_death(self):
        asked = kinds(replace(DEATH, scheme=Scheme.JKK))
        assert asked == STAGE_ONE | {K.KK2} | OF_DEATH

    def test_of_a_death_asks_for_a_claim_form_by_the_heirs_only_as_jkm(self):
        assert kinds(DEATH) == OF_DEATH | {K.CLAIM_FORM}
        assert kinds(replace(DEATH, scheme=Scheme.OPEN)) == OF_DEATH

    def test_of_somebody_lost_asks_for_the_four_of_the_sea_under_any_scheme(self):
        for scheme in Scheme:
            assert kinds(replace(LOST, scheme=scheme)) >= AT_SEA | OF_DEATH
        assert not AT_SEA & kinds(DEATH)

    def test_asks_for_a_marriage_book_of_each_spouse_also_where_it_decides(self):
        second = Kin(id=3, name="Siti", relation=Relation.SPOUSE)
        assert about(replace(DEATH, heirs=family(WIFE, second, CHILD)), K.MARRIAGE_BOOK) == [1, 3]
        assert about(replace(DEATH, heirs=family(CHILD)), K.MARRIAGE_BOOK) == []

    def test_asks_for_an_identity_card_of_each_heir_of_age(self):
        assert about(replace(DEATH, heirs=family(WIFE, CHILD)), K.HEIR_ID) == [1]
        assert about(DEATH, K.HEIR_ID) == [None]  # the family is not known yet

    @pytest.mark.parametrize("born, wanted", [(date(2009, 5, 20), [2]), (date(2009, 5, 19), [])])
    def test_asks_for_a_guardian_of_an_orphan_until_the_day_of_18_years(self, born, wanted):
        assert about(replace(DEATH, heirs=family(replace(CHILD, birth_date=born))), K.GUARDIANSHIP) == wanted

    def test_asks_for_no_guardian_where_a_parent_lives(self):
        assert about(replace(DEATH, heirs=family(WIFE, CHILD)), K.GUARDIANSHIP) == []

    def test_asks_for_no_identity_card_where_all_heirs_are_minors(self):
        assert about(replace(DEATH, heirs=family(CHILD)), K.HEIR_ID) == []

    def test_asks_for_a_birth_certificate_of_a_child_of_whom_nobody_is_sure(self):
        unsure = replace(CHILD, acknowledged=None)
        assert about(replace(DEATH, heirs=family(WIFE, unsure)), K.BIRTH_CERTIFICATE) == [2]

    def test_without_an_heir_asks_whoever_buried(self):
        asked = of(replace(DEATH, heirs=family(BURIER)))
        assert {one.kind for one in asked} == (OF_DEATH | {K.CLAIM_FORM, K.BURIAL_STATEMENT}) - {K.HEIR_LETTER}
        assert {one.about for one in asked if one.kind in (K.BURIAL_STATEMENT, K.HEIR_ID)} == {9}

    def test_asks_for_a_bank_book_of_each_who_is_paid(self):
        paid = (Receiver(id=1, name="Mina"), Receiver(id=3, name="Siti"))
        assert about(replace(DEATH, receivers=paid), K.BANK_BOOK) == [1, 3]

    def test_of_a_scholarship_stand_apart_and_hold_up_nothing(self):
        asked = of(replace(DEATH, pupils=(PupilFact(id=2, name="Adi", year=2028),)))
        yearly = {one.kind: one.year for one in asked if one.stage is Stage.SCHOLARSHIP}
        assert yearly == {
            K.SCHOLARSHIP_FORM: 2028,
            K.BIRTH_CERTIFICATE: None,
            K.SCHOOL_LETTER: 2028,
            K.REPORT_CARD: 2028,
            K.CHILD_BANK_BOOK: None,
            K.GUARDIAN_ID: None,
        }
        assert not {one.kind for one in missing(asked)} & set(yearly)

    @pytest.mark.parametrize("scheme", Scheme)
    def test_names_no_paper_twice_and_always_why_and_by_whom(self, scheme):
        every = dict.fromkeys(("on_the_road", "of_violence", "treated", "has_costs", "has_aids"), True)
        for kind in EventKind:
            asked = of(replace(DEATH, kind=kind, scheme=scheme, heirs=family(WIFE, CHILD), **every))
            keys = [(one.kind, one.about, one.year) for one in asked]
            assert len(keys) == len(set(keys))
            assert all(one.name and one.why and one.issuer and one.source for one in asked)

    def test_of_an_event_before_the_law_asks_for_nothing(self):
        assert of(replace(ACCIDENT, event_date=date(2015, 6, 30))) == ()


class TestScans:
    def found(self, *brought, kind=K.KK1, case=ACCIDENT):
        return next(one for one in of(case, *brought) if one.kind is kind)

    def test_count_once_looked_at_and_not_returned(self):
        assert self.found(Brought(id=1, kind=K.KK1)).waits
        assert self.found(Brought(id=1, kind=K.KK1, seen=True)).there
        returned = self.found(Brought(id=1, kind=K.KK1, seen=True, returned_because="buram"))
        assert (returned.there, returned.waits, returned.returned_because) == (False, False, "buram")

    def test_found_good_stand_before_later_ones(self):
        good, later = Brought(id=1, kind=K.KK1, seen=True), Brought(id=2, kind=K.KK1)
        returned = Brought(id=3, kind=K.KK1, seen=True, returned_because="buram")
        assert self.found(returned, later, good).paper_id == 1
        assert self.found(returned, later).paper_id == 2

    def test_of_another_year_or_human_being_do_not_count(self):
        case = replace(DEATH, heirs=family(WIFE, CHILD), pupils=(PupilFact(id=2, name="Adi", year=2028),))
        last_year = Brought(id=1, kind=K.REPORT_CARD, about=2, year=2027, seen=True)
        assert not self.found(last_year, kind=K.REPORT_CARD, case=case).there
        assert not self.found(Brought(id=1, kind=K.HEIR_ID, about=7, seen=True), kind=K.HEIR_ID, case=case).there

    def test_that_name_nobody_count_where_one_is_asked_only(self):
        unnamed = Brought(id=1, kind=K.HEIR_ID, seen=True)
        assert self.found(unnamed, kind=K.HEIR_ID, case=replace(DEATH, heirs=family(WIFE))).there
        two = replace(DEATH, heirs=family(WIFE, replace(WIFE, id=3)))
        assert not self.found(unnamed, kind=K.HEIR_ID, case=two).there

    def test_are_counted_without_scholarships(self):
        scans = (Brought(id=1, kind=K.KK1, seen=True), Brought(id=2, kind=K.CARD))
        asked = of(replace(ACCIDENT, pupils=(PupilFact(id=2, name="Adi", year=2028),)), *scans)
        count = counted(asked)
        assert (count.needed, count.there, count.waiting, count.returned) == (8, 1, 1, 0)
        assert len(missing(asked)) == 7


class TestTellsOfViolence:
    @pytest.mark.parametrize("text", ["dikeroyok di pasar", "Ditikam orang mabuk", "korban perampokan", "ia dibacok"])
    def test_by_its_words(self, text):
        assert tells_of_violence(text)

    @pytest.mark.parametrize(
        "text", ["", "tertimpa pohon pukul 09.00", "memukul paku lalu jatuh", "menembak ikan", "tertusuk paku"]
    )
    def test_not_by_words_of_work(self, text):
        assert not tells_of_violence(text)

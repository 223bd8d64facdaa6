"""Scholarships: the law's path planned, renewed by year, mended, ended; refusals in sentences."""

from datetime import UTC, date, datetime
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.claims.actions import scholarships as actions
from payung.claims.actions import scholarships_planning as planning
from payung.claims.models import Paper, Scholarship, ScholarshipYear
from payung.claims.queries import scholarships as queries
from payung.claims.queries.scholarships import YearsAsked
from payung.claims.rules.needed import YEARLY
from payung.claims.rules.refusals import NotYours, Refused
from payung.claims.rules.scholarships import AtSchool, Child, End, NotOwed, YearAct, YearState, after, path_from, plan
from payung.claims.states import EventKind, Scheme, State
from payung.claims.tests.cast import ELSEWHERE, HEAD, KABUPATEN, RAMPA, RINA, SEMAYAP
from payung.claims.tests.family_cast import bare_claim, child
from payung.law.loader import load
from payung.membership.tests.house import insured, treasury
from payung.shared.dates import Month, age_on

EVENT = date(2025, 6, 1)
NOW = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)  # a year and nine days later
LAW, COVER = load("benefit"), load("cover")
numbers = count(1)


def kid(id_=1, born=date(2015, 2, 1)):
    return Child(member_id=id_, name="Adi", birth_date=born, acknowledged=True, died_on=None)


def at(id_=1, level="SMA", left=3):
    return AtSchool(member_id=id_, level=level, years_left=left)


def planned(*children, event_date=EVENT):
    return plan(children=children, event_date=event_date, law=LAW, cover_law=COVER)


class TestPlan:
    def test_is_the_path_of_the_law_year_by_year(self):
        years = planned((kid(), at()))[1]
        assert [(one.level, one.amount_rp) for one in years] == [("SMA", 3_000_000)] * 3 + [("PT", 12_000_000)] * 5
        assert [one.due_date.year for one in years] == [*range(2025, 2033)]
        assert sum(one.amount_rp for one in years) == 69_000_000  # law.md §9, case 19

    def test_pays_for_the_two_children_with_the_largest_paths(self):
        young, old, middle = (kid(1), at(1, "TK", 2)), (kid(2), at(2, "PT", 1)), (kid(3), at(3, "SMP", 1))
        assert sorted(planned(old, young, middle)) == [1, 3]

    @pytest.mark.parametrize(("born", "many"), [(date(2002, 6, 1), 0), (date(2002, 6, 2), 1), (date(2003, 6, 2), 2)])
    def test_ends_before_the_twenty_third_birthday(self, born, many):
        assert len(planned((kid(born=born), at(level="PT", left=5))).get(1, ())) == many

    @pytest.mark.parametrize(("day", "sums"), [(date(2019, 12, 1), [12_000_000]), (date(2019, 12, 2), [1_500_000] * 2)])
    def test_was_one_sum_for_one_child_until_december_2019(self, day, sums):
        found = planned((kid(), at(1, "SD", 2)), (kid(2), at(2, "SD", 2)), event_date=day)
        assert len(found) == (1 if len(sums) == 1 else 2)
        assert [one.amount_rp for one in found[1]][: len(sums)] == sums


class TestPath:
    def asked(self, number=2, level="SMA", left=3, before=None, born=date(2015, 2, 1)):
        return path_from(
            number=number,
            at=at(level=level, left=left),
            before=before or {},
            birth_date=born,
            event_date=EVENT,
            law=LAW,
        )

    def test_a_repeated_year_beyond_the_most_of_its_level_passes_by_unpaid(self):
        found = self.asked(number=4, left=1, before={"SMA": 3})
        assert [(one.number, one.level) for one in found] == [(n, "PT") for n in range(5, 10)]
        assert found[0].due_date == date(2029, 6, 1)

    def test_a_skipped_level_brings_the_next_one_nearer(self):
        found = self.asked(number=2, level="PT", left=5)
        assert [(one.number, one.amount_rp) for one in found] == [(n, 12_000_000) for n in range(2, 7)]

    def test_is_nothing_to_mend_where_one_sum_was_paid(self):
        with pytest.raises(NotOwed, match="sekali"):
            path_from(number=1, at=at(), before={}, birth_date=None, event_date=date(2019, 1, 1), law=LAW)

    @given(
        st.sampled_from(["TK", "SD", "SMP", "SMA", "PT"]),
        st.integers(0, 6),
        st.integers(1, 8),
        st.dates(date(2003, 1, 1), date(2022, 1, 1)),
    )
    def test_never_pays_a_child_of_23_nor_a_level_too_often(self, level, left, number, born):
        found = self.asked(number=number, level=level, left=left, born=born)
        assert all(age_on(birth_date=born, day=one.due_date) < 23 for one in found)
        most = {"TK": 2, "SD": 6, "SMP": 3, "SMA": 3, "PT": 5}
        assert all(sum(one.level == name for one in found) <= many for name, many in most.items())
        assert [one.due_date for one in found] == [date(EVENT.year + one.number - 1, 6, 1) for one in found]


class TestYearStates:
    def test_are_a_table_and_what_is_not_in_it_is_refused_with_what_can_be_done(self):
        assert after(YearState.OWED, YearAct.ASK) is YearState.ASKED
        with pytest.raises(NotOwed, match="Buka lagi"):
            after(YearState.PAID, YearAct.ASK)


@pytest.fixture
def days(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def claim(db, days):
    """A fisher killed at work a year ago, decided by BPJS."""
    return bare_claim(scheme=Scheme.JKK, state=State.DECIDED, event_date=EVENT)


def made(claim, *, level="SMA", left=3, actor=RINA, **words):
    one = child(claim, **words)
    planning.plan_scholarships(claim_id=claim.pk, children=[at(one.pk, level, left)], actor=actor, now=NOW)
    return Scholarship.objects.get(child=one)


def year_of(row, number=1):
    return ScholarshipYear.objects.get(scholarship=row, number=number)


def brought(row, year):
    """The yearly papers came and were found good."""
    for kind in sorted(YEARLY):
        number = next(numbers)
        Paper.objects.create(
            claim=row.claim,
            kind=kind,
            about=row.child,
            year=year,
            file_code=f"{number:032}",
            file_name="a.pdf",
            media_type="application/pdf",
            sha256=f"{number:064}",
            bytes_count=1,
            request_key=f"00000000-0000-4000-8000-{number:012}",
            brought_by="user:3",
            brought_at=NOW,
            seen_by="user:4",
            seen_at=NOW,
        )


class TestPlanning:
    def test_writes_the_years_once_and_records_it(self, claim):
        row = made(claim)
        assert (row.years.count(), year_of(row, 8).amount_rp) == (8, 12_000_000)
        again = [at(row.child_id)]
        assert planning.plan_scholarships(claim_id=claim.pk, children=again, actor=RINA, now=NOW) == 1
        assert Event.objects.filter(act="claims.plan_scholarships").count() == 1
        with pytest.raises(Refused, match="sudah disusun"):
            planning.plan_scholarships(claim_id=claim.pk, children=[at(row.child_id, "SD", 1)], actor=RINA, now=NOW)

    def test_of_jkm_counts_from_the_day_of_death_as_the_computation_does(self, days, db):
        """Hurt on 1 June 2025, died on 1 September; BPJS found no work accident. At 23 on 15 August: nothing is owed."""
        claim = bare_claim(scheme=Scheme.JKM, state=State.DECIDED, event_date=EVENT, death_date=date(2025, 9, 1))
        one = child(claim, born=date(2002, 8, 15))
        with pytest.raises(Refused, match="sudah berumur 23 tahun"):
            planning.note_pupils(claim_id=claim.pk, children=[at(one.pk, "PT", 1)], actor=RINA, now=NOW)

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ({"born": date(2002, 6, 1)}, "sudah berumur 23 tahun"),
            ({"born": None}, "Tanggal lahir"),
            ({"acknowledged": None}, "akta lahir"),
            ({"died_on": date(2025, 7, 1)}, "meninggal"),
        ],
    )
    def test_refuses_a_child_of_whom_none_can_be_planned(self, claim, words, sentence):
        with pytest.raises(Refused, match=sentence):
            made(claim, **words)
        assert not Scholarship.objects.exists()

    @pytest.mark.parametrize(("level", "left"), [("SMA", 4), ("TK", 3), ("", 1), ("SD", -1)])
    def test_refuses_a_level_with_more_years_than_it_has(self, claim, level, left):
        with pytest.raises(Refused):
            made(claim, level=level, left=left)

    @pytest.mark.parametrize(
        ("kind", "words", "sentence"),
        [
            (EventKind.DEATH, {"state": State.STAGE_TWO}, "sesudah BPJS menetapkan"),
            (EventKind.DEATH, {"state": State.REFUSED}, "sesudah BPJS menetapkan"),
            (EventKind.DEATH, {"state": State.CLOSED}, "sesudah BPJS menetapkan"),  # closed after a refusal
            (EventKind.ACCIDENT, {"state": State.DECIDED, "outcome": "partial_disability"}, "cacat total"),
        ],
    )
    def test_waits_for_the_decision_of_a_death_or_total_disability(self, db, days, kind, words, sentence):
        of = bare_claim(kind, scheme=Scheme.JKK, event_date=EVENT, **words)
        with pytest.raises(Refused, match=sentence):
            made(of)

    def test_a_total_disability_gives_them_too(self, db, days):
        words = {"state": State.PAID, "outcome": "total_disability", "event_date": EVENT}
        assert made(bare_claim(EventKind.ACCIDENT, **words)).years.exists()

    def test_a_jkm_without_enough_paid_months_gives_none(self, db, days):
        of = bare_claim(scheme=Scheme.JKM, state=State.DECIDED, event_date=EVENT)
        with pytest.raises(Refused, match="36 bulan iuran"):
            made(of)

    def test_notes_pupils_for_the_computation_before_any_decision(self, db, days):
        of = bare_claim(event_date=EVENT)
        one = child(of)
        for left in (2, 3):
            planning.note_pupils(claim_id=of.pk, children=[at(one.pk, "SMA", left)], actor=RINA, now=NOW)
        assert [(x.level, x.years_left) for x in queries.pupils(claim_id=of.pk)] == [("SMA", 3)]


class TestYears:
    def test_is_asked_for_with_its_papers_and_paid(self, claim):
        year = year_of(made(claim))
        words = {"year_id": year.pk, "asked_on": date(2026, 6, 1), "actor": RINA, "now": NOW}
        with pytest.raises(Refused, match="Berkas beasiswa tahun 2025"):
            actions.ask_year(**words)
        brought(year.scholarship, 2026)  # of another year
        with pytest.raises(Refused, match="Berkas beasiswa tahun 2025"):
            actions.ask_year(**words)
        brought(year.scholarship, 2025)
        for _ in range(2):
            actions.ask_year(**words)
        actions.record_year_paid(year_id=year.pk, paid_on=date(2026, 6, 9), paid_rp=3_000_000, actor=RINA, now=NOW)
        year.refresh_from_db()
        assert (year.state, year.paid_rp) == ("paid", 3_000_000)
        assert Event.objects.filter(act="claims.ask_scholarship_year").count() == 1

    def test_is_not_asked_for_before_its_day(self, claim):
        year = year_of(made(claim), 3)
        brought(year.scholarship, 2027)
        with pytest.raises(Refused, match="jatuh tempo"):
            actions.ask_year(year_id=year.pk, asked_on=date(2026, 6, 10), actor=RINA, now=NOW)

    def test_is_left_out_and_taken_back_with_a_reason(self, claim):
        year = year_of(made(claim))
        actions.drop_year(year_id=year.pk, because="cuti sekolah", actor=RINA, now=NOW)
        assert year_of(year.scholarship).state == "dropped"
        actions.reopen_year(year_id=year.pk, because="keliru", actor=RINA, now=NOW)
        assert year_of(year.scholarship).state == "owed"

    def test_of_another_part_of_the_map_is_not_there(self, claim):
        year = year_of(made(claim))
        with pytest.raises(Refused):
            actions.drop_year(year_id=year.pk, because="x", actor=ELSEWHERE, now=NOW)

    def test_a_repeated_grade_moves_the_years_after_it(self, claim):
        row = made(claim, level="SMA", left=2)  # two of SMA, five of PT
        words = {"scholarship_id": row.pk, "because": "tinggal kelas", "actor": RINA, "now": NOW}
        for _ in range(2):
            actions.mend_path(number=2, level="SMA", years_left=2, **words)
        assert [(y.number, y.level) for y in row.years.order_by("number")] == [
            *((n, "SMA") for n in (1, 2, 3)),
            *((n, "PT") for n in range(4, 9)),
        ]
        assert Event.objects.filter(act="claims.mend_scholarship").count() == 1

    def test_a_skipped_level_leaves_the_years_beyond_dropped(self, claim):
        row = made(claim)
        words = {"scholarship_id": row.pk, "because": "langsung kuliah", "actor": RINA, "now": NOW}
        actions.mend_path(number=2, level="PT", years_left=5, **words)
        states = [(y.level, y.state) for y in row.years.order_by("number")]
        assert states[1:6] == [("PT", "owed")] * 5
        assert {state for _level, state in states[6:]} == {"dropped"}

    def test_what_was_paid_is_not_rewritten(self, claim):
        row = made(claim)
        actions.record_year_paid(year_id=year_of(row, 2).pk, paid_on=date(2026, 6, 9), paid_rp=1, actor=RINA, now=NOW)
        words = {"scholarship_id": row.pk, "level": "SMA", "years_left": 2, "because": "x", "actor": RINA, "now": NOW}
        with pytest.raises(Refused, match="sudah diajukan atau dibayar"):
            actions.mend_path(number=1, **words)


class TestEnds:
    def ended(self, row, reason=End.MARRIED, actor=RINA, day=date(2026, 6, 1)):
        actions.end_scholarship(
            scholarship_id=row.pk, reason=reason, ended_on=day, because="buku nikah", actor=actor, now=NOW
        )

    def test_no_year_due_from_that_day_is_owed_and_an_end_taken_back_leaves_what_was_dropped_alone(self, claim):
        row = made(claim)
        actions.drop_year(year_id=year_of(row, 4).pk, because="cuti", actor=RINA, now=NOW)
        self.ended(row)
        self.ended(row)
        assert [year.state for year in row.years.order_by("number")] == ["owed"] + ["dropped"] * 7
        actions.resume_scholarship(scholarship_id=row.pk, because="salah orang", actor=RINA, now=NOW)
        assert [year.state for year in row.years.order_by("number")] == ["owed"] * 3 + ["dropped"] + ["owed"] * 4
        assert Event.objects.filter(act="claims.end_scholarship").count() == 1

    def test_from_february_2025_a_working_child_is_for_the_head_by_name(self, claim):
        row = made(claim)
        with pytest.raises(NotYours):
            self.ended(row, End.WORKING)
        words = {"scholarship_id": row.pk, "because": "magang sambil kuliah", "now": NOW}
        with pytest.raises(NotYours):
            actions.keep_working(actor=RINA, **words)
        actions.keep_working(actor=HEAD, **words)
        assert set(row.years.values_list("decided_by", flat=True)) == {HEAD.key}
        self.ended(row, End.WORKING, HEAD)
        assert Scholarship.objects.get().end_reason == "working"

    def test_before_that_day_work_ends_it_and_nobody_may_keep_it(self, db, days):
        row = made(bare_claim(scheme=Scheme.JKK, state=State.DECIDED, event_date=date(2025, 2, 23)))
        with pytest.raises(Refused, match="berakhir bila anak bekerja"):
            actions.keep_working(scholarship_id=row.pk, because="x", actor=HEAD, now=NOW)
        self.ended(row, End.WORKING)
        assert Scholarship.objects.get().ended_on == date(2026, 6, 1)


class TestList:
    def test_says_what_is_due_this_year_overdue_and_without_papers(self, claim):
        row = made(claim)
        brought(row, 2025)
        which = {}
        for word in ("tahun-ini", "terlambat", "tanpa-berkas", "owed", "paid", ""):
            found = queries.told(queries.years(actor=RINA, asked=YearsAsked(which=word), today=date(2026, 6, 10)))
            which[word] = [one.number for one in found]
        assert which["tahun-ini"] == [2]
        assert which["terlambat"] == [1, 2]
        assert which["tanpa-berkas"] == [2]
        assert (len(which["owed"]), which["paid"], len(which[""])) == (8, [], 8)
        assert queries.counts(actor=RINA, today=date(2026, 6, 10)) == (1, 2)

    def test_shows_each_their_part_of_the_map_finds_sorts_and_goes_to_excel(self, claim):
        made(claim, name="Zainal")
        client = signed_in(Role.DESA_OFFICER, scope=RAMPA)
        page = client.get("/klaim/beasiswa", {"cari": "zain", "urut": "jumlah", "keadaan": "owed"}).content.decode()
        assert "1 beasiswa jatuh tempo tahun ini belum diajukan; 2 sudah lewat" in page.split("</h1>")[0]
        assert page.count("Zainal</a>") == 8
        assert b"".join(client.get("/klaim/beasiswa", {"excel": 1}))[:2] == b"PK"
        assert "Zainal" not in signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get("/klaim/beasiswa").content.decode()

    def test_asks_no_more_for_more_children(self, claim, django_assert_max_num_queries):
        for name in ("Adi", "Budi"):
            one = child(claim, name)
            Scholarship.objects.create(claim=claim, child=one, level="SMA", years_left=3, made_by="user:3", made_at=NOW)
        client = signed_in(Role.OPERATOR)
        for row in Scholarship.objects.all():
            ScholarshipYear.objects.bulk_create(
                ScholarshipYear(scholarship=row, number=n, due_date=EVENT, level="SMA", amount_rp=1) for n in range(9)
            )
        with django_assert_max_num_queries(14):
            client.get("/klaim/beasiswa")


class TestPages:
    def test_plan_renew_mend_end_and_resume(self, claim):
        one = child(claim)
        client, of = signed_in(Role.HEAD), f"/klaim/{claim.pk}/beasiswa"
        assert "Tulis jenjang sekolah" in client.get(of).content.decode()
        lacking = client.post(f"{of}/susun", {f"jenjang_{one.pk}": "SMA", "susun": 1})
        assert lacking.status_code == 422
        words = {f"jenjang_{one.pk}": "SMA", f"sisa_{one.pk}": 3}
        assert client.post(f"{of}/susun", words | {"simpan": 1}).status_code == 302
        assert not ScholarshipYear.objects.exists()
        client.post(f"{of}/susun", words | {"susun": 1})
        row = Scholarship.objects.get()
        page = client.get(of).content.decode()
        assert ("berikutnya Adi" in page, "Rp69.000.000 seluruhnya" in page) == (True, True)
        year = year_of(row)
        assert client.get(f"/klaim/beasiswa/tahun/{year.pk}").status_code == 200
        act = f"/klaim/beasiswa/tahun/{year.pk}"
        refused = client.post(f"{act}/ajukan", {"asked_on": "9/6/2026"})
        assert (refused.status_code, "Berkas beasiswa" in refused.content.decode()) == (409, True)
        assert client.post(f"{act}/bayar", {"paid_on": "9/6/2026", "paid_rp": "3.000.000"}).status_code == 302
        client.post(f"{act}/buka", {"because": "keliru"})
        client.post(f"{act}/lepas", {"because": "cuti"})
        assert year_of(row).state == "dropped"
        at_ = f"/klaim/beasiswa/{row.pk}"
        assert "Perbaiki jalurnya" in client.get(at_).content.decode()
        mended = {"number": 2, "level": "SMA", "years_left": 3, "because": "tinggal kelas"}
        assert client.post(f"{at_}/jalur", mended).status_code == 302
        assert client.post(f"{at_}/tetap", {"because": "magang"}).status_code == 302
        client.post(f"{at_}/akhiri", {"reason": "left", "ended_on": "1/6/2026", "because": "berhenti"})
        assert "berakhir 1 Juni 2026: berhenti sekolah" in client.get(of).content.decode()
        client.post(f"{at_}/lanjutkan", {"because": "sekolah lagi"})
        assert Scholarship.objects.get().ended_on is None

    def test_of_another_kabupaten_or_desa_are_not_there(self, claim):
        row = made(claim)
        there = signed_in(Role.OPERATOR, kabupaten="63.10", scope="63.10")
        for address in (
            f"/klaim/{claim.pk}/beasiswa",
            f"/klaim/beasiswa/{row.pk}",
            f"/klaim/beasiswa/tahun/{year_of(row).pk}",
        ):
            assert there.get(address).status_code == 404
        assert KABUPATEN != "63.10"
        assert there.post(f"/klaim/beasiswa/{row.pk}/lanjutkan", {"because": "x"}).status_code == 404


class TestJkm:
    @pytest.mark.parametrize(("months", "given"), [(35, False), (36, True)])
    def test_needs_thirty_six_paid_months(self, db, days, months, given):
        """The months are those that BPJS received, as the membership record has them."""
        first = Month(2023, 1)
        (member,) = insured(first_month=first, last_month=Month(2025, 12), registered_date=date(2023, 1, 2))
        of = bare_claim(scheme=Scheme.JKM, state=State.DECIDED, person=member.person, event_date=date(2025, 12, 20))
        with treasury() as box:
            for n in range(months):
                box.receive(member, first.plus(n + 36 - months), on=date(2023, 1, 10))
            if given:
                assert made(of).years.exists()
            else:
                with pytest.raises(Refused, match="36 bulan iuran"):
                    made(of)

    def test_where_months_from_before_a_lapse_are_needed_the_head_decides_with_a_reason(self, db, days):
        first = Month(2022, 1)
        (member,) = insured(first_month=first, last_month=Month(2025, 12), registered_date=date(2022, 1, 2))
        of = bare_claim(scheme=Scheme.JKM, state=State.DECIDED, person=member.person, event_date=date(2025, 12, 20))
        one = child(of)
        words = {"claim_id": of.pk, "children": [at(one.pk)], "now": NOW}
        with treasury() as box:
            for n in (*range(20), *range(30, 48)):
                box.receive(member, first.plus(n), on=first.plus(n).first_day)
            with pytest.raises(NotYours):
                planning.plan_scholarships(actor=RINA, **words)
            with pytest.raises(Refused, match="Alasannya"):
                planning.plan_scholarships(actor=HEAD, **words)
            planning.plan_scholarships(actor=HEAD, because="surat BPJS 12 menghitung seluruh bulan", **words)
        assert "surat BPJS 12" in Event.objects.get(act="claims.plan_scholarships").facts

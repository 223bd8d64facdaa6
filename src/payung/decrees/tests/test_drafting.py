"""A draft names who fits, takes their places, and says of all others why not."""

from uuid import uuid4

import pytest

from payung.audit.models import Event
from payung.decrees.models import Decree, LeftOut, Line, Place, QuotaUse
from payung.decrees.queries.uses import differences, uses
from payung.decrees.rules.refusals import NobodyToName
from payung.decrees.tests import cast
from payung.people.models import Identity, Person
from payung.programmes.models import Fund, Quota

pytestmark = pytest.mark.django_db


def used(programme, kind):
    (found,) = [use for use in uses(programme_id=programme.pk) if use.kind == kind]
    return found.used, found.capacity


class TestDraft:
    def test_names_those_of_a_desa_together_and_numbers_them_from_one(self):
        programme = cast.programme()
        wanted = [*cast.chosen(programme, 2), *cast.chosen(programme, 2, desa_code=cast.SEMAYAP)]
        decree = cast.drafted(programme, wanted)
        lines = list(Line.objects.filter(decree=decree).order_by("number").values_list("number", "desa", "months"))
        assert [number for number, *_ in lines] == [1, 2, 3, 4]
        assert [desa for _, desa, _ in lines] == [lines[0][1]] * 2 + [lines[2][1]] * 2
        assert {months for *_, months in lines} == {12}

    def test_counts_a_fund_in_person_months_of_its_ceiling(self):
        programme = cast.programme(person_months=25)
        cast.drafted(programme, cast.chosen(programme, 3))
        assert used(programme, "fund") == (24, 25)
        assert LeftOut.objects.get().why == "fund_spent"

    def test_says_which_quota_was_full_of_whoever_ranks_behind(self):
        programme = cast.programme(programme=5, desa=2)
        wanted = cast.chosen(programme, 3)
        decree = cast.drafted(programme, wanted)
        assert LeftOut.objects.values_list("person_id", "why", "about").get() == (
            wanted[2].person_id,
            "quota_full",
            f"desa:{cast.RAMPA}",
        )
        assert decree.lines.count() == Place.objects.count() == 2

    def test_leaves_a_second_draft_what_is_left(self):
        programme = cast.programme(programme=3)
        cast.drafted(programme, cast.chosen(programme, 2))
        second = cast.drafted(programme, cast.chosen(programme, 2))
        assert second.lines.count() == 1
        assert used(programme, "programme") == (3, 3)

    def test_names_nobody_who_has_a_place(self):
        programme = cast.programme(programme=9)
        wanted = cast.chosen(programme, 2)
        cast.drafted(programme, wanted[:1])
        second = cast.drafted(programme, wanted)
        assert list(second.lines.values_list("person_id", flat=True)) == [wanted[1].person_id]
        assert LeftOut.objects.get().why == "has_place"

    def test_names_nobody_who_has_a_place_under_another_id(self):
        programme = cast.programme(programme=9)
        wanted = cast.chosen(programme, 2)
        cast.drafted(programme, wanted[:1])
        Person.objects.filter(id=wanted[0].person_id).update(same_as=wanted[1].person_id)
        with pytest.raises(NobodyToName):
            cast.drafted(programme, wanted[1:])

    def test_names_a_human_being_once_however_many_ids_it_has(self):
        programme = cast.programme(programme=9)
        wanted = cast.chosen(programme, 2)
        Person.objects.filter(id=wanted[1].person_id).update(same_as=wanted[0].person_id)
        decree = cast.drafted(programme, wanted)
        assert [line.person_id for line in decree.lines.all()] == [wanted[0].person_id]
        assert LeftOut.objects.get().why == "has_place"

    def test_writes_desa_and_kecamatan_by_their_names(self):
        programme = cast.programme(programme=9)
        cast.drafted(programme, cast.chosen(programme, 1))
        assert Line.objects.values_list("desa", "kecamatan").get() == ("Semayap", "Pulaulaut Utara")

    def test_names_nobody_without_a_current_nik(self):
        programme = cast.programme(programme=9)
        wanted = cast.chosen(programme, 2)
        Identity.objects.filter(person=wanted[0].person_id).update(to_date="2026-12-01")
        cast.drafted(programme, wanted)
        assert LeftOut.objects.get().why == "no_nik"

    def test_leaves_no_trace_where_nobody_fits(self):
        programme = cast.programme(programme=0)
        with pytest.raises(NobodyToName):
            cast.drafted(programme, cast.chosen(programme, 1))
        assert not Decree.objects.exists()
        assert not Event.objects.exists()

    def test_answers_the_same_decree_to_the_same_request(self):
        programme, key = cast.programme(programme=9), uuid4()
        wanted = cast.chosen(programme, 2)
        first = cast.drafted(programme, wanted, key=key)
        assert cast.drafted(programme, cast.chosen(programme, 1), key=key) == first
        assert (used(programme, "programme"), Event.objects.count()) == ((2, 9), 1)

    def test_keeps_one_event_for_many_lines_and_no_name_in_it(self):
        programme = cast.programme()
        cast.drafted(programme, cast.chosen(programme, 3))
        event = Event.objects.get()
        assert (event.act, '"named":3' in event.facts) == ("decrees.draft_decree", True)
        assert "Sari" not in event.facts

    def test_asks_the_database_no_more_for_more_lines(self, django_assert_max_num_queries):
        programme = cast.programme()
        wanted = cast.chosen(programme, 40)
        with django_assert_max_num_queries(34):
            cast.drafted(programme, wanted)

    def test_takes_over_a_raised_quota_and_never_goes_below_what_is_used(self):
        programme = cast.programme(programme=2)
        cast.drafted(programme, cast.chosen(programme, 2))
        Quota.objects.update(places=1)
        with pytest.raises(NobodyToName):
            cast.drafted(programme, cast.chosen(programme, 1))
        Quota.objects.update(places=3)
        assert cast.drafted(programme, cast.chosen(programme, 2)).lines.count() == 1
        assert used(programme, "programme") == (3, 3)

    def test_opens_a_quota_entered_later_with_what_its_places_use(self):
        programme = cast.programme()
        cast.drafted(programme, cast.chosen(programme, 2))
        Quota.objects.create(programme=programme, kind="desa", key=cast.RAMPA, places=3)
        assert cast.drafted(programme, cast.chosen(programme, 3)).lines.count() == 1
        assert used(programme, "desa") == (3, 3)

    def test_is_not_bound_by_a_quota_that_was_taken_away(self):
        programme = cast.programme(desa=1)
        cast.drafted(programme, cast.chosen(programme, 1))
        Quota.objects.all().delete()
        assert cast.drafted(programme, cast.chosen(programme, 2)).lines.count() == 2
        assert not differences(programme_id=programme.pk)

    def test_takes_over_a_raised_ceiling(self):
        programme = cast.programme(person_months=12)
        cast.drafted(programme, cast.chosen(programme, 2))
        Fund.objects.update(ceiling_rp=24 * cast.MONTH_RP)
        assert cast.drafted(programme, cast.chosen(programme, 2)).lines.count() == 1
        assert not differences(programme_id=programme.pk)


class TestDifferences:
    def test_tells_a_counter_that_somebody_turned(self):
        programme = cast.programme(programme=9)
        cast.drafted(programme, cast.chosen(programme, 2))
        QuotaUse.objects.filter(kind="programme").update(used=1)
        (found,) = differences(programme_id=programme.pk)
        assert (found.kind, found.used, found.counted) == ("programme", 1, 2)

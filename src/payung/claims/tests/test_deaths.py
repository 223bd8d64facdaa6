"""Lists of the dead against members: what is prepared, what waits for a person, what nothing is done about, and undone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from payung.claims.actions.deaths import read_again, take_list
from payung.claims.actions.deaths_deciding import say_not_so, say_same, take_back
from payung.claims.actions.dying import found_alive
from payung.claims.models import Claim, DeathDecision, DeathLine, DeathList
from payung.claims.queries.deaths import asked_of_desas, counts, one_line
from payung.claims.rules.death_words import Agreement, Settled
from payung.claims.rules.refusals import DayDoesNotFit, Lacking, NotYours, ReasonMissing, Refused
from payung.claims.states import Scheme, State
from payung.claims.tests.cast import BUDI, DESA, INSPECTOR, NOW, RINA, claim
from payung.claims.tests.cast import insured as with_bills
from payung.claims.tests.death_cast import DIED, csv, line_of, lines_of, nik_of, row, taken
from payung.decrees.tests.cast import actor
from payung.membership.models import Act, Membership
from payung.membership.states import HoldReason
from payung.membership.tests.house import ended, held
from payung.people.models import Heir, Person

pytestmark = pytest.mark.django_db
ONCE = {"actor": BUDI, "now": NOW}


def insured(many: int = 1) -> list[Membership]:
    """What is paid is no matter here: the page of the claim explains cover."""
    return with_bills(many, terms=0)


def state_of(member: Membership) -> tuple[str, str]:
    return Membership.objects.values_list("state", "held_because").get(id=member.pk)


def same(line, **words):
    return say_same(**{"line_id": line.pk, "death_date": None, "request_key": uuid4()} | ONCE | words)


def not_so(line, **words):
    return say_not_so(
        **{"line_id": line.pk, "because": "Masih hidup, kata desa", "request_key": uuid4()} | ONCE | words
    )


def back(line, **words):
    return take_back(**{"line_id": line.pk, "because": "Salah baca", "request_key": uuid4()} | ONCE | words)


class TestWhoAgreesInAllThree:
    @pytest.fixture
    def sari(self):
        return insured()[0]

    def test_is_held_and_has_an_open_claim_and_heirs_and_the_desa_is_asked(self, sari):
        Heir.objects.create(person=sari.person, name="Rahmat", relation="suami", phone="081234567890")
        found = taken(row(sari))
        line = line_of(found)
        assert (line.agreement, line.settled, line.lacks) == (Agreement.SURE, Settled.PREPARED, "")
        assert state_of(sari) == ("held", HoldReason.DIED)
        assert Act.objects.get(membership=sari, event="hold").source == f"deaths:{found.id}"
        made = Claim.objects.get(id=line.claim_id)
        assert (made.scheme, made.state) == (Scheme.OPEN, State.UNDETERMINED)
        assert (made.event_date, made.death_date, made.membership_id, made.reported_by) == (
            DIED,
            DIED,
            sari.pk,
            RINA.key,
        )
        told = one_line(line_id=line.pk, actor=RINA)
        assert [(one.name, one.phone) for one in told.heirs] == [("Rahmat", "081234567890")]
        assert nik_of(sari) not in (told.nik, told.our_nik)
        (desa,) = asked_of_desas(list_id=found.id, actor=RINA)
        assert (desa.desa, [one.person_id for one in desa.lines]) == ("Semayap", [sari.person_id])

    def test_in_any_layout(self, sari):
        headings = (
            "Nama Lengkap (Almarhum)",
            "Tanggal Meninggal Dunia",
            "tgl_lahir",
            "Nomor Induk Kependudukan",
            "Nama Ibu",
        )
        cells = [f"Hj. {sari.person.name.upper()}, S.Pd", "3 Mei 2027", "1980-01-12", f"'{nik_of(sari)}", "Aminah"]
        assert line_of(taken(cells, headings=headings)).settled == Settled.PREPARED

    def test_twice_in_one_list_is_one_claim(self, sari):
        first, second = lines_of(taken(row(sari), row(sari, no="2")))
        assert (first.settled, second.settled, second.lacks) == (Settled.PREPARED, Settled.NONE, "twice")
        assert Claim.objects.count() == 1

    def test_with_two_days_of_death_waits_and_is_held(self, sari):
        lines = lines_of(taken(row(sari), row(sari, no="2", died="04/05/2027")))
        assert [(one.settled, one.lacks) for one in lines] == [(Settled.WAITING, "days_differ")] * 2
        assert state_of(sari)[0] == "held"
        assert not Claim.objects.exists()

    def test_in_another_list_is_said_to_be_known(self, sari):
        taken(row(sari))
        line = line_of(taken(row(sari)))
        assert (line.settled, line.lacks) == (Settled.NONE, "known")
        assert Act.objects.filter(membership=sari, event="hold").count() == 1

    def test_of_whom_a_claim_was_reported_has_that_claim(self, sari):
        made = claim(of=sari, event_date=DIED)
        line = line_of(taken(row(sari)))
        assert (line.settled, line.claim_id) == (Settled.PREPARED, made.pk)
        assert Act.objects.filter(membership=sari, event="hold").count() == 1

    @pytest.mark.parametrize(
        ("died", "lack"),
        [
            ("", "no_day"),
            ("31/02/2027", "day_unreadable"),
            ("21/05/2027", "future_day"),
            ("01/01/1979", "before_birth"),
        ],
    )
    def test_without_a_day_that_can_be_is_held_and_waits(self, sari, died, lack):
        line = line_of(taken(row(sari, died=died)))
        assert (line.settled, line.lacks) == (Settled.WAITING, lack)
        assert state_of(sari) == ("held", HoldReason.DIED)
        assert not Claim.objects.exists()

    def test_on_the_very_day_is_no_future(self, sari):
        assert line_of(taken(row(sari, died="20/05/2027"))).settled == Settled.PREPARED

    def test_dead_before_registration_has_no_claim_and_waits(self, sari):
        line = line_of(taken(row(sari, died="04/01/2027")))
        assert (line.settled, line.lacks) == (Settled.WAITING, "before_registration")
        assert state_of(sari)[0] == "held"
        assert same(line) is None
        assert Settled(DeathLine.objects.get(id=line.pk).settled) is Settled.PREPARED
        assert not Claim.objects.exists()

    def test_dead_on_the_day_of_registration_has_a_claim(self, sari):
        assert line_of(taken(row(sari, died="05/01/2027"))).claim_id

    def test_whose_membership_ended_after_the_death_has_a_claim(self, sari):
        ended(sari, day=DIED)
        line = line_of(taken(row(sari)))
        assert line.claim_id
        assert one_line(line_id=line.pk, actor=RINA).settled is Settled.CONFIRMED
        assert state_of(sari)[0] == "ended"

    def test_dead_soon_after_the_last_month_waits_and_long_after_nothing_is_done(self, sari):
        ended(sari, day=date(2027, 1, 20))
        soon = line_of(taken(row(sari, died="30/04/2027")))
        assert (soon.settled, soon.lacks) == (Settled.WAITING, "after_end")
        late = line_of(taken(row(sari, died="01/05/2027")))
        assert (late.settled, late.lacks) == (Settled.NONE, "long_after_end")

    def test_held_by_the_desa_already_stays_the_desas(self, sari):
        held(sari)
        found = taken(row(sari))
        assert line_of(found).claim_id
        not_so(line_of(found))
        assert state_of(sari) == ("held", HoldReason.DIED)
        assert Claim.objects.get().state == State.WITHDRAWN

    def test_of_a_person_joined_to_the_member_is_the_member(self, sari):
        other = insured()[0]
        Person.objects.filter(id=other.person_id).update(same_as=sari.person_id)
        line = line_of(taken(row(other)))
        assert (line.person_id, line.settled) == (sari.person_id, Settled.PREPARED)
        assert {state_of(sari)[0], state_of(other)[0]} == {"held"}


class TestWhoAgreesInPart:
    @pytest.fixture
    def sari(self):
        return insured()[0]

    def test_waits_and_is_not_held(self, sari):
        nik = nik_of(sari)
        lines = lines_of(
            taken(
                row(sari, name="Siti Aminah"),
                row(sari, no="2", born="Kotabaru, 13-01-1980"),
                row(sari, no="3", nik=f"{nik[:12]}9{nik[13:]}"),
                row(sari, no="4", nik=nik[:15]),
            )
        )
        assert [(one.agreement, one.lacks) for one in lines] == [
            (Agreement.NIK_ALONE, "name_differs"),
            (Agreement.NIK_ALONE, "birth_differs"),
            (Agreement.NAME_AND_DATE, "other_nik"),
            (Agreement.NAME_AND_DATE, "damaged_nik"),
        ]
        assert {one.settled for one in lines} == {Settled.WAITING}
        assert state_of(sari) == ("running", "")
        assert not Claim.objects.exists()

    def test_said_to_be_the_same_is_prepared_once(self, sari):
        line, key = line_of(taken(row(sari, name="Siti Aminah"))), uuid4()
        claim_id = same(line, request_key=key)
        assert same(line, request_key=key) == claim_id
        assert state_of(sari) == ("held", HoldReason.DIED)
        assert DeathDecision.objects.count() == Claim.objects.count() == 1
        with pytest.raises(Refused):
            same(line)

    def test_said_to_be_another_stays_so_when_the_list_is_read_again(self, sari):
        found = taken(row(sari, name="Siti Aminah"))
        not_so(line_of(found))
        read_again(list_id=found.id, job_id=None, **ONCE)
        line = line_of(found)
        assert (line.settled, line.because, line.decided_by) == (Settled.NOT_SO, "Masih hidup, kata desa", BUDI.key)
        again = line_of(taken(row(sari, name="Siti Aminah")))
        assert (again.settled, again.lacks) == (Settled.NONE, "name_differs said_not_so")

    def test_of_whom_somebody_found_alive_waits_unless_death_came_later(self, sari):
        told = claim(of=sari, event_date=DIED)
        found_alive(claim_id=told.pk, because="pulang dari laut", request_key=uuid4(), actor=BUDI, now=NOW)
        line = line_of(taken(row(sari)))
        assert (line.settled, line.lacks, state_of(sari)) == (Settled.WAITING, "said_not_so", ("running", ""))
        later = NOW + timedelta(days=30)
        found = take_list(upload=csv(row(sari, died="10/06/2027")), source="Dukcapil", actor=RINA, now=later)
        assert line_of(found).settled == Settled.PREPARED

    def test_needs_a_day_that_can_be(self, sari):
        line = line_of(taken(row(sari, name="Siti Aminah", died="")))
        with pytest.raises(Lacking):
            same(line)
        for day in (date(2027, 5, 21), date(1979, 12, 31)):
            with pytest.raises(DayDoesNotFit):
                same(line, death_date=day)
        assert same(line, death_date=DIED)
        assert DeathLine.objects.get(id=line.pk).lacks == "name_differs"

    def test_is_nobody_where_only_the_name_agrees(self, sari):
        found = taken(row(sari, nik="", born=""), row(sari, no="2", nik="6302065201809999", name="Rudi Hartono"))
        line = line_of(found)
        assert (line.agreement, line.lacks, line.person_id) == (Agreement.NOBODY, "no_identity", None)
        assert DeathList.objects.get(id=found.id).row_count == 2


class TestWhatIsUndone:
    @pytest.fixture
    def found(self):
        self.sari = insured()[0]
        return taken(row(self.sari))

    def test_not_so_releases_what_the_list_held_and_withdraws_its_claim(self, found):
        not_so(line_of(found))
        assert state_of(self.sari) == ("running", "")
        assert Claim.objects.get().state == State.WITHDRAWN

    def test_taken_back_it_waits_held_and_the_same_claim_is_taken_up_again(self, found):
        made = Claim.objects.get()
        not_so(line_of(found))
        back(line_of(found))
        assert line_of(found).settled == Settled.WAITING
        assert state_of(self.sari) == ("held", HoldReason.DIED)
        assert same(line_of(found)) == made.pk
        assert Claim.objects.get().state == State.UNDETERMINED

    def test_an_old_request_that_comes_again_changes_nothing(self, found):
        key = uuid4()
        not_so(line_of(found), request_key=key)
        back(line_of(found))
        not_so(line_of(found), request_key=key)
        assert line_of(found).settled == Settled.WAITING

    def test_a_claim_that_others_told_of_stays(self):
        sari = insured()[0]
        made = claim(of=sari, event_date=DIED)
        not_so(line_of(taken(row(sari))))
        assert Claim.objects.get(id=made.pk).state == State.UNDETERMINED

    def test_a_confirmed_death_is_not_undone_here(self, found):
        ended(self.sari, day=DIED)
        with pytest.raises(Refused, match="sudah dipastikan"):
            not_so(line_of(found))

    def test_needs_a_reason_without_a_nik(self, found):
        for because in ("", "NIK 6302065201800001 salah"):
            with pytest.raises(ReasonMissing):
                not_so(line_of(found), because=because)

    @pytest.mark.parametrize("who", [DESA, INSPECTOR])
    def test_is_the_dinas_work(self, found, who):
        with pytest.raises(NotYours):
            not_so(line_of(found), actor=who)
        with pytest.raises(Refused):
            not_so(line_of(found), actor=actor("user:9", *BUDI.roles, kabupaten="63.03", scope="63.03"))


class TestTheFile:
    def test_the_same_twice_changes_nothing(self):
        sari = insured()[0]
        path = csv(row(sari))
        first = take_list(upload=path, source="Dukcapil", actor=RINA, now=NOW)
        again = take_list(upload=path, source="Desa Rampa", **ONCE)
        assert again == first
        assert DeathLine.objects.count() == Claim.objects.count() == 1

    def test_read_again_finds_members_who_came_since_and_does_nothing_twice(self):
        sari, wati = insured(2)
        nik = nik_of(wati)
        Person.objects.filter(id=wati.person_id).update(birth_date=date(1981, 1, 12))
        found = taken(row(sari), row(wati, no="2", born="12/01/1980"))
        assert counts(list_id=found.id).waiting == 1
        assert nik not in str(DeathLine.objects.values())
        Person.objects.filter(id=wati.person_id).update(birth_date=date(1980, 1, 12))
        read_again(list_id=found.id, job_id=None, **ONCE)
        assert {one.settled for one in lines_of(found)} == {Settled.PREPARED}
        assert Claim.objects.count() == 2
        assert Act.objects.filter(membership=sari, event="hold").count() == 1

    def test_without_headings_we_know_is_refused_and_kept(self):
        found = taken(["1", "Rampa", "laut"], headings=("Kolom", "Tempat", "Isi"))
        assert found.refusal == "HEADER_NOT_FOUND"

    def test_somebody_whom_the_register_tells_to_be_alive_is_not_on_it(self):
        sari = insured()[0]
        headings = ("NIK", "Nama", "Tanggal Lahir", "Tgl Meninggal", "Status")
        cells = [nik_of(sari), sari.person.name, "12/01/1980", "", "HIDUP"]
        found = taken(cells, headings=headings)
        assert (found.row_count, lines_of(found)) == (0, [])

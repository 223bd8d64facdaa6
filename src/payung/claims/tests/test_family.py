"""The family of a claim: taken from the person's page, mended with a reason, accounts sealed, who is paid."""

from datetime import date

import pytest
from django.db import connection

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.claims.actions import family as actions
from payung.claims.models import FamilyMember
from payung.claims.queries import family as queries
from payung.claims.rules.family import Relation
from payung.claims.rules.heirs import Rank
from payung.claims.rules.kin import NotFitting, ToldMember, plain_account, refuse_generation
from payung.claims.rules.refusals import NotFound, Refused
from payung.claims.tests import cast
from payung.claims.tests.cast import ACCIDENT, NOW, RAMPA, RINA, SEMAYAP, TODAY
from payung.claims.tests.family_cast import bare_claim
from payung.people.models import Child, Heir

pytestmark = pytest.mark.django_db
ACCOUNT = "1234567890123456"  # as long as a NIK, and never one in clear


@pytest.fixture(autouse=True)
def days(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def claim():
    return bare_claim()


def wife(**words):
    return ToldMember(**{"name": "Aminah", "relation": Relation.SPOUSE, "marriage_registered": True} | words)


def added(claim, told=None, *, actor=RINA):
    return actions.add_member(claim_id=claim.pk, told=told or wife(), actor=actor, now=NOW)


def taken(claim):
    return actions.take_from_register(claim_id=claim.pk, actor=RINA, now=NOW)


class TestTaking:
    def test_takes_heirs_and_children_once_and_a_child_among_the_heirs_as_one_human_being(self, claim):
        Child.objects.create(person=claim.person, name="Adi", birth_date=date(2015, 2, 1), level="SD")
        Heir.objects.create(person=claim.person, name="ADI", relation="anak")
        Heir.objects.create(person=claim.person, name="Aminah", relation="Isteri", phone="081200000000")
        assert (taken(claim), taken(claim)) == (2, 0)
        wife, child = queries.family(claim_id=claim.pk)
        assert (wife.relation, wife.marriage_registered, wife.phone) == (Relation.SPOUSE, None, "081200000000")
        assert (child.relation, child.acknowledged, child.birth_date) == (Relation.CHILD, None, date(2015, 2, 1))
        assert Event.objects.filter(act="claims.take_family").count() == 1

    def test_leaves_an_heir_whose_relation_says_nothing_to_a_person(self, claim):
        Heir.objects.create(person=claim.person, name="Udin", relation="keluarga")
        assert taken(claim) == 0
        assert len(queries.not_taken(claim_id=claim.pk, actor=RINA)) == 1
        added(claim, ToldMember(name="Udin", relation=Relation.SIBLING))
        assert not queries.not_taken(claim_id=claim.pk, actor=RINA)

    def test_does_not_bring_back_who_was_taken_off(self, claim):
        Heir.objects.create(person=claim.person, name="Aminah", relation="istri")
        taken(claim)
        (one,) = queries.family(claim_id=claim.pk)
        actions.take_off_member(claim_id=claim.pk, member_id=one.id, because="sudah cerai", actor=RINA, now=NOW)
        assert (taken(claim), queries.family(claim_id=claim.pk)) == (0, [])
        assert [off.taken_off for off in queries.taken_off(claim_id=claim.pk)] == ["sudah cerai"]


class TestMember:
    def test_told_twice_is_one(self, claim):
        assert added(claim) == added(claim, wife(name="  AMINAH "))
        assert FamilyMember.objects.count() == 1

    def test_an_account_lies_sealed_and_is_shown_by_its_last_three_digits(self, claim):
        id_ = added(claim, wife(bank="BRI", account="1234-5678 9012.3456"))
        (one,) = queries.family(claim_id=claim.pk)
        assert one.account == "•••• 456"
        assert queries.accounts(claim_id=claim.pk) == {id_: ACCOUNT}
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM claims_familymember")
            assert ACCOUNT.encode() not in b"".join(
                bytes(x) for x in cursor.fetchone() if isinstance(x, bytes | memoryview)
            )
        assert ACCOUNT not in "".join(event.facts for event in Event.objects.all())

    def test_mends_what_changed_keeps_the_account_and_records_nothing_for_nothing(self, claim):
        id_ = added(claim, wife(account=ACCOUNT))
        words = {"claim_id": claim.pk, "member_id": id_, "because": "menurut KTP-el", "actor": RINA, "now": NOW}
        assert actions.mend_member(told=wife(), **words) == ()
        assert actions.mend_member(told=wife(phone="+62 812 0000 0000"), **words) == ("phone",)
        assert queries.accounts(claim_id=claim.pk) == {id_: ACCOUNT}
        assert actions.mend_member(told=wife(phone="081200000000", account=""), **words) == ("account_sealed",)
        assert queries.accounts(claim_id=claim.pk) == {}
        assert Event.objects.filter(act="claims.mend_family").count() == 2

    @pytest.mark.parametrize(
        ("told", "words"),
        [
            (wife(birth_date=date(2027, 5, 21)), "belum tiba"),
            (wife(died_on=date(2027, 5, 21)), "belum tiba"),
            (wife(birth_date=date(1990, 1, 2), died_on=date(1990, 1, 1)), "sebelum tanggal lahirnya"),
            (wife(relation=Relation.CHILD, birth_date=date(1930, 3, 3)), "lahir sebelum peserta"),
            (wife(relation=Relation.PARENT, birth_date=date(2015, 3, 3)), "lahir sesudah peserta"),
            (wife(account="12345"), "Nomor rekening"),
            (wife(account="12345A789"), "Nomor rekening"),
            (wife(address="NIK 6302060101900001"), "NIK"),
            (wife(phone="12"), "Nomor HP"),
            (wife(name=" "), "Namanya"),
        ],
    )
    def test_refuses_in_a_sentence_and_keeps_nothing(self, claim, told, words):
        with pytest.raises(Refused, match=words):
            added(claim, told)
        assert not FamilyMember.objects.exists()

    def test_is_of_the_dinas_and_of_the_map(self, claim):
        with pytest.raises(Refused):
            added(claim, actor=cast.DESA)
        with pytest.raises(NotFound):
            added(claim, actor=cast.decrees.actor("user:9", Role.OPERATOR, kabupaten="63.10", scope="63.10"))

    def test_keeps_of_a_marriage_only_what_is_of_a_spouse(self, claim):
        id_ = added(claim, wife(separated=True))
        words = {"claim_id": claim.pk, "member_id": id_, "because": "saudaranya", "actor": RINA, "now": NOW}
        actions.mend_member(told=wife(relation=Relation.SIBLING, separated=True, acknowledged=True), **words)
        (one,) = queries.family(claim_id=claim.pk)
        assert (one.marriage_registered, one.separated, one.acknowledged) == (None, False, None)

    @pytest.mark.parametrize(("text", "kept"), [("", ""), ("123456", "123456"), ("1" * 20, "1" * 20)])
    def test_shortest_and_longest_account(self, text, kept):
        assert plain_account(text) == kept


class TestHeirs:
    def test_come_from_the_family_and_the_day_of_death(self, claim):
        added(claim)
        off = added(claim, wife(name="Salmah"))
        actions.take_off_member(claim_id=claim.pk, member_id=off, because="cerai 2020", actor=RINA, now=NOW)
        answer = queries.heirs(claim_id=claim.pk, on=TODAY)
        assert (answer.rank, [one.name for one in answer.heirs]) == (Rank.FAMILY, ["Aminah"])

    def test_nobody_is_asked_for_after_an_accident_that_nobody_died_of(self):
        assert queries.heirs(claim_id=bare_claim(ACCIDENT).pk, on=TODAY) is None

    def test_are_paid_as_the_family_says_and_nobody_of_another_family(self, claim):
        mine, other = added(claim), added(bare_claim())
        actions.name_receivers(claim_id=claim.pk, member_ids=[mine], actor=RINA, now=NOW)
        assert [one.receives for one in queries.family(claim_id=claim.pk)] == [True]
        with pytest.raises(Refused):
            actions.name_receivers(claim_id=claim.pk, member_ids=[other], actor=RINA, now=NOW)

    def test_of_many_claims_ask_no_more(self, claim, django_assert_num_queries):
        added(claim)
        with django_assert_num_queries(2):
            assert len(queries.heirs_of_all(claim_ids=[claim.pk, 0], on=TODAY)) == 1


class TestPages:
    def test_say_who_inherits_first_and_take_by_a_button(self, claim):
        Heir.objects.create(person=claim.person, name="Aminah", relation="istri")
        client = signed_in(Role.OPERATOR)
        page = client.get(f"/klaim/{claim.pk}/keluarga").content.decode()
        assert ("Belum ada ahli waris" in page, "Ambil dari data peserta" in page) == (True, True)
        assert client.post(f"/klaim/{claim.pk}/keluarga/ambil").status_code == 302
        page = client.get(f"/klaim/{claim.pk}/keluarga").content.decode()
        assert "putuskan dahulu tentang Aminah" in page.split("</h2>")[0]
        assert "Ambil dari data peserta" not in page

    def test_add_mend_choose_take_off_and_put_back(self, claim):
        client, at = signed_in(Role.HEAD), f"/klaim/{claim.pk}/keluarga"
        words = {"name": "Aminah", "relation": "spouse", "marriage_registered": "ya", "account": ACCOUNT}
        assert client.post(f"{at}/tambah", words).status_code == 302
        one = FamilyMember.objects.get()
        client.post(f"{at}/penerima", {"penerima": [one.pk]})
        page = client.get(at).content.decode()
        assert ("Ahli waris: Aminah" in page, "•••• 456" in page, ACCOUNT in page) == (True, True, False)
        form = client.get(f"{at}/{one.pk}").content.decode()
        assert ACCOUNT not in form
        mended = words | {"account": "", "phone": "081200000000", "because": "nomor baru"}
        assert client.post(f"{at}/{one.pk}", mended).status_code == 302
        assert client.post(f"{at}/{one.pk}/keluarkan", {"because": ""}).status_code == 409
        client.post(f"{at}/{one.pk}/keluarkan", {"because": "sudah bercerai"})
        assert "sudah bercerai" in client.get(at).content.decode()
        assert client.get(f"{at}/{one.pk}").status_code == 404
        client.post(f"{at}/{one.pk}/kembalikan", {"because": "ternyata belum"})
        assert "Ahli waris: Aminah" in client.get(at).content.decode()

    def test_keep_what_was_written_where_it_cannot_stand(self, claim):
        words = {"name": "Aminah", "relation": "spouse", "phone": "12", "birth_date": "31/2/1990"}
        page = signed_in(Role.OPERATOR).post(f"/klaim/{claim.pk}/keluarga/tambah", words)
        assert page.status_code == 422
        assert "Aminah" in page.content.decode()

    def test_are_read_by_the_desa_of_the_person_and_by_no_other(self, claim):
        at = f"/klaim/{claim.pk}/keluarga"
        page = signed_in(Role.DESA_OFFICER, scope=RAMPA).get(at)
        assert (page.status_code, "Tambah anggota" in page.content.decode()) == (200, False)
        assert signed_in(Role.DESA_OFFICER, scope=SEMAYAP).get(at).status_code == 404
        assert signed_in(Role.DESA_OFFICER, scope=RAMPA).post(f"{at}/ambil").status_code == 403


class TestGeneration:
    """A child of 1930 was taken in for a worker of 1980."""

    @pytest.mark.parametrize(
        ("relation", "birth_date"),
        [
            (Relation.CHILD, date(1980, 1, 12)),  # the day of the worker's own birth
            (Relation.GRANDCHILD, date(1979, 1, 1)),
            (Relation.PARENT, date(1980, 1, 12)),
            (Relation.GRANDPARENT, date(1981, 1, 1)),
        ],
    )
    def test_that_cannot_be_is_refused(self, relation, birth_date):
        with pytest.raises(NotFitting, match="Periksa tahun lahirnya"):
            refuse_generation(relation=relation, birth_date=birth_date, worker_born=date(1980, 1, 12))

    @pytest.mark.parametrize(
        ("relation", "birth_date"),
        [
            (Relation.CHILD, date(1980, 1, 13)),
            (Relation.PARENT, date(1980, 1, 11)),
            (Relation.SIBLING, date(1990, 1, 1)),
            (Relation.CHILD, None),
        ],
    )
    def test_that_may_be_is_taken(self, relation, birth_date):
        refuse_generation(relation=relation, birth_date=birth_date, worker_born=date(1980, 1, 12))

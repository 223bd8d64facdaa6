"""Whom another payer's list tells of by no number of ours: who is like a member is asked about, and what was said is kept."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.contributions.actions.colliding import find_collisions, settle_collision
from payung.contributions.models import Collision, EvidenceLine, UnreadRow
from payung.contributions.queries.colliding import open_collision_memberships
from payung.contributions.rules.colliding import Before, opens
from payung.contributions.states import CollisionEvent, CollisionState
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.matching.door import rewrite_keys
from payung.matching.queries import outside
from payung.matching.rules.outside import Nearness
from payung.membership.models import Membership
from payung.people.models import Person

pytestmark = pytest.mark.django_db
HEADINGS = ("No", "NIK", "Nama", "Periode", "Tanggal Lahir", "Desa")
PERIOD = "Februari 2027 s.d. Desember 2027"


@pytest.fixture
def members() -> list[Membership]:
    made = cast.members(2)
    for member, name in zip(made, ("Siti Rahmawati", "Muhammad Yusuf Baco"), strict=True):
        Person.objects.filter(id=member.person_id).update(name=name)
    rewrite_keys(kabupaten="63.02", person_ids=[one.person_id for one in made])
    return made


def slip(nik: str, place: int = 9) -> str:
    return f"{nik[:place]}{(int(nik[place]) + 6) % 10}{nik[place + 1 :]}"


def like(member: Membership, **otherwise: str) -> list[object]:
    """Siti Rahmawati with the month in her NIK mistyped and her name spelt otherwise."""
    told = {"no": 1, "nik": slip(cast.nik_of(member)), "name": "ST RACHMAWATIE", "period": PERIOD}
    return list((told | {"born": "12-01-1980", "desa": "Rampa"} | otherwise).values())


def came(member: Membership, *rows: list[object], **words):
    taken = cast.evidence(member.programme, rows, headings=HEADINGS, **words)
    find_collisions(programme_id=member.programme_id, actor=cast.RINA, now=words.get("now", cast.SPRING))
    return taken


def settled(row: Collision, event: CollisionEvent) -> None:
    settle_collision(
        collision_id=row.pk,
        event=event,
        because="Kata kepala desa",
        actor=cast.HEAD,
        now=cast.SPRING,
        request_key=uuid4(),
    )


class TestWhoIsOnlyAlike:
    def test_is_asked_about_with_the_weight_and_the_row_and_joins_nobody(self, members):
        taken = came(members[0], like(members[0]))
        line, row = EvidenceLine.objects.get(), Collision.objects.get()
        assert (taken.line_count, taken.likely_count, taken.passed_count) == (1, 1, 0)
        assert (line.person_id, line.row, line.birth_date) == (members[0].person_id, 2, date(1980, 1, 12))
        assert "card:slip_born" in line.gammas
        assert (row.membership_id, row.evidence_id, row.nearness) == (members[0].pk, line.pk, line.nearness)
        assert not Person.objects.exclude(same_as=None).exists()

    def test_is_read_though_its_nik_is_none_and_no_longer_among_the_rows_that_were_not(self, members):
        taken = came(members[0], like(members[0], nik=cast.nik_of(members[0])[:13]))
        assert (taken.line_count, taken.unread_count, taken.passed_count) == (1, 0, 0)
        assert not UnreadRow.objects.exists()

    def test_is_no_stranger_and_not_who_is_inactive_there(self, members):
        stranger = like(members[0], nik="6302061708550002", name="BAHRUDDIN", born="17-08-1955")
        idle = [*like(members[0]), "Non Aktif"]
        taken = cast.evidence(members[0].programme, [[*stranger, "Aktif"], idle], headings=(*HEADINGS, "Status"))
        assert (taken.line_count, taken.passed_count) == (0, 2)

    @pytest.mark.parametrize(("nearness", "billed"), [(Nearness.PERHAPS, 2), (Nearness.ALMOST_SURE, 1)])
    def test_is_billed_meanwhile_where_it_is_only_perhaps_the_member(self, members, monkeypatch, nearness, billed):
        monkeypatch.setattr(outside, "nearness_of", lambda _verdict: nearness)
        came(members[0], like(members[0]))
        assert len(open_collision_memberships(programme_id=members[0].programme_id)) == 2 - billed
        assert billing.raised(members[0].programme).member_count == billed

    def test_page_says_how_sure_it_is_and_why_and_shows_both_sides(self, members):
        came(members[0], like(members[0]))
        page = (
            signed_in(Role.OPERATOR)
            .get(reverse("contributions:collision", args=[Collision.objects.get().pk]))
            .content.decode()
        )
        assert "pasti juga dibayar Pemprov Kalsel" in page or "mungkin juga dibayar Pemprov Kalsel" in page
        for said in ("ST RACHMAWATIE", "12 Januari 1980", "NIK beda satu angka, tanggal lahir sama"):
            assert said in page


class TestWhatWasSaid:
    def test_that_it_is_another_is_not_asked_again_of_the_same_outsider(self, members):
        came(members[0], like(members[0]))
        settled(Collision.objects.get(), CollisionEvent.NOT_THE_SAME)
        came(
            members[0],
            like(members[0], name="SITI RACHMAWATI", period="Februari 2027 s.d. Januari 2028"),
            now=cast.LATER,
        )
        assert Collision.objects.count() == 1

    def test_but_of_another_outsider_and_of_the_member_herself(self, members):
        came(members[0], like(members[0]))
        settled(Collision.objects.get(), CollisionEvent.NOT_THE_SAME)
        came(members[0], like(members[0], nik=slip(cast.nik_of(members[0]), 11)), now=cast.LATER)
        assert Collision.objects.filter(state=CollisionState.OPEN).count() == 1
        came(members[0], like(members[0], nik=cast.nik_of(members[0])), now=cast.LATER)
        assert set(Collision.objects.filter(state=CollisionState.OPEN).values_list("nearness", flat=True)) >= {""}

    def test_the_same_list_read_twice_asks_once(self, members):
        came(members[0], like(members[0]))
        came(members[0], like(members[0]))
        assert Collision.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "before", "now", "news"),
    [
        (CollisionState.OPEN, None, None, False),
        (CollisionState.OPEN, b"a", b"a", False),
        (CollisionState.OPEN, b"a", b"b", False),  # one question at a time of those who are only alike
        (CollisionState.OPEN, b"a", None, True),  # what is certain does not wait for it
        (CollisionState.OPEN, None, b"a", False),
        (CollisionState.NOT_ONE, b"a", b"a", False),
        (CollisionState.NOT_ONE, b"a", b"b", True),
        (CollisionState.NOT_ONE, b"a", None, True),
        (CollisionState.NOT_ONE, None, None, False),
    ],
)
def test_what_is_news_of_one_who_is_only_alike(state, before, now, news):
    earlier = Before(state=state, last_month=None, closed_on=date(2027, 4, 5), outside=before)
    assert opens(before=[earlier], last_month=None, told_on=date(2027, 4, 20), outside=now) is news

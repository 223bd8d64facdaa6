"""Members held by a claim or a list of the dead at the next verval: asked of the desa, and settled by whoever has the claim."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import Claim
from payung.claims.queries.said import said_alive, said_of_claim
from payung.claims.tests.cast import LOST, NOW, RINA, TODAY, claim, insured
from payung.claims.tests.death_cast import DIED, row, taken
from payung.contributions import actions as contributions
from payung.contributions.actions.verifying_holds import end_confirmed, release_confirmed
from payung.contributions.models.billing import Due
from payung.contributions.models.verifying import VervalLine
from payung.contributions.queries import verifying
from payung.contributions.rules.scans import Scan
from payung.contributions.rules.verifying import Opened, RoundDoesNotFit, Said
from payung.contributions.states import VervalAnswer
from payung.contributions.tests import billing_cast
from payung.membership.actions import Ending, end
from payung.membership.models import Membership
from payung.membership.queries import aged_out
from payung.membership.rules.refusals import Refused
from payung.membership.states import EndReason
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
JULY = Month(2027, 7)
SCAN = Scan(code="1" * 32, name="ba-rampa.pdf", sha256="b" * 64)


def opened(member: Membership, *, first: Month = JULY) -> Opened:
    return contributions.open_round(
        programme_id=member.programme_id,
        first_month=first,
        due_date=TODAY + timedelta(days=10),
        request_key=uuid4(),
        actor=RINA,
        now=NOW,
    )


def said(of: Opened, member: Membership, answer: VervalAnswer, day: date | None = None) -> None:
    one = Said(membership_id=member.pk, answer=answer, happened_on=day)
    contributions.tell_by_link(token=of.links[0].token, said=[one], request_key=uuid4(), now=NOW)


def answered(of: Opened) -> None:
    contributions.answer_by_link(token=of.links[0].token, said=[], name="Norlaila", request_key=uuid4(), now=NOW)


def standing(member: Membership) -> tuple[str, str]:
    member.refresh_from_db()
    return member.state, member.held_because


class TestAskedOfTheDesa:
    @pytest.fixture
    def two(self) -> list[Membership]:
        return insured(2)

    def test_shows_what_a_list_told_first_and_takes_silence_for_no_answer(self, two):
        sari, masturi = two
        taken(row(sari))
        of = opened(sari)
        page = Client().get(f"/verval/{of.links[0].token}").content.decode()
        assert "Menurut daftar meninggal: Dukcapil: meninggal dunia, 3 Mei 2027. Benar?" in page
        answered(of)
        answers = dict(VervalLine.objects.values_list("membership_id", "answer"))
        assert answers == {sari.pk: "", masturi.pk: "working"}
        assert [one.membership_id for one in verifying.to_confirm(desa_id=of.links[0].desa_id)] == [sari.pk]

    def test_tells_the_claim_that_the_desa_met_the_person_and_releases_nothing(self, two, monkeypatch):
        sari, _ = two
        made = claim(of=sari, event_date=DIED)
        of = opened(sari)
        said(of, sari, VervalAnswer.WORKING)
        (word,) = said_of_claim(claim_id=made.pk)
        assert word.answer is VervalAnswer.WORKING
        assert list(said_alive(Claim.objects.all())) == [made]
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
        page = signed_in(Role.OPERATOR).get(f"/klaim/{made.pk}").content.decode()
        assert "menurut desa masih hidup dan bekerja" in page
        with pytest.raises(RoundDoesNotFit, match="Petugas klaim"):
            release_confirmed(
                desa_id=of.links[0].desa_id, membership_ids=[sari.pk], request_key=uuid4(), actor=RINA, now=NOW
            )
        assert standing(sari) == ("held", "died")

    def test_a_claim_still_holds_what_the_desa_told_and_took_back(self, two):
        sari, _ = two
        claim(of=sari, event_date=DIED)
        of = opened(sari)
        said(of, sari, VervalAnswer.DIED, DIED)
        said(of, sari, VervalAnswer.WORKING)
        with pytest.raises(RoundDoesNotFit, match="Petugas klaim"):
            release_confirmed(
                desa_id=of.links[0].desa_id, membership_ids=[sari.pk], request_key=uuid4(), actor=RINA, now=NOW
            )

    def test_a_death_that_the_desa_confirms_ends_on_its_minutes_and_the_claim_says_so(self, two):
        sari, _ = two
        made = claim(of=sari, event_date=DIED)
        of = opened(sari)
        said(of, sari, VervalAnswer.DIED, DIED)
        answered(of)
        contributions.keep_minutes(desa_id=of.links[0].desa_id, scan=SCAN, request_key=uuid4(), actor=RINA, now=NOW)
        end_confirmed(desa_id=of.links[0].desa_id, membership_ids=[sari.pk], request_key=uuid4(), actor=RINA, now=NOW)
        (word,) = said_of_claim(claim_id=made.pk)
        assert (word.answer, word.happened_on, word.has_minutes) == (VervalAnswer.DIED, DIED, True)
        assert standing(sari)[0] == "ended"
        assert list(said_alive(Claim.objects.all())) == []


class TestLostAtSea:
    """Neither ended nor billed without a person's decision (issue 5)."""

    @pytest.fixture
    def sari(self) -> Membership:
        sari, other = insured(2)
        claim(LOST, of=sari)
        assert standing(sari) == ("held", "lost_at_sea")
        self.other = other
        return sari

    def test_is_on_no_bill(self, sari):
        bill = billing_cast.raised(sari.programme, month=JULY)
        assert set(Due.objects.filter(bill=bill.id).values_list("membership_id", flat=True)) == {self.other.pk}

    def test_stays_when_the_desa_is_silent_and_when_the_round_closes(self, sari):
        of = opened(sari)
        answered(of)
        contributions.close_round(round_id=of.round_id, request_key=uuid4(), actor=RINA, now=NOW)
        assert standing(sari) == ("held", "lost_at_sea")

    def test_is_not_among_those_whom_age_lets_go(self, sari, monkeypatch):
        monkeypatch.setattr("payung.membership.queries.ageing.age_at_most", lambda *, programme_id: 18)
        found = [one.membership.id for one in aged_out(programme_id=sari.programme_id, on=TODAY)]
        assert found == [self.other.pk]

    def test_does_not_end_with_the_budget_beside_others(self, sari):
        ends = [
            Ending(
                membership_id=one.pk,
                reason=EndReason.BUDGET_ENDED,
                happened_on=TODAY,
                note="Anggaran habis",
                last_month=Month(2027, 6),
            )
            for one in (sari, self.other)
        ]
        with pytest.raises(Refused, match="hilang di laut"):
            end(ends=ends, source="", evidence=None, request_key=uuid4(), actor=RINA, now=NOW)
        assert standing(sari) == ("held", "lost_at_sea")
        end(ends=ends[1:], source="", evidence=None, request_key=uuid4(), actor=RINA, now=NOW)

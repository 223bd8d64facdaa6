"""What lies in another part of the map is not there: every address of the room, every list, every export and every count."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.urls import reverse
from django.urls.converters import SlugConverter

from payung.accounts.permit import roles_of
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.claims.models import (
    BranchLine,
    BranchReport,
    Computation,
    DeathWord,
    Difference,
    Paper,
    Payment,
    Scholarship,
    ScholarshipYear,
)
from payung.claims.queries import index, reports, unclaimed, waiting
from payung.claims.queries.worklist import worklist
from payung.claims.rules.death_words import Certainty
from payung.claims.rules.papers import PaperKind
from payung.claims.states import Event, State
from payung.claims.tests import cast
from payung.claims.tests.cast import BUDI, ELSEWHERE, NOW, RAMPA, TODAY
from payung.claims.tests.death_cast import DIED, line_of, row, taken
from payung.claims.tests.family_cast import child
from payung.claims.urls import urlpatterns
from payung.people.models import Heir

pytestmark = pytest.mark.django_db
OFFICE = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
SLUGS = {"event": Event.GATHER.value.replace("_", "-"), "name": "x"}
OF_FILES = ("letter", "death_paper", "paper_scan", "payment_scan", "paper_letter", "compensation_letter")
WORDS = {
    **dict.fromkeys(("because", "alasan", "note"), "keliru"),
    **dict.fromkeys(("event_date", "death_date", "happened_on"), "3/5/2027"),
}
SECRET = ("Rahmat Tersembunyi", "081234500001")


@pytest.fixture(autouse=True)
def days(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def addresses(told: dict[str, int]) -> list[tuple[str, str, Callable[..., HttpResponse]]]:
    """Every address of claims, with the numbers of what is told: name, address and view."""
    found = []
    for pattern in urlpatterns:
        words = {
            name: SLUGS[name] if isinstance(its, SlugConverter) else told.get(f"{pattern.name}:{name}", told.get(name))
            for name, its in pattern.pattern.converters.items()
        }
        found.append((str(pattern.name), reverse(f"claims:{pattern.name}", kwargs=words), pattern.callback))
    return found


def everything() -> tuple[dict[str, int], str]:
    """A member of Rampa with all that a claim can have; the numbers of it, and the words that tell of it."""
    sari = cast.insured()[0]
    Heir.objects.create(person=sari.person, name=SECRET[0], relation="suami", phone=SECRET[1])
    made = taken(row(sari))
    line = line_of(made)
    report = cast.reported(of=sari, event_date=DIED)
    claim = cast.opened(report)
    cast.stand(claim, State.PAPERS)
    adi = child(claim)
    path = Scholarship.objects.create(claim=claim, child=adi, level="SD", years_left=3, made_by=BUDI.key, made_at=NOW)
    year = ScholarshipYear.objects.create(scholarship=path, number=1, due_date=TODAY, level="SD", amount_rp=1_500_000)
    paper = Paper.objects.create(
        claim=claim,
        kind=PaperKind.DEATH_CERTIFICATE,
        file_code="2" * 32,
        file_name="akta.jpg",
        media_type="image/jpeg",
        sha256="c" * 64,
        bytes_count=1,
        request_key=uuid4(),
        brought_by=BUDI.key,
        brought_at=NOW,
    )
    word = DeathWord.objects.create(
        claim=claim,
        said=Certainty.CERTAIN,
        death_date=DIED,
        evidence_code="4" * 32,
        was_kind=claim.kind,
        note="x",
        request_key=uuid4(),
        made_by=BUDI.key,
        made_at=NOW,
    )
    computation = Computation.objects.create(
        claim=claim,
        regime="PP 82/2019",
        law_sha256="0" * 64,
        facts_sha256="0" * 64,
        total_now_rp=42_000_000,
        scholarship_total_rp=0,
        made_by=BUDI.key,
        made_at=NOW,
        reported_by=claim.reported_by,
        request_key=uuid4(),
    )
    payment = Payment.objects.create(
        claim=claim, paid_on=TODAY, total_rp=1, source="letter", request_key=uuid4(), made_by=BUDI.key, made_at=NOW
    )
    difference = Difference.objects.create(
        claim=claim, code="FUNERAL", owed_rp=2, paid_rp=1, opened_at=NOW, opened_by=BUDI.key
    )
    branch = BranchReport.objects.create(
        kabupaten="63.02",
        as_of_date=TODAY,
        file_code="3" * 32,
        file_name="cabang.xlsx",
        sha256="d" * 64,
        read_at=NOW,
        made_by=BUDI.key,
        made_at=NOW,
    )
    branched = BranchLine.objects.create(report=branch, row=2, name=sari.person.name, person=sari.person)
    told = {
        "claim_id": claim.pk,
        "report_id": report.pk,
        "step_id": claim.steps.get(to_state=State.PAPERS).pk,
        "word_id": word.pk,
        "paper_id": paper.pk,
        "member_id": adi.pk,
        "scholarship_id": path.pk,
        "year_id": year.pk,
        "computation_id": computation.pk,
        "payment_id": payment.pk,
        "difference_id": difference.pk,
        "list_id": made.id,
        "line_id": line.pk,
        "person_id": sari.person_id,
        **{f"branch_report{more}:report_id": branch.pk for more in ("", "_again")},
        **{f"branch_line{more}:line_id": branched.pk for more in ("", "_take", "_open", "_leave", "_reopen")},
    }
    return told, sari.person.name


def snapshot():
    """All that the room keeps."""
    models = apps.get_app_config("claims").get_models()
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def status(answer: HttpResponse) -> int:
    """Of an answer that was read whole: files of streams are closed."""
    b"".join(answer)
    return answer.status_code


class TestEveryAddress:
    def test_is_not_there_for_another_desa_nor_for_another_kabupaten_and_nothing_is_written(self):
        told, name = everything()
        own, before = signed_in(*OFFICE), snapshot()
        strangers = {
            "desa": (signed_in(Role.DESA_OFFICER, scope=ELSEWHERE.scope), {Role.DESA_OFFICER}),
            "kabupaten": (signed_in(*OFFICE, kabupaten="63.03"), {*OFFICE}),
        }
        wrong, unseen = [], []
        for page, address, view in addresses(told):
            numbered = any(character.isdigit() for character in address)
            if numbered and page not in OF_FILES and status(own.get(address)) == 404:
                unseen.append(page)
            for who, (client, roles) in strangers.items():
                allowed = not roles.isdisjoint(roles_of(view) or ())
                for method in (client.get, client.post):
                    answer = method(address, {**WORDS, "request_key": str(uuid4()), "person_id": told["person_id"]})
                    body = b"".join(answer)
                    if numbered and allowed and answer.status_code not in (404, 405, 409, 422):
                        wrong.append((page, who, method.__name__, answer.status_code))
                    if any(word.encode() in body for word in (name, *SECRET)):
                        wrong.append((page, who, method.__name__, "tells"))
        assert (wrong, unseen) == ([], [])
        assert snapshot() == before


class TestLists:
    @pytest.fixture
    def told(self):
        return everything()

    def test_and_their_exports_tell_the_own_part_and_no_more(self, told):
        _, name = told
        pages = ("index", "worklist", "reports", "unclaimed")
        mine = signed_in(Role.DESA_OFFICER, scope=RAMPA)
        for page in pages:
            assert name in mine.get(reverse(f"claims:{page}")).content.decode(), page

    def test_count_nothing_of_others(self, told):
        assert (index.counted(actor=ELSEWHERE).all, worklist(actor=ELSEWHERE, now=NOW).count) == (0, 0)
        assert reports.waiting(actor=ELSEWHERE).count() == 0
        assert unclaimed.unclaimed(actor=ELSEWHERE, today=TODAY).deaths == ()
        found = waiting.waiting(actor=ELSEWHERE, now=NOW)
        assert (found.open, found.without_claim, found.to_approve, found.differing) == (0, 0, 0, 0)

    def test_are_nothing_to_leadership_and_the_treasury(self, told):
        numbers, _ = told
        for role in (Role.LEADERSHIP, Role.TREASURER, Role.PPTK, Role.INSURER, Role.ADMINISTRATOR):
            client = signed_in(role)
            answers = {page: client.get(address).status_code for page, address, _ in addresses(numbers)}
            assert {page for page, status in answers.items() if status not in (403, 405)} <= {"recap"}, role

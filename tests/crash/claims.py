"""Claims whose workers are killed, and officers who race for them: each act whole or not at all, and once.

A death goes from its report to its money, a list of the dead is read, and then several want the same at once: one claim,
one step, one payment, one list.

`python -m crash.harness claims --kills N --rounds N` in the house of this environment.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from crash import claim_acts, insured, looking
from crash.asking import Requests
from crash.house import CHECKER, NOW
from crash.officers import Ask, Office, open_office
from crash.processes import Raised
from crash.wanted import Wanted
from payung.claims.states import Event

MOST_MEMBERS = 400
OFFICERS = 3
ONE_ROUND_OF = 10  # races of claims, as those of decrees are many more
REFUSALS = {"NotAllowed", "Refused", "Settled", "Lacking", "RequestUsed", "TwoClaims"}
TO_PAPERS = (Event.TREAT_AS_DEATH, Event.GATHER)


def rehearse(wanted: Wanted) -> dict[str, Any]:
    story = Story(wanted)
    while story.people:
        story.go_on()
        if story.requests.are_over:
            break
    if not wanted.fault:
        story.read_list()
        story.race(max(1, wanted.rounds // ONE_ROUND_OF))
    return {
        "kills": story.requests.killer.kills,
        "phases": dict(sorted(story.requests.killer.hit.items())),
        "acts": len(story.requests.acknowledged),
        "rounds": dict(story.rounds),
        "wrong": story.requests.told,
    }


class Story:
    """Members who died, and what was acknowledged of them."""

    def __init__(self, wanted: Wanted) -> None:
        from payung.membership.models import Membership

        self.wanted = wanted
        where = insured.named(wanted.folder, many=min(wanted.rows, MOST_MEMBERS))
        insured.register_all(where)
        everybody = list(Membership.objects.order_by("id").values_list("person_id", flat=True))
        half = len(everybody) // 2
        self.listed, self.people = everybody[:half], everybody[half:]
        self.requests = Requests(wanted, harness="claims", steps=claim_acts.ACTS, known=is_known)
        self.rounds: Counter[str] = Counter()
        self._before = len(looking.events())

    def go_on(self) -> None:
        """From the report to the money."""
        ask = self.requests.ask
        claim_id = ask(claim_acts.start, ask(claim_acts.tell, self.people.pop()))
        for event in TO_PAPERS:
            ask(claim_acts.step, claim_id, event)
            self._look()
        if self.requests.dice.random() < 0.5:
            ask(claim_acts.certain, claim_id)
        if not self.requests.told:
            bring_all(claim_id)
        ask(claim_acts.agree, ask(claim_acts.owe, claim_id))
        for event in (Event.SUBMIT, Event.DECIDE):
            ask(claim_acts.step, claim_id, event)
        ask(claim_acts.pay, claim_id)
        self._look()

    def read_list(self) -> None:
        """Its reader dies at some moments, and it is read to its end."""
        if self.requests.told or not self.listed:
            return
        path = written(self.wanted.folder / "meninggal.csv", self.listed)
        self.requests.ask(claim_acts.take, path)
        self._look()
        self.requests.told += list_wrong(self.listed)

    def race(self, many: int) -> None:
        kinds: Sequence[Callable[[Office], list[str]]] = (
            self.one_step,
            self.one_claim,
            self.one_request,
            self.one_payment,
            self.one_list,
        )
        with open_office(many=OFFICERS, fault=self.wanted.fault) as office:
            for number in range(many):
                kind = kinds[number % len(kinds)]
                if self.requests.told or len(self.people) < OFFICERS:
                    break
                self.requests.told += [f"race of {kind.__name__}: {each}" for each in kind(office)]
                self.rounds[kind.__name__] += 1

    # Rounds.

    def one_step(self, office: Office) -> list[str]:
        """Several take the same step of the same claim, each by a request of its own."""
        claim_id = self._opened()
        answers = office.race([(claim_acts.step, (claim_id, Event.TREAT_AS_DEATH, uuid4())) for _ in range(OFFICERS)])
        return once(answers) + looking.differences(steps=(steps_of(claim_id), 1))

    def one_claim(self, office: Office) -> list[str]:
        """Several tell of the same death, and all reports become claims at once."""
        from payung.claims.models import Claim

        person_id = self.people.pop()
        reports = [claim_acts.tell(person_id, uuid4())[0] for _ in range(OFFICERS)]
        answers = office.race([(claim_acts.start, (report_id, uuid4())) for report_id in reports])
        return raised(answers) + looking.differences(
            claims=(Claim.objects.filter(person=person_id).count(), 1), told=(len(set(answers)), 1)
        )

    def one_request(self, office: Office) -> list[str]:
        claim_id, key = self._opened(), uuid4()
        asks: list[Ask] = [(claim_acts.step, (claim_id, Event.TREAT_AS_DEATH, key))] * OFFICERS
        answers = office.race(asks)
        return raised(answers) + looking.differences(steps=(steps_of(claim_id), 1), told=(len(set(answers)), 1))

    def one_payment(self, office: Office) -> list[str]:
        """One key several times, of a claim that is decided."""
        from payung.claims.models import Payment

        claim_id, key = self._opened(), uuid4()
        for event in TO_PAPERS:
            claim_acts.step(claim_id, event, uuid4())
        bring_all(claim_id)
        claim_acts.agree(claim_acts.owe(claim_id, uuid4())[0], uuid4())
        for event in (Event.SUBMIT, Event.DECIDE):
            claim_acts.step(claim_id, event, uuid4())
        answers = office.race([(claim_acts.pay, (claim_id, key))] * OFFICERS)
        return raised(answers) + looking.differences(
            payments=(Payment.objects.filter(claim=claim_id).count(), 1), told=(len(set(answers)), 1)
        )

    def one_list(self, office: Office) -> list[str]:
        """The same list of the dead comes from several hands at once."""
        people = [self.people.pop() for _ in range(min(3, len(self.people)))]
        path = written(self.wanted.folder / f"meninggal-{uuid4().hex}.csv", people)
        answers = office.race([(claim_acts.take_if_new, (path, uuid4()))] * OFFICERS)
        new = sum(one[1] for one in answers if not isinstance(one, Raised))
        found = looking.differences(new=(new, 1), chain=(looking.broken_chain(), ""))
        return raised(answers) + found + list_wrong(people)

    def _opened(self) -> int:
        return claim_acts.start(claim_acts.tell(self.people.pop(), uuid4())[0], uuid4())[0]

    def _look(self) -> None:
        if not self.requests.told:
            self.requests.told += wrong(self.requests, before=self._before)


# What is looked at.


def is_known(key: UUID) -> bool:
    from payung.claims.models import ClaimStep, Computation, DeathWord, Payment, Report

    return any(
        each.objects.filter(request_key=key).exists() for each in (ClaimStep, Computation, DeathWord, Payment, Report)
    )


def wrong(requests: Requests, *, before: int) -> list[str]:
    """Each act that was acknowledged is there once, whole, with one event; claims stand where their history leads."""
    from payung.claims.models import Claim, ClaimStep, Computation, DeathWord, Payment, Report
    from payung.membership.models import Membership

    told = Counter(claim_acts.ACTS[one.act].audited for one in requests.acknowledged)
    told["take_death_list"] = told["read_death_list"]
    events = Counter(
        event.act.removeprefix("claims.") for event in looking.events()[before:] if event.act.startswith("claims.")
    )
    opened = [one.subject for one in requests.acknowledged if one.act is claim_acts.start]
    ends = {
        claim: f"{scheme}/{state}"
        for claim, scheme, state in ClaimStep.objects.order_by("id").values_list("claim_id", "to_scheme", "to_state")
    }
    mine = Claim.objects.filter(id__in=opened)
    dead = DeathWord.objects.filter(said="certain").values_list("claim__membership", flat=True)
    return looking.differences(
        events=(dict(events), dict(+told)),
        reports=(Report.objects.count(), told["report_event"]),
        claims=(
            {one.pk: f"{one.scheme}/{one.state}" for one in mine},
            {one: ends.get(one, "open/undetermined") for one in opened},
        ),
        steps=(ClaimStep.objects.count(), told["step"] + told["record_payment"]),
        computations=(Computation.objects.count(), told["compute"]),
        approvals=(Computation.objects.exclude(approved_at=None).count(), told["approve_computation"]),
        payments=(
            list(Payment.objects.values_list("total_rp", flat=True)),
            [claim_acts.PAID_RP] * told["record_payment"],
        ),
        ended=(sorted(Membership.objects.filter(state="ended").values_list("id", flat=True)), sorted(dead)),
        held=(
            set(mine.exclude(membership__in=dead).values_list("membership__state", flat=True)) - {"held"},
            set(),
        ),
        chain=(looking.broken_chain(), ""),
    )


def list_wrong(people: Sequence[int]) -> list[str]:
    """Whoever is in the list has one line, one claim, and waits."""
    from payung.claims.models import Claim, DeathLine
    from payung.membership.models import Act, Membership

    lines = Counter(DeathLine.objects.filter(person__in=people).values_list("person_id", flat=True))
    claims = Counter(Claim.objects.filter(person__in=people).values_list("person_id", flat=True))
    acts = Act.objects.filter(membership__person__in=people, event="hold")
    return looking.differences(
        lines=(lines, Counter(people)),
        claims=(claims, Counter(people)),
        states=(set(Membership.objects.filter(person__in=people).values_list("state", flat=True)), {"held"}),
        holds=(Counter(acts.values_list("membership__person_id", flat=True)), Counter(people)),
    )


def steps_of(claim_id: int) -> int:
    from payung.claims.models import ClaimStep

    return ClaimStep.objects.filter(claim=claim_id).count()


def raised(answers: Sequence[Any], allowed: frozenset[str] = frozenset()) -> list[str]:
    odd = sorted({str(one) for one in answers if isinstance(one, Raised)} - allowed)
    return [f"raised {', '.join(odd)}"] if odd else []


def once(answers: Sequence[Any]) -> list[str]:
    done = sum(not isinstance(one, Raised) for one in answers)
    return raised(answers, frozenset(REFUSALS)) + looking.differences(done=(done, 1))


# What is needed for it.


def bring_all(claim_id: int) -> None:
    """The widow is known, and every paper that is asked for lies there, looked at."""
    from payung.claims.models import FamilyMember, Paper
    from payung.claims.queries.papers import missing

    FamilyMember.objects.get_or_create(
        claim_id=claim_id,
        name="Siti",
        relation="spouse",
        defaults={"marriage_registered": True, "receives": True, "made_by": CHECKER.key, "made_at": NOW},
    )
    Paper.objects.bulk_create(
        Paper(
            claim_id=claim_id,
            kind=one.kind,
            about_id=one.about,
            year=one.year,
            file_code="0" * 32,
            file_name="surat.pdf",
            media_type="application/pdf",
            sha256=uuid4().hex * 2,
            bytes_count=9,
            request_key=uuid4(),
            brought_by=CHECKER.key,
            brought_at=NOW,
            seen_by=CHECKER.key,
            seen_at=NOW,
        )
        for one in missing(claim_id=claim_id)
    )


def written(path: Path, people: Sequence[int]) -> Path:
    """A list of the dead that names these, with all that is sure."""
    from payung.gateways.sealing import Kind, sealer
    from payung.people.models import Identity

    opened = sealer("63.02").opened
    lines = [f"Daftar kematian {path.stem};;;", "NIK;Nama;Tanggal lahir;Tanggal meninggal"]
    for one in Identity.objects.filter(person__in=people, to_date=None).select_related("person").order_by("id"):
        nik = opened(bytes(one.nik_sealed), Kind.NIK)
        lines.append(f"{nik};{one.person.name};{one.person.birth_date:%d-%m-%Y};{claim_acts.DIED:%d-%m-%Y}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path

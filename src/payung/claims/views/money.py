"""What a claim owes, what BPJS paid, and what is done about the difference."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_number
from payung.accounts.rules import Actor, Role
from payung.claims.actions import computing, differing, paying
from payung.claims.actions.letters import open_letter
from payung.claims.forms.money import AcceptForm, PaymentForm
from payung.claims.forms.reporting import RequestForm
from payung.claims.papers.letters import letter_of_compensation
from payung.claims.present import money as present
from payung.claims.present.head import head
from payung.claims.queries import money as queries
from payung.claims.queries.claims import ClaimFacts
from payung.claims.rules.refusals import Refused
from payung.claims.states import OVER, NotAllowed, Scheme, State
from payung.claims.views.family import CONFLICT, NOT_READABLE, READERS, found_claim, told
from payung.gateways import scans
from payung.gateways.scans import Scan, ScanRefused, made_anew
from payung.law.loader import load

OPERATORS, HEADS, WORKERS = (Role.OPERATOR,), (Role.HEAD,), (Role.OPERATOR, Role.HEAD)
SEERS = (*WORKERS, Role.INSPECTOR)
REFUSALS = (Refused, NotAllowed, ScanRefused)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permit(*READERS)
@require_safe
def computation(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The sum first, line by line with its reasons, what was paid, and every difference with its owner."""
    actor = actor_of(request)
    return render(request, "claims/computation.html", _context(found_claim(claim_id, actor), actor))


@permit(*OPERATORS)
@require_POST
def compute(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What the record leads to is stored."""
    return _done(request, claim_id, partial(computing.compute, claim_id=claim_id))


@permit(*HEADS)
@require_POST
def approve(request: HttpRequest, claim_id: int, computation_id: int) -> HttpResponse:
    """The head approves the latest computation."""
    if computation_id not in {one.id for one in queries.computations(claim_id=claim_id)}:
        raise Http404
    return _done(request, claim_id, partial(computing.approve, computation_id=computation_id))


@permit(*OPERATORS)
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What BPJS paid at once."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    approved = queries.approved(claim_id=claim_id)
    owed = queries.owed(computation=approved) if approved else {}
    form = PaymentForm(
        request.POST or None,
        request.FILES or None,
        owed=present.owed_words(owed),
        codes=present.LINE_WORDS,
    )
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _pay(claim, form, actor)
            return redirect("claims:computation", claim_id=claim_id)
        except REFUSALS as why:
            refusal = str(why)
    context = {
        "head": head(claim, actor=actor, here=""),
        "claim": claim,
        "form": form,
        "questions": list(form.visible_fields()),
        "refusal": refusal,
        "has_owed": bool(owed),
    }
    status = CONFLICT if refusal else NOT_READABLE if form.errors else 200
    return render(request, "claims/payment_new.html", context, status=status)


@permit(*OPERATORS)
@require_POST
def confirm_paid(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What the branch reported is what the family has."""
    return _done(request, claim_id, partial(paying.confirm_paid, claim_id=claim_id))


@permit(*WORKERS)
@require_POST
def compare(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Paid against owed once more."""
    return _done(request, claim_id, partial(differing.compare_again, claim_id=claim_id))


@permit(*WORKERS)
@require_POST
def accept(request: HttpRequest, claim_id: int, difference_id: int) -> HttpResponse:
    """A difference stays as it is, and why."""
    found_claim(claim_id, actor_of(request))
    if difference_id not in {one.id for one in queries.differences(claim_id=claim_id)}:
        raise Http404
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return told(request, sentences_of(form))
    because = form.cleaned_data["because"]
    act = partial(differing.accept_difference, difference_id=difference_id, because=because)
    return _done(request, claim_id, act)


@permit(*SEERS)
@require_safe
def payment_scan(request: HttpRequest, claim_id: int, payment_id: int) -> HttpResponseBase:
    """The proof of a payment; that somebody took it is recorded."""
    actor = actor_of(request)
    found_claim(claim_id, actor)
    found = next((one for one in queries.payments(claim_id=claim_id) if one.id == payment_id), None)
    try:
        sealed = scans.opened(found.scan_code) if found and found.scan_code else None
    except FileNotFoundError:
        sealed = None
    if found is None or sealed is None:
        raise Http404
    open_letter(claim_id=claim_id, code=found.scan_code, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.scan_name) or ""
    )
    return response


@never_cache
@permit(*WORKERS)
@require_safe
def compensation_letter(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The letter that asks BPJS for 1 % a day, as Word; `bagian`: which of the late sums."""
    claim = found_claim(claim_id, actor_of(request))
    approved, today = queries.approved(claim_id=claim_id), timezone.localdate()
    late = queries.late_of(computation=approved, on=today) if approved else None
    place = read_number(request.GET.get("bagian")) or 0
    if late is None or place >= len(late.parts):
        raise Http404
    facts = present.letter_facts(
        late, late.parts[place], is_jkk=claim.scheme is Scheme.JKK, in_force=load("benefit").on(claim.event_date)
    )
    made = letter_of_compensation(claim=claim, late=facts, today=today)
    response = HttpResponse(made, content_type=_WORD)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"kompensasi-{claim.code}.docx") or ""
    )
    return response


def _context(claim: ClaimFacts, actor: Actor) -> dict[str, object]:
    current = queries.answered(claim_id=claim.id)
    found = queries.computations(claim_id=claim.id, now_is=current)
    latest = next(iter(found), None)
    approved = next((one for one in found if one.approved_at and one.fresh), None)
    paid, differences = queries.payments(claim_id=claim.id), queries.differences(claim_id=claim.id)
    names = names_of_keys(
        {
            *(key for one in found for key in (one.made_by, one.approved_by)),
            *(one.made_by for one in paid),
            *(key for one in differences for key in (one.owner, one.closed_by)),
        }
        - {""}
    )
    today, whole = timezone.localdate(), actor.scope == actor.kabupaten
    operator, mine = whole and actor.may(*OPERATORS), claim.officer == actor.key
    needs_one = current.answer is not None and (latest is None or not latest.fresh)
    return {
        "head": head(claim, actor=actor, here="computation"),
        "claim": claim,
        "shown": present.shown(claim_id=claim.id, current=current, latest=latest, names=names),
        "latest": latest,
        "history": present.history(found, names=names),
        "payments": present.payments(paid, names=names, may_see=actor.may(*SEERS)),
        "compared": present.compared(queries.comparison(computation=approved)) if approved and paid else (),
        "not_compared": bool(paid) and approved is None,
        "differences": present.differences(differences, names=names),
        "late": present.late(
            queries.late_of(computation=approved, on=None if claim.state in OVER else today) if approved else None,
            claim_id=claim.id,
        ),
        "may_compute": operator and mine and needs_one and claim.state is not State.WITHDRAWN,
        "may_approve": whole and actor.may(*HEADS) and latest is not None and latest.fresh and not latest.approved_at,
        "may_pay": operator and claim.state in (State.DECIDED, State.PAID),
        "may_confirm": operator and claim.state is State.DECIDED and bool(paid),
        "may_decide": whole and actor.may(*WORKERS),
        "may_compare": whole and actor.may(*WORKERS) and bool(paid) and approved is not None,
        "may_write": whole and actor.may(*WORKERS),
        "form": RequestForm(auto_id=False),
        "accept_form": AcceptForm(auto_id=False),
    }


def _pay(claim: ClaimFacts, form: PaymentForm, actor: Actor) -> None:
    """The payment with its proof; what was refused, or came before, leaves nothing. Raises Refused, ScanRefused."""
    words, scan = form.cleaned_data, None
    try:
        scan = made_anew(words["scan"]) if words.get("scan") else None
        payment_id = paying.record_payment(
            claim_id=claim.id,
            paid_on=words["paid_on"],
            payee=words["payee"],
            lines=form.lines(),
            paper_number=words["number"],
            scan=scan,
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except REFUSALS:
        scans.forget(scan)
        raise
    _forget_second(claim.id, payment_id, scan)


def _forget_second(claim_id: int, payment_id: int, scan: Scan | None) -> None:
    kept = next(one for one in queries.payments(claim_id=claim_id) if one.id == payment_id)
    if scan and kept.scan_code != scan.code:
        scans.forget(scan)


def _done(request: HttpRequest, claim_id: int, act: Callable[..., object]) -> HttpResponse:
    actor, form = actor_of(request), RequestForm(request.POST)
    found_claim(claim_id, actor)
    if not form.is_valid():
        return told(request, sentences_of(form))
    now: datetime = timezone.now()
    try:
        act(request_key=form.key, actor=actor, now=now)
    except REFUSALS as refusal:
        return told(request, str(refusal))
    return redirect("claims:computation", claim_id=claim_id)


def sentences_of(form: RequestForm) -> str:
    return " ".join(str(one) for errors in form.errors.values() for one in errors)

"""Papers of a claim: which are needed, bring one, look at one, say what is wrong with it; printed forms and letters."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_number
from payung.accounts.rules import Actor
from payung.accounts.wording import number as number_text
from payung.claims.actions import papers as actions
from payung.claims.actions.papers import BRINGERS, LOOKERS
from payung.claims.forms.papers import OtherScanForm, ReturnForm, ScanForm
from payung.claims.papers.facts import form_facts
from payung.claims.papers.forms import print_form
from payung.claims.papers.missing import write_missing
from payung.claims.present import papers as present
from payung.claims.present.head import head
from payung.claims.present.paper_words import FORM_WORDS, PAPER_WORDS
from payung.claims.queries import papers as queries
from payung.claims.queries.papers import Needed, PaperFacts
from payung.claims.rules.forms import Form
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.refusals import Refused
from payung.claims.views.family import CONFLICT, NOT_READABLE, READERS, WORKERS, found_claim
from payung.contributions.present.billing import address
from payung.gateways import scans
from payung.gateways.scans import Scan, ScanRefused, made_anew
from payung.intake.views.lists import as_excel

_PDF = "application/pdf"
_SEALED_OFF = "default-src 'none'; sandbox"


@permit(*READERS)
@require_safe
def index(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """What is still missing and from whom, and every scan that came."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    every = queries.needed(claim_id=claim_id)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "keadaan", "untuk", "urut")}
    found = present.sieved(every, asked)
    if "excel" in request.GET:
        return as_excel(
            title=_("Berkas klaim %(code)s") % {"code": claim.code},
            headings=present.excel_headings(),
            rows=present.excel_rows(found),
        )
    came = queries.papers(claim_id=claim_id)
    context = {
        "head": head(claim, actor=actor, here="papers"),
        "claim": claim,
        "headline": present.headline(every),
        "sign": present.sign(every),
        "lacks": any(not (one.there or one.waits) for one in every),
        "is_whole": bool(every) and all(one.there for one in every),
        "lines": present.lines(found, claim_id=claim_id, actor=actor),
        "count": number_text(len(found)),
        "has_any": bool(every),
        "asked": asked,
        "states": present.STATES.items(),
        "stages": present.stages(every),
        "orders": present.ORDERS.items(),
        "paper": address(request.path, asked, cetak=1),
        "excel": address(request.path, asked, excel=1),
        "on_paper": "cetak" in request.GET,
        "scans": present.scan_lines(came, names=names_of_keys([one.brought_by for one in came])),
        "may_bring": actor.may(*BRINGERS),
        "may_write": actor.may(*WORKERS),
    }
    return render(request, "claims/papers.html", context)


@permit(*BRINGERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The scan of one paper: that which the list asks for by its line, or another that BPJS wants."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    wanted = _wanted(request, claim_id)
    sent = (request.POST or None, request.FILES or None)
    form = ScanForm(*sent) if wanted else OtherScanForm(*sent, kinds=PAPER_WORDS)
    context = {
        "head": head(claim, actor=actor, here=""),
        "claim": claim,
        "wanted": wanted,
        "name": present.name_of(wanted) if wanted else _("Berkas lain"),
        "form": form,
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "claims/paper_new.html", context, status=NOT_READABLE if form.errors else 200)
    try:
        _bring(claim_id, wanted, form, actor)
    except (Refused, ScanRefused) as refusal:
        return render(request, "claims/paper_new.html", context | {"refusal": str(refusal)}, status=CONFLICT)
    return redirect("claims:papers", claim_id=claim_id)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, claim_id: int, paper_id: int) -> HttpResponse:
    """One scan and what was said of it; an officer says whether it does."""
    actor = actor_of(request)
    claim = found_claim(claim_id, actor)
    found = _found(claim_id, paper_id, actor)
    context = {
        "head": head(claim, actor=actor, here=""),
        "claim": claim,
        "page": present.scan_page(found, actor=actor, names=names_of_keys([found.brought_by])),
        "paper_id": paper_id,
        "form": ReturnForm(),
    }
    return render(request, "claims/paper.html", context)


@never_cache
@permit(*READERS)
@require_safe
def scan(request: HttpRequest, claim_id: int, paper_id: int) -> HttpResponseBase:
    """The scan itself, unsealed as it goes; who opened it is recorded. A picture is shown, a PDF taken home."""
    actor = actor_of(request)
    found = _found(claim_id, paper_id, actor)
    try:
        sealed = scans.opened(found.file_code)
    except FileNotFoundError:
        raise Http404 from None
    actions.open_paper(claim_id=claim_id, paper_id=paper_id, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type=found.media_type)
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=found.media_type == _PDF, filename=found.file_name) or ""
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _SEALED_OFF
    return response


@permit(*LOOKERS)
@require_POST
def accept(request: HttpRequest, claim_id: int, paper_id: int) -> HttpResponse:
    """The scan does."""
    actor = actor_of(request)
    _found(claim_id, paper_id, actor)
    try:
        actions.accept_paper(claim_id=claim_id, paper_id=paper_id, actor=actor, now=timezone.now())
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("claims:papers", claim_id=claim_id)


@permit(*LOOKERS)
@require_POST
def give_back(request: HttpRequest, claim_id: int, paper_id: int) -> HttpResponse:
    """The scan does not do, and why."""
    actor, form = actor_of(request), ReturnForm(request.POST)
    _found(claim_id, paper_id, actor)
    if not form.is_valid():
        return told(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    because = form.cleaned_data["because"]
    try:
        actions.return_paper(claim_id=claim_id, paper_id=paper_id, because=because, actor=actor, now=timezone.now())
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("claims:papers", claim_id=claim_id)


@permit(*READERS)
@require_safe
def missing(request: HttpRequest, claim_id: int) -> HttpResponseBase:
    """The sheet that the family takes home."""
    claim, out = found_claim(claim_id, actor_of(request)), BytesIO()
    write_missing(out=out, claim=claim, papers=queries.needed(claim_id=claim_id), day=timezone.localdate())
    return _printed(out, name=f"berkas-kurang-{claim.code}.pdf")


@never_cache
@permit(*BRINGERS)
@require_POST
def form(request: HttpRequest, claim_id: int, name: str) -> HttpResponseBase:
    """A form filled in as far as is known. It holds a whole NIK, so that it was printed is recorded first."""
    actor = actor_of(request)
    found_claim(claim_id, actor)
    asked, about, out = _form_named(name), read_number(request.POST.get("tentang")), BytesIO()
    try:
        actions.print_form(claim_id=claim_id, form=asked.value, about=about, actor=actor, now=timezone.now())
    except Refused as refusal:
        return told(request, str(refusal))
    facts = form_facts(claim_id=claim_id, actor=actor)
    if facts is None:
        raise Http404
    try:
        print_form(out=out, form=asked, facts=facts, about=about)
    except LookupError:
        raise Http404 from None
    return _printed(out, name=f"{asked.value.replace('_', '-')}-{facts.claim.code}.pdf")


def told(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def _bring(claim_id: int, wanted: Needed | None, form: ScanForm, actor: Actor) -> None:
    """Made anew, then brought; what was refused, or came before, leaves nothing. Raises Refused, ScanRefused."""
    made = made_anew(form.cleaned_data["scan"])
    try:
        paper_id = actions.bring_paper(
            claim_id=claim_id,
            kind=wanted.kind if wanted else PaperKind(form.cleaned_data["jenis"]),
            about=wanted.about if wanted else None,
            year=wanted.year if wanted else None,
            scan=made,
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except Refused:
        scans.forget(made)
        raise
    _forget_second(made, _found(claim_id, paper_id, actor))


def _forget_second(made: Scan, kept: PaperFacts) -> None:
    if kept.file_code != made.code:
        scans.forget(made)


def _wanted(request: HttpRequest, claim_id: int) -> Needed | None:
    """The line of the list that the address names; None where it names none."""
    asked = request.GET.get("jenis", "")
    key = (asked, read_number(request.GET.get("tentang")), read_number(request.GET.get("tahun")))
    found = (one for one in queries.needed(claim_id=claim_id) if (one.kind, one.about, one.year) == key)
    return next(found, None) if asked else None


def _found(claim_id: int, paper_id: int, actor: Actor) -> PaperFacts:
    found = queries.one(paper_id=paper_id, claim_id=claim_id, actor=actor)
    if found is None:
        raise Http404
    return found


def _form_named(name: str) -> Form:
    if name not in {one.value for one in FORM_WORDS}:
        raise Http404
    return Form(name)


def _printed(out: BytesIO, *, name: str) -> HttpResponseBase:
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=_PDF)

"""What is taken home of a decree: annex, letters, the scan. The annex names everybody, so it is the kabupaten's."""

import io
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.decrees import actions, files, letters, present, printing, queries, tasks
from payung.decrees.actions.keeping import is_signed
from payung.decrees.forms import ReasonForm
from payung.decrees.queries import DecreeFacts, PrintedFacts
from payung.decrees.rules.refusals import Refused
from payung.decrees.views.reading import READERS as ALL_READERS
from payung.decrees.views.reading import WORKERS, found_decree
from payung.jobs import queries as jobs

READERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@permit(*READERS)
@require_safe
def annex(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The annex with masked NIKs; before the signature every page says RANCANGAN. A long one is made by a job."""
    actor = actor_of(request)
    decree = whole(decree_id, actor)
    kept = _kept(decree, with_nik=False)
    if kept and kept.made_at:
        return _sealed(kept.code, name=printing.annex_name(decree, with_nik=False), content_type=PDF)
    if printing.is_long(decree):
        return redirect("decrees:annex_page", decree_id=decree_id)
    return _printed(decree, with_nik=False, actor=actor)


@permit(Role.OPERATOR, Role.HEAD)
@require_POST
def annex_with_nik(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The same with whole NIKs, for the Bupati and BPJS: each time with a reason, which is recorded."""
    actor = actor_of(request)
    decree = whole(decree_id, actor)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        actions.reveal_annex(decree_id=decree_id, because=reason, actor=actor, now=timezone.now())
    except Refused as refusal:
        sentence = {"sentence": str(refusal)}
        return render(request, "payung/not_allowed.html", sentence, status=HTTPStatus.CONFLICT)
    kept = _kept(decree, with_nik=True)
    if kept and kept.made_at:
        return _sealed(kept.code, name=printing.annex_name(decree, with_nik=True), content_type=PDF)
    if printing.is_long(decree):
        tasks.ask(decree=decree, with_nik=True, actor=actor)
        return redirect("decrees:annex_page", decree_id=decree_id)
    return _printed(decree, with_nik=True, actor=actor)


@permit(*READERS)
@require_safe
def annex_page(request: HttpRequest, decree_id: int) -> HttpResponse:
    """A long annex: to be asked for, being printed, or ready."""
    actor = actor_of(request)
    decree = whole(decree_id, actor)
    states = [
        present.annex_state(decree, _of_any_state(decree, with_nik=kind), with_nik=kind) for kind in (False, True)
    ]
    context = {
        "decree": decree,
        "masked": states[0],
        "revealed": states[1] if actor.may(*WORKERS) else None,
        "reason_form": ReasonForm(),
        "watched": next((one for one in states if one.watched), None),
    }
    if request.headers.get("HX-Request") and context["watched"]:
        return render(request, "decrees/annex_watch.html", context)
    answer = render(request, "decrees/annex.html", context)
    if request.headers.get("HX-Request"):  # it has ended: the whole page tells of it
        answer.headers["HX-Refresh"] = "true"
    return answer


@permit(*WORKERS)
@require_POST
def ask_annex(request: HttpRequest, decree_id: int) -> HttpResponse:
    """A worker prints it; also once more, where a worker broke down over it."""
    actor = actor_of(request)
    decree = whole(decree_id, actor)
    with_nik = "nik" in request.POST
    found = _of_any_state(decree, with_nik=with_nik)
    if found and found.job_id and not found.made_at and jobs.failed(found.job_id):
        tasks.ask_again(decree=decree, printed=found, actor=actor)
    elif not with_nik:  # that with NIKs is asked for with a reason
        tasks.ask(decree=decree, with_nik=False, actor=actor)
    return redirect("decrees:annex_page", decree_id=decree_id)


def _printed(decree: DecreeFacts, *, with_nik: bool, actor: Actor) -> HttpResponseBase:
    """A short annex, at once: that of a signed decree is kept, so that the same bytes come again."""
    name = printing.annex_name(decree, with_nik=with_nik)
    if is_signed(decree):
        paper, lines_sha256 = printing.sealed_annex(decree=decree, with_nik=with_nik)
        kept = actions.keep_annex(
            decree=decree,
            with_nik=with_nik,
            paper=paper,
            lines_sha256=lines_sha256,
            actor=actor,
            now=timezone.now(),
        )
        return _sealed(kept.code, name=name, content_type=PDF)
    out = io.BytesIO()  # never on the disk: it may hold whole NIKs
    printing.print_annex(out=out, decree=decree, with_nik=with_nik)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=PDF)


def _kept(decree: DecreeFacts, *, with_nik: bool) -> PrintedFacts | None:
    """That of a signed or frozen decree: a draft's may have been printed before it changed."""
    return _of_any_state(decree, with_nik=with_nik) if decree.frozen_at else None


def _of_any_state(decree: DecreeFacts, *, with_nik: bool) -> PrintedFacts | None:
    return queries.printed(decree_id=decree.id, with_nik=with_nik, signed=is_signed(decree))


@permit(*READERS)
@require_safe
def letter(request: HttpRequest, decree_id: int, name: str) -> HttpResponse:
    """A Word letter, to be finished by the office."""
    decree = whole(decree_id, actor_of(request))
    if name not in letters.LETTERS[decree.kind]:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}-sk-{decree_id}.docx")
    content = letters.write_letter(decree=decree, name=name)
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition or ""})


@permit(*READERS)
@require_safe
def scan(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The signed paper as it was scanned, unsealed as it goes."""
    decree = whole(decree_id, actor_of(request))
    return _opened(decree_id, "scan", decree.scan_code, name=decree.scan_name, actor=actor_of(request))


@permit(*ALL_READERS)
@require_safe
def evidence(request: HttpRequest, decree_id: int, correction_id: int) -> HttpResponseBase:
    """What a correction rests on, for whoever may see its line."""
    actor = actor_of(request)
    found_decree(decree_id, actor)
    found = next((one for one in queries.corrections(decree_id=decree_id) if one.id == correction_id), None)
    if found is None or not actor.sees(found.desa_code):
        raise Http404
    return _opened(decree_id, "evidence", found.evidence_code, name=found.evidence_name, actor=actor)


def _opened(decree_id: int, paper: str, code: str, *, name: str, actor: Actor) -> HttpResponseBase:
    """A scanned paper, once it is recorded who took it."""
    answer = _sealed(code, name=name)
    actions.open_paper(decree_id=decree_id, paper=paper, code=code, actor=actor, now=timezone.now())
    return answer


def _sealed(code: str, *, name: str, content_type: str = "application/octet-stream") -> HttpResponseBase:
    try:
        sealed = files.opened(code or "none")
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(sealed, content_type=content_type)
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def whole(decree_id: int, actor: Actor) -> DecreeFacts:
    """The decree, for whoever sees the whole kabupaten."""
    if actor.scope != actor.kabupaten:
        raise Http404
    return found_decree(decree_id, actor)

"""What is taken home of a decree: annex, letters, the scan. The annex names everybody, so it is the kabupaten's."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.decrees import actions, files, printing
from payung.decrees.forms import ReasonForm
from payung.decrees.queries import DecreeFacts
from payung.decrees.rules.refusals import Refused
from payung.decrees.views.reading import found_decree

READERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permit(*READERS)
@require_safe
def annex(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The annex with masked NIKs; before the signature every page says RANCANGAN."""
    return _printed(_whole(decree_id, actor_of(request)), with_nik=False)


@permit(Role.OPERATOR, Role.HEAD)
@require_POST
def annex_with_nik(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The same with whole NIKs, for the Bupati and BPJS: with a reason, which is recorded."""
    actor = actor_of(request)
    decree = _whole(decree_id, actor)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        actions.reveal_annex(decree_id=decree_id, because=reason, actor=actor, now=timezone.now())
    except Refused as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=409)
    return _printed(decree, with_nik=True)


def _printed(decree: DecreeFacts, *, with_nik: bool) -> FileResponse:
    out = io.BytesIO()  # never on the disk: it may hold whole NIKs
    printing.print_annex(out=out, decree=decree, with_nik=with_nik)
    out.seek(0)
    name = f"lampiran-sk-{decree.id}{'-nik' if with_nik else ''}.pdf"
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/pdf")


@permit(*READERS)
@require_safe
def letter(request: HttpRequest, decree_id: int, name: str) -> HttpResponse:
    """A Word letter, to be finished by the office."""
    decree = _whole(decree_id, actor_of(request))
    if name not in printing.LETTERS:
        raise Http404
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}-sk-{decree_id}.docx")
    content = printing.write_letter(decree=decree, name=name)
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": disposition or ""})


@permit(*READERS)
@require_safe
def scan(request: HttpRequest, decree_id: int) -> HttpResponseBase:
    """The signed paper as it was scanned, unsealed as it goes."""
    decree = _whole(decree_id, actor_of(request))
    try:
        sealed = files.opened(decree.scan_code or "none")
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=decree.scan_name) or ""
    )
    return response


def _whole(decree_id: int, actor: Actor) -> DecreeFacts:
    if actor.scope != actor.kabupaten:
        raise Http404
    return found_decree(decree_id, actor)

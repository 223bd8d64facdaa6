"""Scans of SP2D and of BPJS's receipts, unsealed as they go; who took them is recorded."""

from django.http import Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor
from payung.contributions import files
from payung.contributions.actions.paying_papers import open_paper
from payung.contributions.views.billing import READERS, found_bill
from payung.contributions.views.paying import found_payment


@permit(*READERS)
@require_safe
def sp2d(request: HttpRequest, payment_id: int) -> HttpResponseBase:
    actor = actor_of(request)
    found = found_payment(payment_id, actor)
    return _opened(found.scan_code, found.scan_name, subject=f"payment:{payment_id}", actor=actor)


@permit(*READERS)
@require_safe
def receipt(request: HttpRequest, bill_id: int) -> HttpResponseBase:
    actor = actor_of(request)
    found = found_bill(bill_id, actor).receipt
    if found is None:
        raise Http404
    return _opened(found.scan_code, found.scan_name, subject=f"bill:{bill_id}", actor=actor)


def _opened(code: str, name: str, *, subject: str, actor: Actor) -> HttpResponseBase:
    try:
        sealed = files.opened(code or "none")
    except FileNotFoundError:
        raise Http404 from None
    open_paper(subject=subject, code=code, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response

"""The register is looked through for persons written down twice: by a worker, whose page tells how far it is."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.intake.watching_page import watch
from payung.matching import tasks
from payung.matching.queries.runs import run_of
from payung.matching.views.common import CONFLICT, DECIDERS
from payung.people.rules import NotAllowed


@permit(*DECIDERS)
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """A run begins, unless one works already."""
    try:
        job_id = tasks.enqueue_linking(actor=actor_of(request), now=timezone.now())
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect("matching:linking", job_id=job_id)


@permit(*DECIDERS)
@require_safe
def watched(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """How far the worker is; then the doubts it found."""
    if run_of(job_id=job_id, kabupaten=actor_of(request).kabupaten) is None:
        raise Http404
    here = reverse("matching:index")
    words = {
        "baca": _("Membaca catatan: %(done)s dari %(total)s orang"),
        "timbang": _("Membandingkan semua orang satu sama lain"),
        "gabung": _("Menggabungkan yang pasti: %(done)s"),
        "tanya": _("Menyusun daftar yang perlu ditanyakan: %(done)s"),
    }
    title = _("Mencari orang yang tercatat dua kali")
    return watch(request, job_id=job_id, title=title, words=words, back=here, to=lambda _run: here)

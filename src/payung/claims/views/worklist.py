"""What is to be done of claims: overdue, today, this week, later; and taking one in hand."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Role
from payung.claims.actions.taking import take_in_hand
from payung.claims.forms.reporting import RequestForm
from payung.claims.present import worklist as present
from payung.claims.present.lists import page
from payung.claims.queries import worklist as queries
from payung.claims.queries.index import UNASSIGNED
from payung.claims.rules.refusals import Refused
from payung.claims.views.index import READERS
from payung.gateways.lists.download import as_excel

CONFLICT = 409


@permit(*READERS)
@require_safe
def worklist(request: HttpRequest) -> HttpResponseBase:
    """One sentence for each claim and report that waits: what to do, and until when."""
    actor, now = actor_of(request), timezone.now()
    asked = {name: request.GET.get(name, "")[:100] for name in ("cari", "petugas", "urut")}
    officer = {"saya": actor.key, UNASSIGNED: UNASSIGNED}.get(asked["petugas"], "")
    found = queries.worklist(actor=actor, now=now, officer=officer)
    shown = present.groups(found, actor=actor, words=asked["cari"], order=asked["urut"])
    if "excel" in request.GET:
        return as_excel(title=_("Daftar kerja klaim"), headings=present.headings(), rows=present.excel_rows(shown))
    context = {
        "headline": present.headline(found),
        "sign": present.sign(found),
        "whens": shown,
        "has_any": bool(found.count),
        "page": page(told=present.counted(shown), count=0, at=1, address=request.path, asked=asked),
        "asked": asked,
        "officers": present.OFFICERS.items(),
        "orders": present.ORDERS.items(),
        "form": RequestForm(),
        "on_paper": "cetak" in request.GET,
        "may_tell": actor.may(Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD),
    }
    return render(request, "claims/worklist.html", context)


@permit(Role.OPERATOR)
@require_POST
def take(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The operator has the claim in hand from now on."""
    try:
        take_in_hand(claim_id=claim_id, actor=actor_of(request), now=timezone.now())
    except Refused as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect("claims:claim", claim_id=claim_id)

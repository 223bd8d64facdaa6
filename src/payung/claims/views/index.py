"""The list of claims. Each sees those of their own part of the map."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Role
from payung.claims.present import index as present
from payung.claims.present.lists import PAGE, last_page, page
from payung.claims.present.words import KIND_WORDS
from payung.claims.queries import index as queries
from payung.claims.queries.claims import told_all
from payung.gateways.lists.download import as_excel

READERS = (Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
_ASKED = ("cari", "kejadian", "skema", "keadaan", "desa", "petugas", "urut")


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every claim; how many are not over."""
    actor = actor_of(request)
    asked = {name: request.GET.get(name, "")[:100] for name in _ASKED}
    wanted = queries.ClaimsAsked(
        words=asked["cari"],
        kind=asked["kejadian"],
        scheme=asked["skema"],
        state=asked["keadaan"],
        desa_code=asked["desa"],
        officer=asked["petugas"],
        order=asked["urut"],
    )
    found = queries.claims(actor=actor, asked=wanted)
    if "excel" in request.GET:
        rows = present.excel_rows(present.lines(told_all(found)))
        return as_excel(title=_("Klaim"), headings=present.headings(), rows=rows)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), last_page(count))
    total = queries.counted(actor=actor)
    context = {
        "headline": present.headline(total),
        "has_any": bool(total.all),
        "lines": present.lines(told_all(found if on_paper else found[(at - 1) * PAGE : at * PAGE])),
        "page": page(told=present.counted(count), count=count, at=at, address=request.path, asked=asked),
        "asked": asked,
        "kinds": KIND_WORDS.items(),
        "schemes": present.SCHEMES.items(),
        "states": present.STATES.items(),
        "desas": queries.desas(actor=actor),
        "officers": present.officers(queries.officers(actor=actor)),
        "orders": present.ORDER_WORDS.items(),
        "may_recap": actor.may(Role.OPERATOR, Role.HEAD, Role.INSPECTOR),
        "on_paper": on_paper,
    }
    return render(request, "claims/index.html", context)

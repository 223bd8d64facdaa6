"""The recap of claims, for the head and the inspector: figures without names."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_number
from payung.accounts.rules import Role
from payung.accounts.wording import day
from payung.claims.present import recap as present
from payung.claims.queries import recap as queries
from payung.gateways.lists.download import as_excel


@permit(Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
@require_safe
def recap(request: HttpRequest) -> HttpResponseBase:
    """How many claims, what was owed and paid, and how long it took."""
    today, year = timezone.localdate(), read_number(request.GET.get("tahun"))
    found = queries.recap(actor=actor_of(request), today=today, year=year)
    if "excel" in request.GET:
        return as_excel(title=_("Rekap klaim"), headings=present.headings(), rows=present.excel_rows(found))
    asked = {"tahun": year} if year else {}
    context = {
        "headline": present.headline(found),
        "on": day(today),
        "facts": present.facts(found),
        "rows": present.rows(found),
        "total": present.total(found),
        "years": found.years,
        "year": year,
        "paper": f"?{urlencode({**asked, 'cetak': 1})}",
        "excel": f"?{urlencode({**asked, 'excel': 1})}",
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "claims/recap.html", context)

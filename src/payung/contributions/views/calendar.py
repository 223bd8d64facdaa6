"""The fiscal year of contributions: its days and terms, and whom the turn of the year leaves without contribution."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.wording import number
from payung.contributions.present import calendar as present
from payung.contributions.present.billing import address
from payung.contributions.queries.calendar import calendar, hole_count, hole_members, hole_of
from payung.contributions.views.billing import PAGE, READERS, asked_programme
from payung.intake.views.lists import as_excel


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The hole of January to March first, then the days and terms of the year."""
    programme, known = asked_programme(request, actor_of(request))
    if programme is None:
        return render(request, "contributions/calendar.html", {"programme": None})
    hole = hole_of(programme=programme, today=timezone.localdate())
    asked = {name: request.GET.get(name, "")[:200] for name in ("program", "cari")}
    torn = hole is not None and hole.person_days > 0
    if torn and hole and "excel" in request.GET:
        everybody = hole_members(programme=programme, year=hole.year, words=asked["cari"])
        headings = [_("Nama"), _("Desa"), _("KPJ"), _("Bulan tanpa iuran")]
        return as_excel(title=_("Tanpa iuran Januari-Maret"), headings=headings, rows=present.member_rows(everybody))
    count = hole_count(programme=programme, year=hole.year, words=asked["cari"]) if torn and hole else 0
    pages, on_paper = max(1, -(-count // PAGE)), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), pages)
    cut = {"first": (at - 1) * PAGE, "most": PAGE} if not on_paper else {}
    shown = hole_members(programme=programme, year=hole.year, words=asked["cari"], **cut) if torn and hole else ()
    found = calendar(programme=programme)
    context = {
        "programme": programme,
        "programmes": known,
        "headline": present.headline(hole),
        "sign": "uncovered" if torn else "waiting" if hole is None else "covered",
        "why": present.why(hole) if torn else "",
        "hole_rows": present.hole_rows(hole) if torn else (),
        "days": present.days(found),
        "terms": present.term_rows(found.terms),
        "agreed": found.agreement is not None,
        "members": present.member_rows(shown),
        "count": number(count),
        "torn": torn,
        "asked": asked,
        "at": at,
        "page_count": pages,
        "before": address(request.path, asked, hal=at - 1) if at > 1 else "",
        "after": address(request.path, asked, hal=at + 1) if at < pages else "",
        "paper": address(request.path, asked, cetak=1),
        "excel": address(request.path, asked, excel=1),
        "on_paper": on_paper,
    }
    return render(request, "contributions/calendar.html", context)

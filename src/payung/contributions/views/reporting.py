"""Reports for whoever decides and pays: no person is told of, so they may lie on a desk."""

import io
from collections.abc import Callable
from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.rules import Actor, Role
from payung.contributions.forms.reporting import day_asked, dimension_asked
from payung.contributions.papers.package import audit_head
from payung.contributions.papers.reports import write_pdf, write_xlsx
from payung.contributions.present import reporting as present
from payung.contributions.present.half_year import half_year_report
from payung.contributions.present.reporting import Report
from payung.contributions.queries import reporting as queries
from payung.contributions.queries.recap import Dimension, cube
from payung.contributions.rules.half_year import HalfYear
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

OFFICE = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
READERS = (*OFFICE, Role.LEADERSHIP)
GATHERERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)  # of the evidence bundle
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reports, each with what it answers."""
    actor = actor_of(request)
    context = {**of_programme(request, actor), "is_office": actor.may(*OFFICE), "may_gather": actor.may(*GATHERERS)}
    return render(request, "contributions/reports.html", context)


@permit(*READERS)
@require_safe
def recap(request: HttpRequest) -> HttpResponseBase:
    """Heads by any two of place, work, sex, desil, fund and status, as of any day."""
    actor = actor_of(request)
    programme, on = asked_programme(request, actor), _day(request)
    rows = dimension_asked(request.GET.get("baris"), Dimension.KECAMATAN)
    columns = dimension_asked(request.GET.get("kolom"), Dimension.STATUS)
    found = cube(programme=programme, on=on, actor=actor)
    more = {"rows": rows, "columns": columns, "dimensions": present.DIMENSION_WORDS.items(), "asks_day": True}
    return answered(
        request,
        programme,
        lambda: present.recap_report(
            found, programme=programme.name, rows=rows, columns=columns, hides_small=not actor.may(*OFFICE)
        ),
        on=on,
        more=more,
    )


@permit(*READERS)
@require_safe
def budget(request: HttpRequest) -> HttpResponseBase:
    """The budget card as of any day."""
    programme, on = asked_programme(request, actor_of(request)), _day(request)
    facts = queries.budget(programme_id=programme.id, on=on)
    return answered(
        request,
        programme,
        lambda: present.budget_report(facts, programme=programme.name),
        on=on,
        more={"asks_day": True},
    )


@permit(*READERS)
@require_safe
def half_year(request: HttpRequest) -> HttpResponseBase:
    """What the Bupati reports every half year (Inpres 2/2021)."""
    programme = asked_programme(request, actor_of(request))
    half = _half_year(request, programme)
    facts = queries.half_year(programme_id=programme.id, half=half)
    halves = sorted({HalfYear.of(programme.first_month.plus(ahead).first_day) for ahead in range(programme.months)})
    return answered(
        request,
        programme,
        lambda: half_year_report(facts, programme=programme.name, today=timezone.localdate()),
        on=half.last_day,
        more={"half": half, "halves": halves},
    )


def answered(
    request: HttpRequest, programme: ProgrammeFacts, made: Callable[[], Report], *, on: date, more: dict[str, object]
) -> HttpResponseBase:
    """The page, or the same report as workbook or paper."""
    if "excel" in request.GET:
        out = io.BytesIO()
        return _file(out, write_xlsx(out=out, report=made), XLSX)
    if "pdf" in request.GET:
        out = io.BytesIO()
        today = timezone.localdate()
        return _file(out, write_pdf(out=out, report=made, audit=audit_head(programme.kabupaten, today)), PDF)
    kept = {name: str(value) for name, value in request.GET.items() if name not in ("excel", "pdf")}
    context = {
        **more,
        "report": made(),
        "programme": programme,
        "on": on,
        "excel": f"?{urlencode({**kept, 'excel': '1'})}",
        "pdf": f"?{urlencode({**kept, 'pdf': '1'})}",
    }
    return render(request, "contributions/report.html", context)


def of_programme(request: HttpRequest, actor: Actor) -> dict[str, object]:
    """The programmes of the kabupaten, and the one that is asked for, or the latest."""
    known = programmes.programmes(kabupaten=actor.kabupaten)
    chosen = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    return {"programmes": known, "programme": chosen}


def asked_programme(request: HttpRequest, actor: Actor) -> ProgrammeFacts:
    """The programme of the address, for whoever sees the whole kabupaten. Raises Http404."""
    found = of_programme(request, actor)["programme"]
    if not isinstance(found, ProgrammeFacts) or actor.scope != actor.kabupaten:
        raise Http404
    return found


def _day(request: HttpRequest) -> date:
    return day_asked(request.GET.get("per"), today=timezone.localdate())


def _half_year(request: HttpRequest, programme: ProgrammeFacts) -> HalfYear:
    """That of the address; else today's, or the programme's first where it has not begun."""
    try:
        return HalfYear.parse(request.GET.get("semester", ""))
    except ValueError:
        return HalfYear.of(max(timezone.localdate(), programme.first_month.first_day))


def _file(out: io.BytesIO, name: str, content_type: str) -> FileResponse:
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=content_type)

"""The protection gap: who lapses in how many days, what each waits for, and the letter to the treasurer."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.contributions.papers.gap import letter_to_treasurer, waiting_for_money
from payung.contributions.present import gap as present
from payung.contributions.queries import gap as queries
from payung.contributions.views.reporting import OFFICE, answered, asked_programme
from payung.intake.views.lists import as_excel

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@permit(*OFFICE)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """How many lapse in how many days, by fund and by what they wait for."""
    programme, today = asked_programme(request, actor_of(request)), timezone.localdate()
    columns = queries.columns(programme_id=programme.id, on=today)
    found = queries.groups(found=columns, programme_id=programme.id, on=today)
    if "excel" in request.GET or "pdf" in request.GET:
        made = present.gap_report
        return answered(request, programme, lambda: made(found, programme=programme.name, on=today), on=today, more={})
    sentence, sign = present.headline(found)
    context = {
        "programme": programme,
        "today": today,
        "headline": sentence,
        "sign": sign,
        "lines": present.gap_lines(found),
        "may_write": bool(waiting_for_money(found)),
    }
    return render(request, "contributions/gap.html", context)


@permit(*OFFICE)
@require_safe
def people(request: HttpRequest) -> HttpResponseBase:
    """The people of one group, or all, whoever lapses first on top."""
    actor = actor_of(request)
    programme, today = asked_programme(request, actor), timezone.localdate()
    asked = {name: request.GET.get(name, "")[:200] for name in ("kelompok", "cari", "urut")}
    columns = queries.columns(programme_id=programme.id, on=today)
    groups = queries.groups(found=columns, programme_id=programme.id, on=today)
    found = queries.people(columns=columns, group=asked["kelompok"], words=asked["cari"], order=asked["urut"])
    if "excel" in request.GET:
        told = present.people_lines(queries.told_people(found, columns=columns), groups)
        headings = [_("Nama"), _("Desa"), _("KPJ"), _("Sumber dana"), _("Menunggu"), _("Sisa waktu")]
        rows = ([one.name, one.place, one.kpj, one.fund, one.waits, one.when] for one in told)
        return as_excel(title=_("Celah perlindungan"), headings=headings, rows=rows)
    page = present.people_page(
        found, at=read_page(request.GET.get("hal")), asked=asked, path=request.path, on_paper="cetak" in request.GET
    )
    context = {
        "programme": programme,
        "page": page,
        "lines": present.people_lines(queries.told_people(page.ids, columns=columns), groups),
        "choices": present.group_choices(groups),
        "asked": asked,
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "contributions/gap_people.html", context)


@permit(*OFFICE)
@require_safe
def letter(request: HttpRequest) -> HttpResponse:
    """The letter to the treasurer, to be finished by the office."""
    programme, today = asked_programme(request, actor_of(request)), timezone.localdate()
    columns = queries.columns(programme_id=programme.id, on=today)
    found = queries.groups(found=columns, programme_id=programme.id, on=today)
    if not waiting_for_money(found):
        raise Http404
    content = letter_to_treasurer(programme=programme, found=found, today=today)
    name = content_disposition_header(as_attachment=True, filename=f"surat-bendahara-{today}.docx")
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": name or ""})

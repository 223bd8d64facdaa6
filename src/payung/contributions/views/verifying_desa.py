"""One desa of a round, for the office: its members, its answer typed in from paper, and what is decided on its word."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_page
from payung.accounts.rules import Actor
from payung.contributions import actions, files
from payung.contributions.forms.verifying import ChosenForm, MinutesForm, PaperForm, RequestForm, SaidForm
from payung.contributions.present import verifying as present
from payung.contributions.queries import verifying as queries
from payung.contributions.queries.verifying import DesaFacts
from payung.contributions.rules.refusals import NotFound, Refused
from payung.contributions.rules.verifying import Said
from payung.contributions.states import VervalAnswer, VervalState
from payung.contributions.views.verifying import (
    NOT_READABLE,
    READERS,
    REFUSALS,
    WORKERS,
    found_round,
    is_dinas,
    sent,
    shown_links,
    told,
)
from payung.intake.views.lists import as_excel
from payung.membership.states import State


@permit(*READERS)
@require_safe
def one(request: HttpRequest, desa_id: int) -> HttpResponseBase:
    """What the desa said, whom the office may end or release on it, and all its members."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    facts = found_round(desa.round_id, actor)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "jawaban", "urut")}
    found = queries.lines(desa_id=desa_id, words=asked["cari"], answer=asked["jawaban"], order=asked["urut"])
    if "unduh" in request.GET:
        return _workbook(desa, present.member_lines(queries.told_lines(found)))
    count, on_paper = found.count(), "cetak" in request.GET
    size = count or 1 if on_paper else present.AT_ONCE
    page = present.page(count=count, at=read_page(request.GET.get("hal")), size=size, here=request.path, asked=asked)
    gone = queries.gone_lines(desa_id=desa_id)
    may_work = is_dinas(actor)
    context = {
        "desa": desa,
        "name": present.desa_name(desa.desa_code),
        "kecamatan": present.kecamatan_name(desa.desa_code),
        "facts": facts,
        "term": present.term(facts.first_month, facts.last_month),
        "state": present.STATES[desa.state],
        "answered": present.answered_words(desa),
        "rest": present.rest_words(desa),
        "gone": present.member_lines(gone),
        "unsure": present.member_lines(queries.to_confirm(desa_id=desa_id)) if desa.unsure else (),
        "to_end": [one for one in gone if one.state is State.HELD] if may_work and desa.scan_code else [],
        "to_release": present.member_lines(queries.to_release(desa_id=desa_id)) if may_work else [],
        "lacks_minutes": may_work and desa.state is VervalState.ANSWERED and not desa.scan_code,
        "may_tell": may_work and facts.closed_at is None,
        "form": RequestForm(auto_id=False),
        "page": page,
        "lines": present.member_lines(queries.told_lines(found[(page.number - 1) * size : page.number * size])),
        "asked": asked,
        "answers": present.ANSWERS.items(),
        "orders": present.MEMBER_ORDERS.items(),
        "on_paper": on_paper,
    }
    return render(request, "contributions/verval_desa.html", context)


@never_cache
@permit(*WORKERS)
@require_POST
def renew_link(request: HttpRequest, desa_id: int) -> HttpResponse:
    """A new link for this desa, shown once; the one before opens nothing any more."""
    actor, form = actor_of(request), RequestForm(request.POST)
    desa = found_desa(desa_id, actor)
    if not form.is_valid():
        return redirect("contributions:verval_desa", desa_id)
    try:
        link = actions.renew_link(desa_id=desa_id, request_key=form.key, actor=actor, now=timezone.now())
    except Refused as refusal:
        return told(request, refusal)
    return shown_links(request, desa.round_id, [link] if link else [])


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, desa_id: int, number: int) -> HttpResponse:
    """What became of one member, as the paper says."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    line = queries.line(desa_id=desa_id, number=number)
    if line is None:
        raise Http404
    form = SaidForm(request.POST or None, initial=said_before(line))
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_on_paper(
                desa_id=desa_id,
                said=[said_of(form, line.membership_id)],
                request_key=form.key,
                actor=actor,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("contributions:verval_desa", desa_id)
    context = {
        "form": form,
        "desa": desa,
        "name": present.desa_name(desa.desa_code),
        "line": present.member_lines([line])[0],
    }
    return render(request, "contributions/verval_tell.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, desa_id: int) -> HttpResponse:
    """The signed paper: whoever has not been told of is alive and working."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        scan = files.kept_upload(form.cleaned_data["pindaian"])
        try:
            actions.answer_on_paper(
                desa_id=desa_id,
                said=[],
                name=form.cleaned_data["nama"],
                scan=scan,
                minutes_number=form.cleaned_data["nomor"],
                request_key=form.key,
                actor=actor,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            files.forget(scan)
            form.add_error(None, str(refusal))
        else:
            return redirect("contributions:verval_desa", desa_id)
    context = {"form": form, "desa": desa, "name": present.desa_name(desa.desa_code), "rest": present.rest_words(desa)}
    context["gone"] = present.member_lines(queries.gone_lines(desa_id=desa_id))
    return render(request, "contributions/verval_answer.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def keep_minutes(request: HttpRequest, desa_id: int) -> HttpResponse:
    """The signed minutes of a desa that answered over its link."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    form = MinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        scan = files.kept_upload(form.cleaned_data["pindaian"])
        try:
            actions.keep_minutes(
                desa_id=desa_id,
                scan=scan,
                minutes_number=form.cleaned_data["nomor"],
                request_key=form.key,
                actor=actor,
                now=timezone.now(),
            )
        except Refused as refusal:
            files.forget(scan)
            form.add_error(None, str(refusal))
        else:
            return redirect("contributions:verval_desa", desa_id)
    context = {"form": form, "desa": desa, "name": present.desa_name(desa.desa_code)}
    return render(request, "contributions/verval_minutes.html", context, status=NOT_READABLE if form.errors else 200)


@permit(*WORKERS)
@require_POST
def end(request: HttpRequest, desa_id: int) -> HttpResponse:
    """Memberships end on the word of the desa and its signed minutes."""
    found_desa(desa_id, actor_of(request))
    members = [one.membership_id for one in queries.gone_lines(desa_id=desa_id)]
    return sent(
        request,
        ChosenForm(request.POST, members=members),
        lambda form, actor, now: actions.end_confirmed(
            desa_id=desa_id,
            membership_ids=form.cleaned_data["peserta"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
        redirect("contributions:verval_desa", desa_id),
    )


@permit(*WORKERS)
@require_POST
def release(request: HttpRequest, desa_id: int) -> HttpResponse:
    """Memberships that others held run on: the desa says that they work."""
    found_desa(desa_id, actor_of(request))
    members = [one.membership_id for one in queries.to_release(desa_id=desa_id)]
    return sent(
        request,
        ChosenForm(request.POST, members=members),
        lambda form, actor, now: actions.release_confirmed(
            desa_id=desa_id,
            membership_ids=form.cleaned_data["peserta"],
            request_key=form.key,
            actor=actor,
            now=now,
        ),
        redirect("contributions:verval_desa", desa_id),
    )


def found_desa(desa_id: int, actor: Actor) -> DesaFacts:
    try:
        return queries.desa(desa_id=desa_id, actor=actor)
    except NotFound:
        raise Http404 from None


def said_of(form: SaidForm, membership_id: int) -> Said:
    """What a form says of a member."""
    return Said(
        membership_id=membership_id,
        answer=VervalAnswer(form.cleaned_data["jawaban"]),
        happened_on=form.cleaned_data["tanggal"],
        note=form.cleaned_data["catatan"],
    )


def said_before(line: queries.LineFacts) -> dict[str, object]:
    """What a form begins with: what was said before."""
    return {"jawaban": line.answer, "tanggal": line.happened_on, "catatan": line.note}


def _workbook(desa: DesaFacts, lines: list[present.MemberLine]) -> HttpResponseBase:
    headings = [_("Nomor"), _("Nama"), _("Keterangan"), _("KPJ"), _("Kata desa"), _("Kepesertaan")]
    rows = [(str(one.number), one.name, one.about, one.kpj, one.word, one.membership) for one in lines]
    title = _("Verval %(desa)s") % {"desa": present.desa_name(desa.desa_code)}
    return as_excel(title=title, headings=headings, rows=rows)

"""Pages of the office's files: received, watched, read, and the rows that wait decided. Each sees only one's own map."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_number, read_page
from payung.accounts.rules import Actor, Role
from payung.accounts.wording import number
from payung.gateways.sealed_uploads import kept_file
from payung.intake import actions, files, queries, remarks, tasks
from payung.intake.actions.opening import OPENERS, Paper, open_paper
from payung.intake.actions.received import RECEIVERS
from payung.intake.actions.rows import DECIDERS
from payung.intake.files import Part, Shelf
from payung.intake.forms import SOURCE_WORDS, ReceiveForm
from payung.intake.models import ReceivedFile
from payung.intake.opened import opened_result
from payung.intake.present import received as shown
from payung.intake.present.candidates import CandidateLine
from payung.intake.present.candidates import lines as candidate_lines
from payung.intake.present.lists import code_lines, file_notes, sheet_lines
from payung.intake.present.rows import ORDERS, Page, Settled, code_choices, order_choices, page, page_of, paper_of
from payung.intake.present.uploads import SLUGS, TAB_WORDS, tab_url, tabs
from payung.intake.present.uploads import waiting as how_far
from payung.intake.result import Question, Result
from payung.intake.rules.proposals import lacking
from payung.intake.states import WAITING, NotAllowed, State
from payung.intake.views.lists import as_excel
from payung.intake.views.sending import marked_workbook, unsealed
from payung.jobs.queries import progress
from payung.programmes import queries as programmes
from payung.programmes.rules.setup import ProgrammeFacts

READERS = (
    *(Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.OPERATOR, Role.HEAD, Role.PPTK, Role.INSPECTOR),
    Role.ADMINISTRATOR,
)
NOT_READABLE, CONFLICT = 422, 409


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Which lists have come for a programme, and what still waits in each."""
    actor, programme = actor_of(request), programme_asked(request)
    asked = {name: request.GET.get(name, "")[:200] for name in ("cari", "sumber", "urut")}
    found = queries.files(programme_id=programme.id, actor=actor, words=asked["cari"], source=asked["sumber"])
    waiting_now = queries.waiting_now(file_ids=[file.id for file in found])
    if asked["urut"] == "pengirim":
        found.sort(key=lambda file: file.sender.casefold())
    elif asked["urut"] == "menunggu":
        found.sort(key=lambda file: -waiting_now.get(file.id, 0))
    lines = shown.file_lines(found, waiting_now)
    if "excel" in request.GET:
        return as_excel(
            title=_("Daftar usulan"),
            headings=[_("Pengirim"), _("Sumber"), _("Berkas"), _("Diterima"), _("Keadaan"), _("Isi")],
            rows=([one.sender, one.source, one.name, one.when, one.word, one.told] for one in lines),
        )
    on_paper = "cetak" in request.GET
    at, start = shown.span(wanted=read_page(request.GET.get("hal")), count=len(lines), on_paper=on_paper)
    address = partial(shown.address_of, "intake:files", program=programme.code, **asked)
    context = {
        "headline": shown.files_headline(len(lines)),
        "about": programme.name,
        "programme": programme,
        "programmes": programme_choices(actor),
        "sources": [(str(one), str(words)) for one, words in SOURCE_WORDS.items()],
        "orders": shown.ORDER_WORDS.items(),
        "asked": asked,
        "on_paper": on_paper,
        "may_receive": actor.may(*RECEIVERS),
        "page": shown.page_of_lines(
            lines[start : start + shown.lines_a_page(on_paper=on_paper)],
            count=len(lines),
            at=at,
            on_paper=on_paper,
            told=ngettext("%(n)s daftar", "%(n)s daftar", len(lines)) % {"n": number(len(lines))},
            address=address,
            excel=address(excel=1),
        ),
    }
    return render(request, "intake/files.html", context)


@permit(*RECEIVERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A list is received for a programme."""
    actor = actor_of(request)
    form = ReceiveForm(request.POST or None, request.FILES or None, actor=actor, programmes=programme_choices(actor))
    if request.method != "POST":
        form.initial["program"] = request.GET.get("program", "")
        return render(request, "intake/receive.html", {"form": form})
    if not form.is_valid():
        return render(request, "intake/receive.html", {"form": form}, status=NOT_READABLE)
    programme = programmes.programme(kabupaten=actor.kabupaten, code=form.cleaned_data["program"])
    if programme is None:
        raise Http404
    try:
        file, is_new = tasks.receive_list(
            kabupaten=actor.kabupaten,
            programme_id=programme.id,
            came=form.came(),
            letter=form.letter(),
            registration_date=programme.registration_date,
            actor=actor,
            now=timezone.now(),
            **form.said(),
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return render(request, "intake/receive.html", {"form": form}, status=CONFLICT)
    address = reverse("intake:file", args=[file.id]) + ("" if is_new else "?lagi=1")
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


@permit(*READERS)
@require_safe
def one(request: HttpRequest, file_id: int) -> HttpResponse:
    """A list as it stands: being imported, imported, refused, or broken off."""
    file = _file(request, file_id)
    if queries.import_broken(file):
        return render(request, "intake/file_failed.html", {"upload": file, "all_files": _all_files(file)})
    if file.state in WAITING:
        return _watch(request, file)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    with opened_result(file) as result:
        context = {
            **_head(file, actor_of(request)),
            "again": "lagi" in request.GET,
            "facts": shown.file_facts_lines(file, names=names_of_keys([file.received_by])),
            "file_notes": file_notes(result.facts),
            "sheets": sheet_lines(result.facts),
            "codes": code_lines(file, result.codes()),
            "refused": _refused_before(file, actor_of(request)),
        }
    return render(request, "intake/file.html", context)


def _refused_before(file: ReceivedFile, actor: Actor) -> list[CandidateLine]:
    """Whom this list proposes again though BPJS refused them last."""
    said = remarks.of_file(kabupaten=actor.kabupaten, file_id=file.id)
    found = queries.candidates_by_id(candidate_ids=list(said), actor=actor) if said else []
    return candidate_lines(found, queries.origin(candidate_ids=[one.id for one in found]), said)


def _watch(request: HttpRequest, file: ReceivedFile) -> HttpResponse:
    seconds = (timezone.now() - file.received_at).total_seconds()
    reached = progress(file.job_id) if file.job_id else None
    context = {"upload": file, "waiting": how_far(file, reached, seconds=seconds), "all_files": _all_files(file)}
    return render(request, "intake/progress.html" if request.htmx else "intake/file_progress.html", context)  # type: ignore[attr-defined]


@permit(*READERS)
@require_safe
def rows(request: HttpRequest, file_id: int, heap: str) -> HttpResponse:
    """One of the four heaps of the check, each row with what it has come to."""
    file, tab = _checked(request, file_id), SLUGS[heap]
    asked = {name: request.GET.get(name, "")[:200] for name in ("masalah", "cari", "urut")}
    order = ORDERS.get(asked["urut"], ORDERS[""])
    question = Question(tab=tab, code=asked["masalah"], words=asked["cari"], order=order)
    on_paper = "cetak" in request.GET
    with opened_result(file) as result:
        settling = _settling(file, result, may_decide=False)
        found = (
            paper_of(result, result.select(question), settling=settling)
            if on_paper
            else page(file, result, question, wanted=read_page(request.GET.get("hal")), asked=asked, settling=settling)
        )
        codes = code_choices(result.codes(), tab)
    context = {"asked": asked, "codes": codes, "tab_word": TAB_WORDS[tab], "here": tab_url(file, tab)}
    return _rows_page(request, file, found, context, on_paper=on_paper, template="intake/rows.html")


@permit(*READERS)
@require_safe
def waiting(request: HttpRequest, file_id: int) -> HttpResponse:
    """The rows of the list that wait now, and what may be decided of them."""
    file, actor = _checked(request, file_id), actor_of(request)
    asked = {name: request.GET.get(name, "")[:200] for name in ("masalah", "cari")}
    here = reverse("intake:file_waiting", args=[file_id])
    counts = queries.waiting_codes(file_id=file_id)
    places = queries.waiting_places(file_id=file_id, code=asked["masalah"])
    on_paper = "cetak" in request.GET
    address: Callable[..., str] = partial(shown.with_wishes, here, **asked)
    with opened_result(file) as result:
        settling = _settling(file, result, may_decide=actor.may(*DECIDERS))
        among = result.among(places, asked["cari"])
        found = (
            paper_of(result, among, settling=settling)
            if on_paper
            else page_of(result, among, wanted=read_page(request.GET.get("hal")), address=address, settling=settling)
        )
    context = {
        "asked": asked,
        "codes": [(code, f"{shown.code_words(code)} ({number(count)})") for code, count in counts.most_common()],
        "tab_word": _("Menunggu"),
        "here": here,
        "together": shown.together(queries.rows_to_settle(file_id=file_id)),
        "may_decide": actor.may(*DECIDERS),
    }
    return _rows_page(request, file, found, context, on_paper=on_paper, template="intake/file_waiting.html")


def _rows_page(
    request: HttpRequest,
    file: ReceivedFile,
    found: Page,
    context: Mapping[str, object],
    *,
    on_paper: bool,
    template: str,
) -> HttpResponse:
    around = {"page": found, "on_paper": on_paper, "orders": order_choices(), "head": "intake/file_head.html"}
    overview = reverse("intake:file", args=[file.pk])
    return render(request, template, {**_head(file, actor_of(request)), **around, "overview": overview, **context})


@permit(*OPENERS)
@require_safe
def marked(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """The marked workbook, for its sender. Whole NIKs stand in it: who took it is recorded."""
    file = _file(request, file_id)
    answer = marked_workbook(code=file.code, shelf=Shelf.KEPT, file_name=file.file_name)
    open_paper(file_id=file.pk, paper=Paper.MARKED, actor=actor_of(request), now=timezone.now())
    return answer


@permit(*OPENERS)
@require_safe
def letter(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """The scanned cover letter, to be saved: nothing of it is shown in the page."""
    file = _file(request, file_id)
    if not file.letter_code:
        raise Http404
    open_paper(file_id=file.pk, paper=Paper.LETTER, actor=actor_of(request), now=timezone.now())
    return unsealed(kept_file(file.letter_code), name=file.letter_name, kind="application/octet-stream")


@permit(*RECEIVERS)
@require_POST
def retry(request: HttpRequest, file_id: int) -> HttpResponse:
    """An import that broke goes on."""
    _file(request, file_id)
    return _or_refused(request, lambda: tasks.retry_list(file_id=file_id), to=reverse("intake:file", args=[file_id]))


@permit(*DECIDERS)
@require_POST
def settle(request: HttpRequest, file_id: int) -> HttpResponse:
    """A person decides about one row."""
    _file(request, file_id)
    act = partial(
        tasks.accept_row if request.POST.get("putusan") == "terima" else actions.refuse_row,
        row_id=read_number(request.POST.get("baris")) or 0,
        reason=request.POST.get("alasan", ""),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _or_refused(request, act, to=reverse("intake:file_waiting", args=[file_id]))


@permit(*DECIDERS)
@require_POST
def settle_all(request: HttpRequest, file_id: int) -> HttpResponse:
    """A person decides about all rows that wait for one question alone."""
    _file(request, file_id)
    act = partial(
        tasks.accept_rows,
        file_id=file_id,
        code=request.POST.get("masalah", "")[:40],
        reason=request.POST.get("alasan", ""),
        actor=actor_of(request),
        now=timezone.now(),
    )
    return _or_refused(request, act, to=reverse("intake:file_waiting", args=[file_id]))


def _or_refused(request: HttpRequest, act: Callable[[], object], *, to: str) -> HttpResponse:
    try:
        act()
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect(to)


def programme_choices(actor: Actor) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in programmes.programmes(kabupaten=actor.kabupaten)]


def programme_asked(request: HttpRequest) -> ProgrammeFacts:
    """The programme named in the address, else the latest. Raises Http404 where there is none."""
    found = programmes.programmes(kabupaten=actor_of(request).kabupaten)
    wanted = request.GET.get("program")
    for one in found:
        if not wanted or one.code == wanted:
            return one
    raise Http404


def _file(request: HttpRequest, file_id: int) -> ReceivedFile:
    """The file, where this actor may see it; a stranger's is as one that never was."""
    file = queries.seen_files(actor=actor_of(request)).filter(id=file_id).first()
    if file is None:
        raise Http404
    return file


def _checked(request: HttpRequest, file_id: int) -> ReceivedFile:
    file = _file(request, file_id)
    if file.state != State.CHECKED:
        raise Http404
    return file


def _settling(
    file: ReceivedFile, result: Result, *, may_decide: bool
) -> Callable[[Sequence[int]], Mapping[int, Settled]]:
    def settled(places: Sequence[int]) -> Mapping[int, Settled]:
        found = queries.rows(file_id=file.pk, places=places)
        lacks = {place: lacking(row) for place, row in zip(places, result.rows(places), strict=True)}
        names = names_of_keys([row.decided_by for row in found.values() if row.decided_by])
        return shown.settled_rows(found, places, names=names, lacking=lacks, may_decide=may_decide)

    return settled


def _all_files(file: ReceivedFile) -> str:
    programme = programmes.by_id(programme_id=file.programme_id)
    return shown.address_of("intake:files", program=programme.code if programme else "")


def _head(file: ReceivedFile, actor: Actor) -> dict[str, object]:
    count = queries.waiting_now(file_ids=[file.pk]).get(file.pk, 0)
    return {
        "upload": file,
        "headline": shown.file_headline(file, waiting=count),
        "about": shown.file_about(file),
        "tabs": tabs(file),
        "waiting_count": count,
        "waiting_words": shown.waiting_words(count),
        "may_open": actor.may(*OPENERS),
        "has_marked": files.has(file.code, Part.MARKED, shelf=Shelf.KEPT),
        "all_files": _all_files(file),
    }

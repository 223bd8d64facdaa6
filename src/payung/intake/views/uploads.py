"""Pages of lists: dropped, watched, read, taken home, taken away. Only the visitor who dropped a list finds it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.questions import read_page
from payung.accounts.visitors import visitor_of, welcomed
from payung.gateways.spreadsheets.empty_list import XLSX
from payung.intake import actions, files, queries, tasks
from payung.intake.example import EXAMPLE_NAME, example_list
from payung.intake.files import Part, Shelf
from payung.intake.forms import PasteForm, UploadForm
from payung.intake.models import Upload
from payung.intake.opened import opened_result
from payung.intake.present.lists import code_lines, file_notes, sheet_lines
from payung.intake.present.rows import ORDERS, code_choices, order_choices, page, paper
from payung.intake.present.uploads import FULL_SENTENCES, SLUGS, TAB_WORDS, about, headline, tab_url, tabs, waiting
from payung.intake.result import Question, Tab
from payung.intake.rules.room import fullness
from payung.intake.states import WAITING, NotAllowed, State
from payung.intake.views.sending import marked_workbook
from payung.jobs.queries import progress

TOO_MANY, NOT_READABLE, CONFLICT = 429, 422, 409


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A list is dropped."""
    return _asked(request, UploadForm(request.POST or None, request.FILES or None), "intake/new.html")


@never_cache
def paste(request: HttpRequest) -> HttpResponse:
    """A list is pasted."""
    return _asked(request, PasteForm(request.POST or None), "intake/paste.html")


def _asked(request: HttpRequest, form: UploadForm | PasteForm, template: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, template, {"form": form})
    if not form.is_valid():
        return render(request, template, {"form": form}, status=NOT_READABLE)
    visitor, now = welcomed(request), timezone.now()
    load = queries.load(visitor=visitor)
    if full := fullness(waiting=load.waiting, of_visitor=load.of_visitor, size_bytes=load.size_bytes):
        form.add_error(None, str(FULL_SENTENCES[full]))
        return render(request, template, {"form": form}, status=TOO_MANY)
    upload, is_new = tasks.receive(came=form.came(), visitor=visitor, wish=form.wish(), now=now)
    return _to(request, upload, "" if is_new else "?lagi=1")


def _to(request: HttpRequest, upload: Upload, asked: str = "") -> HttpResponse:
    """On to the list: told to a browser, or to htmx in its own way."""
    response = redirect("intake:list", code=upload.code)
    address = response.headers["Location"] + asked
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    response.headers["Location"] = address
    return response


@require_safe
def example(_: HttpRequest) -> HttpResponse:
    """An empty list whose NIK columns are text."""
    disposition = content_disposition_header(as_attachment=True, filename=EXAMPLE_NAME)
    return HttpResponse(example_list(), content_type=XLSX, headers={"Content-Disposition": disposition or ""})


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The list as it stands: being checked, answered, or broken off."""
    upload = _upload(request, code)
    actions.notice_break(upload)
    if upload.state in WAITING:
        return _watch(request, upload)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    if upload.state == State.FAILED:
        return render(request, "intake/failed.html", {"upload": upload})
    with opened_result(upload) as result:
        codes = code_lines(upload, result.codes())
        context = {
            **_head(upload),
            "again": "lagi" in request.GET,
            "file_notes": file_notes(result.facts),
            "sheets": sheet_lines(result.facts),
            "codes": codes,
        }
    return render(request, "intake/checked.html" if upload.state == State.CHECKED else "intake/refused.html", context)


def _watch(request: HttpRequest, upload: Upload) -> HttpResponse:
    seconds = (timezone.now() - upload.received_at).total_seconds()
    reached = progress(upload.job_id) if upload.job_id else None
    context = {"upload": upload, "waiting": waiting(upload, reached, seconds=seconds)}
    return render(request, "intake/progress.html" if request.htmx else "intake/waiting.html", context)  # type: ignore[attr-defined]


@never_cache
@require_safe
def rows(request: HttpRequest, code: str, heap: str) -> HttpResponse:
    """One of the four heaps, filtered, sought through, sorted, a hundred rows a page."""
    upload = _upload(request, code)
    if upload.state != State.CHECKED:
        return redirect("intake:list", code=code)
    asked = {name: request.GET.get(name, "")[:200] for name in ("masalah", "cari", "urut")}
    tab = SLUGS[heap]
    order = ORDERS.get(asked["urut"], ORDERS[""])
    question = Question(tab=tab, code=asked["masalah"], words=asked["cari"], order=order)
    on_paper = "cetak" in request.GET
    with opened_result(upload) as result:
        shown = (
            paper(result, question)
            if on_paper
            else page(upload, result, question, wanted=read_page(request.GET.get("hal")), asked=asked)
        )
        codes = code_choices(result.codes(), tab)
    context = {**_head(upload, tab), "page": shown, "asked": asked, "codes": codes, "tab_word": TAB_WORDS[tab]}
    context |= {"orders": order_choices(), "on_paper": on_paper, "here": tab_url(upload, tab)}
    context |= {"head": "intake/head.html", "overview": reverse("intake:list", args=[code])}
    return render(request, "intake/rows.html", context)


@never_cache
@require_safe
def marked(request: HttpRequest, code: str) -> HttpResponseBase:
    """The marked workbook, unsealed as it goes."""
    upload = _upload(request, code)
    return marked_workbook(code=code, shelf=Shelf.DAY, file_name=upload.file_name)


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """The list is taken away, now."""
    actions.remove(_upload(request, code))
    return redirect("desk:home")


@require_POST
def retry(request: HttpRequest, code: str) -> HttpResponse:
    """A broken check begins once more."""
    upload = _upload(request, code)
    actions.notice_break(upload)
    try:
        tasks.retry(upload)
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect("intake:list", code=code)


def _upload(request: HttpRequest, code: str) -> Upload:
    upload = queries.upload_of(code=code, visitor=visitor_of(request), now=timezone.now())
    if upload is None:
        raise Http404
    return upload


def _head(upload: Upload, tab: Tab | None = None) -> dict[str, object]:
    return {
        "upload": upload,
        "headline": headline(upload),
        "about": about(upload),
        "tabs": tabs(upload, tab),
        "has_marked": files.has(upload.code, Part.MARKED),
    }

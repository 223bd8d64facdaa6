"""What the pages of this room share: who may open them, and how an act or a workbook is answered."""

import io
from collections.abc import Callable, Iterable

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from payung.accounts.rules import Role
from payung.gateways.lists.columns import Column, ListRow
from payung.gateways.lists.workbook import write_list
from payung.people.rules import NotAllowed

DECIDERS = (Role.OPERATOR, Role.HEAD)
READERS = (*DECIDERS, Role.DESA_OFFICER, Role.KECAMATAN_OFFICER, Role.INSPECTOR)
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
NOT_READABLE, CONFLICT = 422, 409
ALL = 50_000


def done(request: HttpRequest, act: Callable[[], None], *, to: str = "matching:index") -> HttpResponse:
    """Back to the list, or the sentence that says why not."""
    try:
        act()
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect(to)


def workbook(title: str, columns: list[Column], rows: Iterable[ListRow], *, name: str) -> FileResponse:
    out = io.BytesIO()
    write_list(out=out, title=title, columns=columns, rows=rows)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name)


def asked_words(request: HttpRequest) -> str:
    return request.GET.get("cari", "")[:200].strip()

"""What a desa sees over its link, on any phone and without JavaScript: its members, and who answers for it.

Nobody signs in. The link itself is the secret, so its page is not kept, not searched for and not told to others
(`same-origin`: with `no-referrer` a browser sends no origin either, and the house would take the form for a forgery).
A link that is unknown, replaced or over says one and the same, so that trying tells nothing.
"""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal.ratelimit import consume
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.accounts.questions import read_page
from payung.accounts.wording import day, number
from payung.contributions import actions
from payung.contributions.forms.verifying import NameForm, SaidForm
from payung.contributions.present import verifying as present
from payung.contributions.queries import verifying as queries
from payung.contributions.queries.verifying import DesaFacts
from payung.contributions.rules.refusals import Refused
from payung.contributions.rules.verifying import SaidDoesNotFit
from payung.contributions.states import VervalState
from payung.contributions.views.verifying_desa import said_before, said_of

AT_ONCE = 30  # names a page: some ten KB
_MISSES = {"verval": "20/m/ip"}  # as failed sign-ins are counted: a whole office is one address
_NOT_READABLE, _NOT_FOUND, _TOO_MANY = 422, 404, 429
View = Callable[..., HttpResponse]


def _by_link(view: View) -> View:
    """The view is given the desa of the token; whoever has no such link is told whom to ask."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def opened(request: HttpRequest, token: str, **words: int) -> HttpResponse:
        desa = queries.linked_desa(token=token, now=timezone.now())
        response = _missed(request) if desa is None else view(request, token, desa, **words)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return opened


def _missed(request: HttpRequest) -> HttpResponse:
    counted = consume(request, app="payung", action="verval", config=_MISSES, limit_get=True)
    status = _NOT_FOUND if counted else _TOO_MANY
    return render(request, "contributions/verval_link_over.html", {"too_many": not counted}, status=status)


@_by_link
def one(request: HttpRequest, token: str, desa: DesaFacts) -> HttpResponse:
    """The members of the desa; `semua masih bekerja, kecuali …` is sent with one name."""
    due_date, is_open = queries.round_of_desa(round_id=desa.round_id)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_by_link(
                token=token, said=[], name=form.cleaned_data["nama"], request_key=form.key, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("contributions:verval_link", token)
    words = request.GET.get("cari", "")[:80]
    found = queries.lines(desa_id=desa.id, words=words)
    page = present.page(
        count=found.count(),
        at=read_page(request.GET.get("hal")),
        size=AT_ONCE,
        here=request.path,
        asked={"cari": words},
    )
    context = {
        **_head(token, desa),
        "form": form,
        "due_date": day(due_date),
        "is_open": is_open,
        "has_answered": desa.state is VervalState.ANSWERED,
        "answered": present.answered_words(desa),
        "members": number(desa.members),
        "rest": present.rest_words(desa),
        "gone": present.member_lines(queries.gone_lines(desa_id=desa.id)),
        "unsure": present.member_lines(queries.to_confirm(desa_id=desa.id)) if desa.unsure else (),
        "unsure_told": present.unsure_words(desa),
        "words": words,
        "page": page,
        "lines": present.member_lines(queries.told_lines(found[(page.number - 1) * AT_ONCE : page.number * AT_ONCE])),
    }
    return render(request, "contributions/verval_link.html", context, status=_NOT_READABLE if form.errors else 200)


@_by_link
def person(request: HttpRequest, token: str, desa: DesaFacts, number: int) -> HttpResponse:
    """What became of one member."""
    line = queries.line(desa_id=desa.id, number=number)
    if line is None:
        raise Http404
    form = SaidForm(request.POST or None, initial=said_before(line))
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_by_link(
                token=token, said=[said_of(form, line.membership_id)], request_key=form.key, now=timezone.now()
            )
        except SaidDoesNotFit as refusal:
            form.add_error("tanggal", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("contributions:verval_link", token)
    _due_date, is_open = queries.round_of_desa(round_id=desa.round_id)
    context = {**_head(token, desa), "form": form, "line": present.member_lines([line])[0], "is_open": is_open}
    return render(
        request, "contributions/verval_link_person.html", context, status=_NOT_READABLE if form.errors else 200
    )


def _head(token: str, desa: DesaFacts) -> dict[str, object]:
    return {"token": token, "desa": present.desa_name(desa.desa_code)}

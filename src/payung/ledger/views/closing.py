"""Months whose books are closed, and closing the next."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.rules import Role
from payung.accounts.wording import month
from payung.ledger import actions, present, queries
from payung.ledger.forms import CloseForm
from payung.ledger.rules import Refused
from payung.ledger.views.asking import READERS, sentences, told
from payung.shared.dates import Month

CLOSERS = (Role.HEAD, Role.PPK_SKPD)


@permit(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponseBase:
    """The closed months with their hashes; the next is closed here."""
    actor = actor_of(request)
    if request.method == "POST":
        return _closed(request)
    found = queries.closes(kabupaten=actor.kabupaten)
    through = queries.closed_through(kabupaten=actor.kabupaten)
    before_this = Month.of(timezone.localtime(timezone.now()).date()).plus(-1)
    next_ = through.plus(1) if through else before_this
    context = {
        "headline": present.close_headline(through),
        "rows": present.close_rows(found, names=names_of_keys([one.closed_by for one in found])),
        "next": month(next_),
        "form": CloseForm(initial={"month": next_}) if actor.may(*CLOSERS) and next_ <= before_this else None,
        "is_first": through is None,
    }
    return render(request, "ledger/close.html", context)


@permit(*CLOSERS)
def _closed(request: HttpRequest) -> HttpResponse:
    actor, form = actor_of(request), CloseForm(request.POST)
    if not form.is_valid():
        return told(request, sentences(form))
    try:
        actions.close_month(
            kabupaten=actor.kabupaten,
            month=form.cleaned_data["month"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("ledger:close")

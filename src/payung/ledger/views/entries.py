"""What stands on the accounts of a programme, the entries behind it, and one of them."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.questions import read_day, read_number, read_page
from payung.accounts.rules import Role
from payung.gateways.lists.download import as_excel
from payung.ledger import actions, present, queries
from payung.ledger.forms import ReverseForm
from payung.ledger.queries import EntriesAsked
from payung.ledger.queries.entries import PAGE
from payung.ledger.rules import Refused
from payung.ledger.rules.words import OWN_WAY
from payung.ledger.views.asking import READERS, sentences, told
from payung.programmes import queries as programmes

_ASKED = ("program", "cari", "jenis", "dana", "dari", "sampai", "urut")


@permit(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The books of a programme: what is left, each fund, and its entries."""
    known = programmes.programmes(kabupaten=actor_of(request).kabupaten)
    programme = next((one for one in known if one.code == request.GET.get("program")), known[0] if known else None)
    if programme is None:
        return render(request, "ledger/index.html", {"programme": None})
    asked = {name: request.GET.get(name, "")[:200] for name in _ASKED}
    found = queries.entries(programme_id=programme.id, asked=_asked(asked))
    if "excel" in request.GET:
        rows = present.entry_rows(queries.told_entries(found))
        return as_excel(title=f"Buku {programme.code}", headings=present.entry_headings(), rows=rows)
    count, on_paper = found.count(), "cetak" in request.GET
    at = min(read_page(request.GET.get("hal")), max(1, -(-count // PAGE)))
    cut = found if on_paper else found[(at - 1) * PAGE : at * PAGE]
    lines = present.entry_lines(queries.told_entries(cut))
    balances = queries.balances(programme_id=programme.id)
    funds = programmes.funds(programme_id=programme.id)
    context = {
        "programmes": known,
        "programme": programme,
        "headline": present.headline(balances),
        "books": present.fund_books(balances, funds=funds),
        "funds": funds,
        "kinds": present.ENTRY_WORDS.items(),
        "orders": present.ORDER_WORDS.items(),
        "asked": asked,
        "page": present.page(lines, count=count, at=at, address=request.path, asked=asked),
        "on_paper": on_paper,
    }
    return render(request, "ledger/index.html", context)


@permit(*READERS)
@require_safe
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry: what it did to which account, because of what."""
    actor = actor_of(request)
    found = queries.entry(entry_id=entry_id, actor=actor)
    if found is None:
        raise Http404
    may = actor.may(Role.HEAD) and found.kind not in OWN_WAY and not found.reversed_by_id
    today = timezone.localtime(timezone.now()).date()
    context = {
        "entry": found,
        "kind": present.ENTRY_WORDS[found.kind],
        "facts": present.entry_facts(found, names=names_of_keys([found.made_by])),
        "source": present.source_of(found.source),
        "postings": present.posting_rows(found.postings),
        "form": ReverseForm(initial={"on_date": today}) if may and found.made_by != actor.key else None,
        "own_way": present.own_way(found.kind) if actor.may(Role.HEAD) else "",
    }
    return render(request, "ledger/entry.html", context)


@permit(Role.HEAD)
@require_POST
def reverse(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The entry is turned round."""
    actor, form = actor_of(request), ReverseForm(request.POST)
    if queries.entry(entry_id=entry_id, actor=actor) is None:
        raise Http404
    if not form.is_valid():
        return told(request, sentences(form))
    try:
        made = actions.reverse(
            entry_id=entry_id,
            because=form.cleaned_data["because"],
            on_date=form.cleaned_data["on_date"],
            request_key=form.key,
            actor=actor,
            now=timezone.now(),
        )
    except Refused as refusal:
        return told(request, str(refusal))
    return redirect("ledger:entry", entry_id=made)


def _asked(asked: Mapping[str, str]) -> EntriesAsked:
    return EntriesAsked(
        words=asked["cari"],
        kind=asked["jenis"],
        fund_id=read_number(asked["dana"]),
        from_=read_day(asked["dari"]),
        to=read_day(asked["sampai"]),
        order=asked["urut"],
    )

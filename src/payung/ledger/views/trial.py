"""The trial balance: whether the books of the kabupaten are sound."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.questions import read_day
from payung.accounts.wording import day
from payung.gateways.lists.download import as_excel
from payung.ledger import present, queries
from payung.ledger.views.asking import READERS


@permit(*READERS)
@require_safe
def trial(request: HttpRequest) -> HttpResponseBase:
    """Every account with its debit and credit, now or at the end of a day."""
    kabupaten = actor_of(request).kabupaten
    on = read_day(request.GET.get("tanggal", "")[:40])
    found = queries.trial_balance(kabupaten=kabupaten, on=on)
    if "excel" in request.GET:
        return as_excel(title="Neraca saldo", headings=present.trial_headings(), rows=present.trial_cells(found))
    sentence, sign = present.trial_headline(found, changed=queries.changed_since_closed(kabupaten=kabupaten))
    context = {
        "sentence": sentence,
        "sign": sign,
        "rows": present.trial_rows(found),
        "totals": present.trial_totals(found),
        "day": day(on) if on else "",
        "asked_day": request.GET.get("tanggal", "")[:40],
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "ledger/trial.html", context)

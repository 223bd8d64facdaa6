"""Pages of pairs: two persons that look like one, what speaks for and against it, and the ruling."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.matching import actions, present
from payung.matching.forms import ReasonForm, RulingForm
from payung.matching.present import pair_words
from payung.matching.present.pictures import waterfall
from payung.matching.queries import pairs as queries
from payung.matching.queries.doubts import next_pair
from payung.matching.views.common import CONFLICT, DECIDERS, GET_OR_POST, NOT_READABLE, READERS
from payung.people.rules import NotAllowed


@permit(*READERS)
@GET_OR_POST
def pair(request: HttpRequest, low: int, high: int) -> HttpResponseBase:
    """Both sides, and what speaks for and against."""
    if request.method == "POST":
        return rule(request, low, high)
    return _page(request, _pair(request, low, high), RulingForm())


@permit(*DECIDERS)
@GET_OR_POST
def rule(request: HttpRequest, low: int, high: int) -> HttpResponse:
    """They are one, or two; then the next doubt."""
    found, form, actor = _pair(request, low, high), RulingForm(request.POST), actor_of(request)
    if not form.is_valid():
        return _page(request, found, form)
    behind = next_pair(after=(low, high), actor=actor)
    said = form.cleaned_data
    return _done(
        request,
        lambda: actions.rule_pair(
            low=low, high=high, ruling=said["jawaban"], reason=said["alasan"], actor=actor, now=timezone.now()
        ),
        to=_address(behind),
    )


@permit(*DECIDERS)
@require_POST
def undo(request: HttpRequest, low: int, high: int) -> HttpResponse:
    """The ruling is taken back, and the pair asked about again."""
    found, form, actor = _pair(request, low, high), ReasonForm(request.POST), actor_of(request)
    if not form.is_valid():
        return _page(request, found, form)
    reason = form.cleaned_data["alasan"]
    return _done(
        request,
        lambda: actions.undo_ruling(low=low, high=high, reason=reason, actor=actor, now=timezone.now()),
        to=reverse("matching:index"),
    )


def _pair(request: HttpRequest, low: int, high: int) -> queries.PairFacts:
    """The pair, where this actor may see both; a stranger's is as one that never was."""
    found = queries.pair(low=low, high=high, actor=actor_of(request))
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: queries.PairFacts, form: ReasonForm) -> HttpResponse:
    actor, ruled = actor_of(request), found.line.ruling
    ends = found.line.low.person_id, found.line.high.person_id
    reasons = pair_words.reasons(found.line)
    context = {
        "pair": found,
        "ends": ends,
        "pairs": present.written_pairs(found, kabupaten=actor.kabupaten),
        "because": pair_words.because_words(found.line.because),
        "speaking": [one.text for one in reasons if one.is_for],
        "against": [one.text for one in reasons if not one.is_for],
        "picture": waterfall(found.parts) if found.parts else None,
        "decided": pair_words.ruled_words(ruled, names_of_keys([ruled.made_by])) if ruled else "",
        "form": form if not ruled else ReasonForm(request.POST or None),
        "may_decide": actor.may(*DECIDERS),
        "next": _address(next_pair(after=ends, actor=actor)),
    }
    return render(request, "matching/pair.html", context, status=NOT_READABLE if form.errors else 200)


def _address(ends: tuple[int, int] | None) -> str:
    """The page of the pair; the list where there is none."""
    return reverse("matching:pair", args=ends) if ends else reverse("matching:index")


def _done(request: HttpRequest, act: Callable[[], None], *, to: str) -> HttpResponse:
    try:
        act()
    except NotAllowed as refusal:
        return render(request, "payung/not_allowed.html", {"sentence": str(refusal)}, status=CONFLICT)
    return redirect(to)

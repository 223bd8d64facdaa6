"""Pages of persons before a decree: how each stands with a register, and the overrides by which two people vouch."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.queries import names_of_keys
from payung.accounts.rules import Actor
from payung.accounts.wording import day, instant, number
from payung.eligibility import clearing
from payung.eligibility.models import Override
from payung.eligibility.prechecks import standing
from payung.eligibility.prechecks.forms import OverrideForm, ReasonForm
from payung.eligibility.prechecks.present import (
    REGISTER_WORDS,
    SIGNS,
    STANDING_WORDS,
    said_words,
    until_words,
)
from payung.eligibility.prechecks.roles import LOOKERS
from payung.eligibility.prechecks.standing import Standing, Stood
from payung.eligibility.prechecks.stretches import stretch_of
from payung.eligibility.prechecks.views import XLSX, programme_asked
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Register
from payung.gateways.lists import Column, Kind, ListRow, write_list
from payung.people import queries as people
from payung.regions.load import gazetteer
from payung.shared.nik import masked

NOT_READABLE, CONFLICT = 422, 409
ORDERS = ("desa", "nama", "berlaku")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A person with his standing, as a list shows him."""

    stood: Stood
    name: str
    birth_year: int
    birth_day: str
    desa_code: str
    desa: str


@permit(*LOOKERS)
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    """Everybody proposed, by one register: sought, filtered, sorted, counted, on paper and as Excel."""
    actor = actor_of(request)
    programme = programme_asked(request, actor)
    asked = {name: request.GET.get(name, "")[:100] for name in ("register", "keadaan", "cari", "urut")}
    register = Register(asked["register"]) if asked["register"] in [*Register] else Register.DUKCAPIL
    found = standing.stood(programme=programme, register=register, actor=actor, now=timezone.now())
    if asked["keadaan"] in [*Standing]:
        found = [one for one in found if one.standing == asked["keadaan"]]
    named = _sorted(_sought(_named(found, programme.kabupaten), asked["cari"]), asked["urut"])
    if "unduh" in request.GET:
        return _excel(named, register)
    on_paper = "cetak" in request.GET
    stretch = stretch_of(request, len(named))
    shown = named if on_paper else named[stretch.first : stretch.stop]
    here = urlencode(asked | {"program": programme.code, "register": str(register)})
    niks = _masked_niks(shown, actor)
    context = {
        "programme": programme,
        "register": register,
        "registers": [(one, REGISTER_WORDS[one]) for one in Register],
        "standings": [(one, STANDING_WORDS[one]) for one in Standing],
        "orders": [("desa", _("desa")), ("nama", _("nama")), ("berlaku", _("habis berlakunya"))],
        "asked": asked,
        "told": ngettext("%(n)s orang", "%(n)s orang", len(named)) % {"n": number(len(named))},
        "lines": [_line(one, niks) for one in shown],
        "page": stretch,
        "excel": f"?{here}&unduh=1",
        "paper": f"?{here}&cetak=1",
        "on_paper": on_paper,
    }
    return render(request, "eligibility/precheck_people.html", context)


def _named(found: list[Stood], kabupaten: str) -> list[Named]:
    if not found:
        return []
    told = people.columns(person_ids=[one.person_id for one in found])
    desas = {desa.code: desa.text for desa in gazetteer(kabupaten).desas}
    days = told.birth_date.tolist()
    return [
        Named(
            stood=one,
            name=name,
            birth_year=born.year,
            birth_day=day(born),
            desa_code=code,
            desa=desas.get(code, code),
        )
        for one, name, born, code in zip(found, told.name.tolist(), days, told.desa_code.tolist(), strict=True)
    ]


def _sought(named: list[Named], words: str) -> list[Named]:
    wanted = words.casefold().split()
    return [one for one in named if all(word in f"{one.name} {one.desa}".casefold() for word in wanted)]


def _sorted(named: list[Named], order: str) -> list[Named]:
    if order == "nama":
        return sorted(named, key=lambda one: one.name.casefold())
    if order == "berlaku":
        return sorted(
            named, key=lambda one: (one.stood.said.valid_until.isoformat() if one.stood.said else "", one.name)
        )
    return sorted(named, key=lambda one: (one.desa_code, one.name.casefold()))


def _line(one: Named, niks: dict[int, str]) -> dict[str, str]:
    said = one.stood.said
    return {
        "name": one.name,
        "identity": _("%(nik)s · lahir %(year)s") % {"nik": niks.get(one.stood.person_id, ""), "year": one.birth_year},
        "desa": one.desa,
        "word": str(STANDING_WORDS[one.stood.standing]),
        "sign": SIGNS[one.stood.standing],
        "said": said_words(said, sees_payer=True),
        "until": until_words(said.valid_until) if said else "",
        "override_url": reverse("eligibility:precheck_propose", args=[one.stood.person_id])
        if one.stood.standing not in (Standing.VALID, Standing.EXPIRING)
        else "",
    }


def _masked_niks(shown: list[Named], actor: Actor) -> dict[int, str]:
    niks = people.niks(kabupaten=actor.kabupaten, person_ids=[one.stood.person_id for one in shown])
    return {person_id: masked(nik) for person_id, nik in niks.items()}


def _excel(named: list[Named], register: Register) -> HttpResponse:
    out = BytesIO()
    columns = [
        Column(heading=_("No"), width=6, kind=Kind.NUMBER),
        Column(heading=_("Nama"), width=32),
        Column(heading=_("Tahun lahir"), kind=Kind.NUMBER),
        Column(heading=_("Desa/kelurahan"), width=30),
        Column(heading=_("Keadaan"), width=34),
        Column(heading=_("Hasil"), width=34),
        Column(heading=_("Berlaku sampai"), kind=Kind.DAY),
    ]
    rows = (
        ListRow(
            cells=[
                place,
                one.name,
                one.birth_year,
                one.desa,
                str(STANDING_WORDS[one.stood.standing]),
                said_words(one.stood.said, sees_payer=True),
                one.stood.said.valid_until if one.stood.said else None,
            ]
        )
        for place, one in enumerate(named, start=1)
    )
    write_list(out=out, title=_("Pemadanan %(name)s") % {"name": REGISTER_WORDS[register]}, columns=columns, rows=rows)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    disposition = content_disposition_header(as_attachment=True, filename=f"pemadanan_{register}.xlsx")
    response.headers["Content-Disposition"] = disposition or ""
    return response


@permit(*LOOKERS)
@require_safe
def overrides(request: HttpRequest) -> HttpResponse:
    """Who vouches for whom, in place of which pre-check."""
    return _overrides_page(request)


def _overrides_page(request: HttpRequest, refusal: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    programme = programme_asked(request, actor)
    found = Override.objects.filter(programme=programme.id).select_related("person").order_by("revoked_at", "-id")
    seen = [one for one in found[:500] if actor.sees(one.person.desa_code)]
    names = names_of_keys([key for one in seen for key in (one.proposed_by, one.made_by, one.revoked_by)])
    context = {
        "programme": programme,
        "lines": [_override_line(one, actor, names) for one in seen],
        "told": _("%(n)s pengecualian") % {"n": number(len(seen))},
        "refusal": refusal,
    }
    return render(request, "eligibility/precheck_overrides.html", context, status=status)


def _override_line(one: Override, actor: Actor, names: dict[str, str]) -> dict[str, object]:
    word, sign = _("menunggu kepala dinas"), "decision"
    if one.revoked_at:
        who = names[one.revoked_by]
        word, sign = _("dicabut %(who)s: %(why)s") % {"who": who, "why": one.revoked_because}, "error"
    elif one.made_at:
        who = names[one.made_by]
        word, sign = _("disetujui %(who)s, %(when)s") % {"who": who, "when": instant(one.made_at)}, "ready"
    is_open = one.revoked_at is None
    return {
        "id": one.pk,
        "name": one.person.name,
        "register": REGISTER_WORDS[one.register],
        "reason": one.reason,
        "proposed": _("diusulkan %(who)s, %(when)s")
        % {"who": names[one.proposed_by], "when": instant(one.proposed_at)},
        "word": word,
        "sign": sign,
        "may_make": is_open and one.made_at is None and actor.may(*clearing.MAKERS) and one.proposed_by != actor.key,
        "may_revoke": is_open and actor.may(*clearing.MAKERS, *clearing.PROPOSERS),
    }


@permit(*clearing.PROPOSERS)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, person_id: int) -> HttpResponse:
    """An override is proposed for one person; the head of the dinas decides."""
    actor = actor_of(request)
    programme = programme_asked(request, actor)
    person = people.person(person_id=person_id, actor=actor)
    if person is None:
        raise Http404
    form = OverrideForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = NOT_READABLE
        if form.is_valid():
            try:
                clearing.propose_override(
                    programme_id=programme.id,
                    person_id=person_id,
                    register=Register(form.cleaned_data["register"]),
                    reason=form.cleaned_data["alasan"],
                    actor=actor,
                    now=timezone.now(),
                )
                return redirect(f"{reverse('eligibility:precheck_overrides')}?program={programme.code}")
            except NotAllowed as refusal:
                form.add_error(None, str(refusal))
    context = {"form": form, "person": person, "programme": programme, "born": day(person.birth_date)}
    return render(request, "eligibility/precheck_propose.html", context, status=status)


@permit(*clearing.MAKERS)
@require_POST
def make(request: HttpRequest, override_id: int) -> HttpResponse:
    """The head of the dinas vouches too: the override counts."""
    try:
        clearing.make_override(override_id=override_id, actor=actor_of(request), now=timezone.now())
    except NotAllowed as refusal:
        return _overrides_page(request, str(refusal), CONFLICT)
    return redirect("eligibility:precheck_overrides")


@permit(*clearing.MAKERS, *clearing.PROPOSERS)
@require_POST
def revoke(request: HttpRequest, override_id: int) -> HttpResponse:
    """The override no longer counts."""
    form = ReasonForm(request.POST)
    because = form.cleaned_data["alasan"] if form.is_valid() else ""
    try:
        clearing.revoke_override(override_id=override_id, because=because, actor=actor_of(request), now=timezone.now())
    except NotAllowed as refusal:
        return _overrides_page(request, str(refusal), CONFLICT)
    return redirect("eligibility:precheck_overrides")

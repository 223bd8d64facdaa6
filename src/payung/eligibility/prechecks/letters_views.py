"""All requests that went out and all answers that came back: sought, filtered, counted, on paper and as Excel."""

from io import BytesIO
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.accounts.wording import number
from payung.eligibility.prechecks import standing
from payung.eligibility.prechecks.present import REGISTER_WORDS, Letter, answer_letter, request_letter
from payung.eligibility.prechecks.roles import LOOKERS
from payung.eligibility.prechecks.stretches import stretch_of
from payung.eligibility.prechecks.views import programme_asked
from payung.eligibility.rules.words import Register
from payung.gateways.lists import Column, ListRow, write_list
from payung.programmes.rules.setup import ProgrammeFacts


@permit(*LOOKERS)
@require_safe
def letters(request: HttpRequest) -> HttpResponseBase:
    """Requests and answers of a programme, the latest first."""
    programme = programme_asked(request, actor_of(request))
    asked = {name: request.GET.get(name, "")[:100] for name in ("cari", "register", "arah", "urut")}
    found = _sought(_all(programme), asked)
    if "unduh" in request.GET:
        return _excel(found)
    stretch = stretch_of(request, len(found))
    here = urlencode({"program": programme.code} | {name: value for name, value in asked.items() if value})
    context = {
        "programme": programme,
        "asked": asked,
        "registers": [(str(one), REGISTER_WORDS[one]) for one in Register],
        "ways": [("keluar", _("permintaan")), ("masuk", _("jawaban"))],
        "orders": [("", _("terbaru")), ("lama", _("terlama")), ("kantor", _("kantor"))],
        "told": _("%(n)s permintaan dan jawaban") % {"n": number(len(found))},
        "lines": found[stretch.first : stretch.stop],
        "page": stretch,
        "excel": f"?{here}&unduh=1",
        "paper": f"?{here}&cetak=1",
        "on_paper": "cetak" in request.GET,
    }
    return render(request, "eligibility/precheck_letters.html", context)


def _all(programme: ProgrammeFacts) -> list[Letter]:
    waiting = standing.unread_counts(programme_id=programme.id)
    went = [request_letter(one) for one in standing.requests(programme_id=programme.id)]
    came = [answer_letter(one, waiting.get(one.id, 0)) for one in standing.answers(programme_id=programme.id)]
    return sorted([*went, *came], key=lambda letter: letter.at, reverse=True)


def _sought(found: list[Letter], asked: dict[str, str]) -> list[Letter]:
    words = asked["cari"].casefold().split()
    kept = [
        one
        for one in found
        if asked["register"] in ("", one.register)
        and asked["arah"] in ("", one.way)
        and all(word in f"{one.name} {one.what} {one.about}".casefold() for word in words)
    ]
    match asked["urut"]:
        case "lama":
            return kept[::-1]
        case "kantor":
            return sorted(kept, key=lambda letter: letter.name)
        case _:
            return kept


def _excel(found: list[Letter]) -> FileResponse:
    headings = (_("Kantor"), _("Jenis"), _("Kode atau berkas"), _("Nomor surat atau sumber"), _("Kapan"), _("Keadaan"))
    columns = [Column(heading=heading, width=24) for heading in headings]
    rows = (ListRow(cells=(one.name, one.kind, one.what, one.about, one.when, one.word)) for one in found)
    out = BytesIO()
    write_list(out=out, title=_("Permintaan dan jawaban"), columns=columns, rows=rows)
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename="pemadanan_surat.xlsx")

"""Papers of a round: lists to be marked by hand, minutes to be signed, and what came back signed."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from payung.accounts.permit import actor_of, permit
from payung.contributions import actions, files
from payung.contributions.present import verifying as present
from payung.contributions.queries import verifying as queries
from payung.contributions.queries.verifying import DesaFacts, RoundFacts
from payung.contributions.views.verifying import READERS, found_round
from payung.contributions.views.verifying_desa import found_desa
from payung.gateways.papers.verval import (
    VervalHead,
    VervalLine,
    VervalList,
    VervalMinutes,
    VervalPlace,
    write_verval_lists,
    write_verval_minutes,
)
from payung.programmes import queries as programmes

_PDF = "application/pdf"


@permit(*READERS)
@require_safe
def round_lists(request: HttpRequest, round_id: int) -> HttpResponseBase:
    """The lists of all desas that the actor sees, each beginning on a page of its own."""
    actor = actor_of(request)
    facts = found_round(round_id, actor)
    desas = queries.desas(round_id=round_id, actor=actor)
    if not desas:
        raise Http404
    return _lists(facts, desas, name=f"daftar-verval-{facts.first_month}.pdf")


@permit(*READERS)
@require_safe
def desa_list(request: HttpRequest, desa_id: int) -> HttpResponseBase:
    """The list of one desa."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    return _lists(found_round(desa.round_id, actor), [desa], name=f"daftar-verval-{desa.desa_code}.pdf")


@permit(*READERS)
@require_safe
def minutes(request: HttpRequest, desa_id: int) -> HttpResponseBase:
    """The minutes of a desa that has answered, to be signed."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    if desa.answered_at is None:
        raise Http404
    out = BytesIO()
    write_verval_minutes(
        out=out,
        head=_head(found_round(desa.round_id, actor)),
        minutes=VervalMinutes(
            place=_place(desa),
            gone=[
                VervalLine(number=one.number, name=one.name, about=one.about, word=one.word)
                for one in present.member_lines(queries.gone_lines(desa_id=desa_id))
            ],
            answered_by=desa.answered_by,
            answered_on=timezone.localtime(desa.answered_at).date(),
        ),
    )
    return _paper(out, name=f"berita-acara-verval-{desa.desa_code}.pdf")


@permit(*READERS)
@require_safe
def scan(request: HttpRequest, desa_id: int) -> HttpResponseBase:
    """The signed minutes as scanned, unsealed as they go; who took them is recorded."""
    actor = actor_of(request)
    desa = found_desa(desa_id, actor)
    try:
        sealed = files.opened(desa.scan_code or "none")
    except FileNotFoundError:
        raise Http404 from None
    actions.open_minutes(desa_id=desa_id, actor=actor, now=timezone.now())
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=desa.scan_name) or ""
    )
    return response


def _lists(facts: RoundFacts, desas: Sequence[DesaFacts], *, name: str) -> HttpResponseBase:
    out = BytesIO()
    write_verval_lists(out=out, head=_head(facts), lists=_of(desas))
    return _paper(out, name=name)


def _of(desas: Sequence[DesaFacts]) -> Iterator[VervalList]:
    """One question to the database for each desa: its members are laid out and forgotten before the next."""
    for desa in desas:
        lines = present.member_lines(queries.told_lines(queries.lines(desa_id=desa.id)))
        yield VervalList(
            place=_place(desa),
            lines=(VervalLine(number=one.number, name=one.name, about=one.about, kpj=one.kpj) for one in lines),
        )


def _head(facts: RoundFacts) -> VervalHead:
    programme = programmes.by_id(programme_id=facts.programme_id)
    return VervalHead(
        office=settings.PAYUNG.office,
        programme=programme.name if programme else "",
        term=present.term(facts.first_month, facts.last_month),
        until=facts.due_date,
    )


def _place(desa: DesaFacts) -> VervalPlace:
    return VervalPlace(
        desa=present.desa_name(desa.desa_code),
        kecamatan=present.kecamatan_name(desa.desa_code),
        members=desa.members,
    )


def _paper(out: BytesIO, *, name: str) -> HttpResponseBase:
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=_PDF)

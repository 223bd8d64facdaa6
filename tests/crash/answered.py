"""A batch that BPJS has, the workbooks in which it answers, and what must be there once they count."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from xlsxwriter import Workbook

from crash import looking, scene
from crash.house import KABUPATEN, OPERATOR
from crash.insured import Named, kpj
from payung.enrolment.actions import apply_answer, receive_answer
from payung.gateways.lists import key_text
from payung.gateways.sealed_uploads import SealedUpload
from payung.gateways.sealing import Kind, sealer

NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
SENT = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
ANSWERED = date(2027, 1, 15)
REFUSED_ONE_IN, STRANGERS = 40, 2
BATCH, BECAUSE = "B1", "Nama ibu kandung kosong"
HEADINGS = ("NO", "NIK", "NAMA TK", "HASIL", "KPJ", "ALASAN", "Kunci")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the batch, and what BPJS will say of it."""

    of_decree: int
    row_key: str
    nik: str
    name: str
    is_accepted: bool


def send_batch(where: Named) -> list[Line]:
    """Everybody whom the decree names stands in one batch that was sent."""
    from payung.decrees.models import Line as DecreeLine
    from payung.enrolment.models import Batch, BatchLine

    seals = sealer(KABUPATEN)
    of_decree = list(DecreeLine.objects.filter(decree=where.decree_id).order_by("number"))
    niks = [seals.opened(bytes(line.nik_sealed), Kind.NIK) for line in of_decree]
    batch = Batch.objects.create(
        programme_id=where.programme.id,
        fund_id=where.fund_id,
        kind="new",
        number=1,
        layout="default",
        made_by=OPERATOR.key,
        made_at=SENT,
        request_key=uuid4(),
        file_code="0" * 32,
    )
    lines = [
        Line(
            of_decree=line.pk,
            row_key=f"K{line.pk:011}",
            nik=nik,
            name=line.name,
            is_accepted=bool(number % REFUSED_ONE_IN),
        )
        for number, (line, nik) in enumerate(zip(of_decree, niks, strict=True), start=1)
    ]
    BatchLine.objects.bulk_create(
        [
            BatchLine(
                batch=batch,
                programme_id=where.programme.id,
                kind=batch.kind,
                number=number,
                row_key=line.row_key,
                person_id=of.person_id,
                line_id=of.pk,
                name=line.name,
                nik_sealed=bytes(of.nik_sealed),
                nik_index=seals.index(line.nik, Kind.NIK),
            )
            for number, (line, of) in enumerate(zip(lines, of_decree, strict=True), start=1)
        ],
        batch_size=1000,
    )
    Batch.objects.filter(id=batch.pk).update(state="sent", drafted_at=SENT, exported_at=SENT, sent_date=SENT.date())
    return lines


def written(path: Path, lines: Sequence[Line], *, filled: int) -> Path:
    """Our workbook comes back: so many of its rows say something, the others nothing yet, and two are of nobody."""
    with Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("DAFTAR BARU")
        for number, row in enumerate([HEADINGS, *_rows(lines, filled)]):
            sheet.write_row(number, 0, row)
    return path


def _rows(lines: Sequence[Line], filled: int) -> Iterator[tuple[object, ...]]:
    for number, line in enumerate(lines):
        said = ("", "", "")
        if number < filled:
            said = ("BERHASIL", kpj(line.of_decree), "") if line.is_accepted else ("GAGAL", "", BECAUSE)
        yield number + 1, line.nik, line.name, *said, key_text(request=BATCH, row=line.row_key)
    for number in range(STRANGERS):
        yield "", f"630206010170{number + 9000:04}", "Orang Lain", "BERHASIL", f"27{number:09}", "", ""


def receive(programme_id: int, path: Path) -> tuple[int, bool]:
    """The file is sent to the office; the answer, and whether it is new."""
    came = SealedUpload.of_file(path)
    try:
        answer, is_new = receive_answer(
            programme_id=programme_id, came=came, answered_date=ANSWERED, actor=OPERATOR, now=NOW
        )
    finally:
        came.close()
    return answer.id, is_new


def take(answer_id: int) -> bool:
    """Whether it counts now."""
    return apply_answer(answer_id=answer_id, now=NOW).done_at is not None


def until_free(answer_id: int) -> None:
    """PostgreSQL sees a moment later that its client is gone."""
    from payung.enrolment.models import Answer

    job_id = Answer.objects.values_list("job_id", flat=True).get(id=answer_id)
    scene.wait_until(lambda: scene.is_free(job_id))


def counts(answer_id: int) -> bool:
    from payung.enrolment.models import Answer

    return Answer.objects.filter(id=answer_id, done_at__isnull=False).exists()


def wrong(where: Named, lines: Sequence[Line], *, parts: Sequence[int], before: int) -> list[str]:
    """What differs, where the answers that count filled so many rows each: `parts`, from none. Nothing is seen of others."""
    from payung.enrolment.models import Answer, BatchLine
    from payung.membership.models import Card, Membership

    filled = lines[: parts[-1]]
    due = {line.of_decree: kpj(line.of_decree) for line in filled if line.is_accepted}
    states = Counter("accepted" if line.is_accepted else "rejected" for line in filled)
    states["waiting"] = len(lines) - len(filled)
    done = Answer.objects.filter(done_at__isnull=False).order_by("id")
    found = [
        (one.rows.count(), one.row_count, one.applied_count, one.same_count, one.unknown_count, one.blank_count)
        for one in done
    ]
    due_counts = [
        (now + STRANGERS, now + STRANGERS, now - earlier, earlier, STRANGERS, len(lines) - now)
        for earlier, now in pairwise(parts)
    ]
    members = list(Membership.objects.filter(programme=where.programme.id).values_list("line", "kpj"))
    stand = BatchLine.objects.values_list("state", flat=True)
    kept = set(BatchLine.objects.exclude(membership=None).values_list("line", "kpj"))
    events = Counter(event.subject for event in looking.events()[before:] if event.act == "enrolment.record_answer")
    return looking.differences(
        members=(len(members), len(due)),
        kpjs=(dict(members) == due, True),
        cards=(set(Card.objects.values_list("kpj", flat=True)) == set(due.values()), True),
        lines=(Counter(stand), +states),
        lines_of_members=(kept == set(due.items()), True),
        counts=(found, due_counts),
        events=(dict(events), {f"insurer_answer:{one.pk}": 1 for one in done}),
        chain=(looking.broken_chain(), ""),
    )


def left_behind() -> list[str]:
    return looking.differences(left_in_the_clear=([path.name for path in (settings.PAYUNG_HOME / "tmp").glob("*")], []))

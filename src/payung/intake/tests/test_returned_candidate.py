"""A candidate whose NIK is another's goes back to its sender, comes again mended, or stands again."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.gateways.sealed_uploads import SealedUpload
from payung.intake import actions, files, importing, queries
from payung.intake.files import Part, Shelf
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.rules.proposals import NIK_OF_ANOTHER
from payung.intake.states import NotAllowed
from payung.intake.tests import cast
from payung.intake.tests.cast import (
    GOOD,
    MASTURI,
    NOW,
    OPERATOR,
    SARI,
    SEMAYAP,
    SHORT_NIK,
    STAGEN,
    WRONG_SEX_DATE,
    imported,
    listed,
)

LATER = NOW + timedelta(days=3)
REASON = "KTP menunjukkan NIK lain"


@pytest.fixture
def programme(settings, tmp_path, db):
    settings.PAYUNG_HOME = tmp_path
    return cast.programme()


@pytest.fixture
def file(programme):
    """Sari is a candidate, Masturi's NIK is short."""
    return imported(programme.id, listed(GOOD, SHORT_NIK))


@pytest.fixture
def sari(file):
    return Candidate.objects.get()


def sent_back(sari, *, actor=OPERATOR, reason=REASON):
    actions.return_candidate(candidate_id=sari.id, reason=reason, actor=actor, now=LATER)


def restored(sari, *, actor=OPERATOR):
    actions.restore_candidate(candidate_id=sari.id, reason="keliru", actor=actor, now=LATER)


def mended(programme, file, tmp_path, **cells):
    """The marked workbook, with these cells of its second row written, is received and imported; its file."""
    with files.opened(file.code, Part.MARKED, shelf=Shelf.KEPT) as sealed:
        book = load_workbook(io.BytesIO(b"".join(sealed)))
    for column, written in cells.items():
        book.worksheets[0][f"{column}2"].value = written
    path = tmp_path / f"{uuid4().hex}.xlsx"
    book.save(path)
    came = SealedUpload.of_file(path)
    back, _ = cast.sent(programme.id, came)
    importing.run(file_id=back.id, job_id=uuid4())
    return ReceivedFile.objects.get(id=back.id)


def states(file) -> list[str]:
    return list(Row.objects.filter(file=file.id).order_by("place").values_list("state", flat=True))


def listed_now(programme) -> list[str]:
    found, count = queries.candidates_page(programme_id=programme.id, actor=OPERATOR, start=0, count=10)
    assert count == len(found)
    return [one.receipt_code for one in found]


def candidates_of(programme) -> list[int]:
    return [one.candidates for one in queries.files(programme_id=programme.id, actor=OPERATOR)]


class TestReturnCandidate:
    def test_leaves_every_list_and_count_and_waits_with_its_reason(self, programme, file, sari):
        sent_back(sari)
        assert (listed_now(programme), candidates_of(programme)) == ([], [0])
        assert queries.waiting_now(file_ids=[file.id]) == {file.id: 2}
        assert queries.waiting_codes(file_id=file.id)[NIK_OF_ANOTHER] == 1
        assert queries.waiting_places(file_id=file.id, code=NIK_OF_ANOTHER) == [0]
        row = queries.rows(file_id=file.id, places=[0])[0]
        assert (row.state, row.decided_by, row.decided_at, row.reason) == ("returned", "user:3", LATER, REASON)

    def test_is_kept_for_whoever_holds_the_receipt(self, sari):
        sent_back(sari)
        found = queries.candidate(receipt_code=sari.receipt_code, actor=OPERATOR)
        assert found
        assert found.name == "Sari"

    def test_leaves_one_event_without_a_nik(self, sari):
        sent_back(sari)
        event = Event.objects.get(act="intake.return_candidate")
        assert event.subject == f"candidate:{sari.id}"
        assert SARI not in event.facts

    def test_does_nothing_twice(self, programme, sari):
        sent_back(sari)
        with pytest.raises(NotAllowed, match="sudah dikembalikan"):
            sent_back(sari)
        assert candidates_of(programme) == [0]

    def test_waits_until_its_list_is_imported(self, programme, file, sari):
        """The end of an import counts the candidates: one returned before would be counted again."""
        ReceivedFile.objects.update(state="checking")
        with pytest.raises(NotAllowed, match="belum selesai dicatat"):
            sent_back(sari)
        assert listed_now(programme) == [sari.receipt_code]

    @pytest.mark.parametrize(
        ("by", "reason"),
        [
            (cast.actor(Role.INSPECTOR), REASON),
            (cast.actor(Role.DESA_OFFICER, scope=SEMAYAP), REASON),
            (cast.actor(Role.OPERATOR, scope=STAGEN), REASON),
            (OPERATOR, f"NIK-nya {SARI}"),
            (OPERATOR, " "),
        ],
    )
    def test_is_the_offices_and_wants_a_reason_without_numbers(self, programme, sari, by, reason):
        with pytest.raises(NotAllowed):
            sent_back(sari, actor=by, reason=reason)
        assert listed_now(programme) == [sari.receipt_code]

    def test_may_be_refused_for_good(self, programme, file, sari):
        sent_back(sari)
        actions.refuse_row(row_id=sari.row_id, reason="orangnya tidak ada", actor=OPERATOR, now=LATER)
        assert queries.waiting_now(file_ids=[file.id]) == {file.id: 1}
        with pytest.raises(NotAllowed, match="sudah ditolak"):
            restored(sari)
        assert listed_now(programme) == []

    def test_cannot_be_let_pass_as_it_is(self, sari):
        sent_back(sari)
        with pytest.raises(NotAllowed, match="harus diperbaiki"):
            actions.accept_row(row_id=sari.row_id, reason="KTP", actor=OPERATOR, now=LATER)


class TestRestoreCandidate:
    def test_is_as_if_it_had_never_been_returned(self, programme, file, sari):
        before = Row.objects.filter(id=sari.row_id).values().get(), Candidate.objects.values().get()
        sent_back(sari)
        restored(sari)
        assert (Row.objects.filter(id=sari.row_id).values().get(), Candidate.objects.values().get()) == before
        assert (listed_now(programme), candidates_of(programme)) == ([sari.receipt_code], [1])
        assert queries.waiting_now(file_ids=[file.id]) == {file.id: 1}

    def test_keeps_what_a_person_had_said_of_the_row(self, programme):
        file = imported(programme.id, listed(WRONG_SEX_DATE))
        actions.accept_row(row_id=Row.objects.get().id, reason="sudah cocok", actor=OPERATOR, now=NOW)
        siti, before = Candidate.objects.get(), Row.objects.values().get()
        sent_back(siti)
        assert queries.rows(file_id=file.id, places=[0])[0].reason == REASON
        restored(siti)
        assert Row.objects.values().get() == before

    def test_is_refused_where_nothing_was_returned(self, sari):
        with pytest.raises(NotAllowed, match="tidak dikembalikan"):
            restored(sari)


class TestMended:
    def test_comes_again_as_a_new_candidate(self, programme, file, sari, tmp_path):
        sent_back(sari)
        back = mended(programme, file, tmp_path, A="6302064501800009")
        new = Candidate.objects.get(row__file=back)
        assert (states(file), states(back)) == (["mended", "mended"], ["candidate", "error"])
        assert listed_now(programme) == [new.receipt_code]
        assert candidates_of(programme) == [1, 0]

    def test_cannot_be_restored_any_more(self, programme, file, sari, tmp_path):
        sent_back(sari)
        mended(programme, file, tmp_path, A="6302064501800009")
        with pytest.raises(NotAllowed, match="daftar yang baru"):
            restored(sari)
        assert len(listed_now(programme)) == 1

    def test_that_comes_as_it_was_goes_on_waiting(self, programme, file, sari, tmp_path):
        """Somebody mends another row and sends the list: the one whose NIK is wrong must not be proposed with it anew."""
        sent_back(sari)
        back = mended(programme, file, tmp_path, E="petani")
        assert (states(file), states(back), back.known_count) == (["returned", "mended"], ["error"], 1)
        assert listed_now(programme) == []
        again = mended(programme, file, tmp_path, A=MASTURI[:-1] + "9", B="Masturi", C="12/03/1975")
        assert states(again) == ["candidate", "error"]

    def test_may_go_back_again_and_be_mended_from_the_first_marked_list(self, programme, file, sari, tmp_path):
        sent_back(sari)
        back = mended(programme, file, tmp_path, A="6302064501800009")
        sent_back(Candidate.objects.get(row__file=back))
        last = mended(programme, file, tmp_path, A="6302064501800007")
        assert states(back) == ["mended", "mended"]
        assert listed_now(programme) == [Candidate.objects.get(row__file=last).receipt_code]

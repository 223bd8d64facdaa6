"""A received list: what its rows come to, what is said of it, and that nothing happens twice."""

from dataclasses import replace
from uuid import uuid4

import pytest

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.gateways.sealed_uploads import SealedUpload
from payung.gateways.sealing import Kind, sealer
from payung.intake import actions, files, importing, queries
from payung.intake.files import Part, Shelf
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.rules.headings import Layout
from payung.intake.rules.proposals import OTHER_DESA, RowState, Source
from payung.intake.states import NotAllowed, State
from payung.intake.tests import cast
from payung.intake.tests.cast import (
    GOOD,
    KABUPATEN,
    MASTURI,
    NO_DESA,
    NOW,
    OPERATOR,
    SARI,
    SEMAYAP,
    SHORT_NIK,
    STAGEN,
    WRONG_SEX_DATE,
    imported,
    listed,
    received,
)
from payung.shared.codes import is_code


@pytest.fixture
def home(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path
    return tmp_path


@pytest.fixture
def programme(home, db):
    return cast.programme()


def states(file) -> list[tuple[int, str]]:
    return list(Row.objects.filter(file=file.id).order_by("place").values_list("number", "state"))


def facts_of(file_id: int) -> queries.FileFacts:
    found = queries.file_facts(file_id=file_id)
    assert found
    return found


def imports() -> list[Event]:
    return list(Event.objects.filter(act="intake.import_list").order_by("number"))


class TestRun:
    def test_makes_candidates_of_good_rows_and_lets_bad_ones_wait(self, programme):
        file = imported(programme.id, listed(GOOD, SHORT_NIK, WRONG_SEX_DATE))
        assert states(file) == [(2, "candidate"), (3, "error"), (4, "decision")]
        sari = Candidate.objects.get()
        assert (sari.name, sari.desa_code, sari.occupation, sari.mother_name) == ("Sari", SEMAYAP, "nelayan", "Aminah")
        assert is_code(sari.receipt_code)
        assert sealer(KABUPATEN).opened(bytes(sari.nik_sealed), Kind.NIK) == SARI
        assert bytes(sari.nik_index) == sealer(KABUPATEN).index(SARI, Kind.NIK)
        assert bytes(sari.kk_index or b"") == sealer(KABUPATEN).index("6302060101200001", Kind.KK)
        facts = facts_of(file.id)
        assert (facts.state, facts.rows, facts.candidates, facts.waiting) == (State.CHECKED, 3, 1, 2)

    def test_leaves_no_number_in_the_clear(self, programme, home):
        """Nor one that stands in a column where it does not belong."""
        stray = GOOD.replace("Aminah,003", f"Aminah {MASTURI},6302 0645 0180 0001")
        imported(programme.id, listed(stray, SHORT_NIK, WRONG_SEX_DATE))
        kept = [repr(list(model.objects.values())) for model in (ReceivedFile, Row, Candidate, Event)]
        assert not any(SARI in text or MASTURI in text or "6302060101200001" in text for text in kept)
        assert [path for path in home.rglob("*") if path.is_file() and SARI.encode() in path.read_bytes()] == []
        assert list((home / "tmp").iterdir()) == []
        assert Candidate.objects.get().rt == "…"

    def test_is_one_event_however_often_it_runs(self, programme):
        file = imported(programme.id, listed(GOOD, SHORT_NIK))
        importing.run(file_id=file.id, job_id=uuid4())
        (event,) = imports()
        assert (event.actor, event.subject) == ("user:3", f"file:{file.id}")
        assert '"candidates":1' in event.facts
        assert '"waiting":1' in event.facts
        assert Candidate.objects.count() == 1

    def test_of_bad_rows_only_is_imported_and_waits(self, programme):
        file = imported(programme.id, listed(SHORT_NIK))
        assert facts_of(file.id).state is State.CHECKED
        assert (Candidate.objects.count(), states(file)) == (0, [(2, "error")])

    def test_keeps_what_could_not_be_read_and_says_why(self, programme):
        file = imported(programme.id, "bukan daftar\nsama sekali\n")
        assert facts_of(file.id).state is State.REFUSED
        assert files.has(file.code, Part.RECEIVED, shelf=Shelf.KEPT)
        assert '"refused":"HEADER_NOT_FOUND"' in imports()[0].facts

    def test_goes_on_where_another_job_broke(self, programme, monkeypatch):
        monkeypatch.setattr(importing, "FIRST", 2)
        monkeypatch.setattr(importing, "next_chunk", lambda **_: 2)
        rows = [GOOD.replace(SARI, f"63020645018000{number:02d}") for number in range(1, 8)]
        file, _ = received(programme.id, listed(*rows))
        real, calls = actions.store_rows, []

        def breaking(**said):
            calls.append(said["before"])
            if len(calls) == 3:
                raise RuntimeError
            real(**said)

        monkeypatch.setattr(importing, "store_rows", breaking)
        with pytest.raises(RuntimeError):
            importing.run(file_id=file.id, job_id=uuid4())
        monkeypatch.setattr(importing, "store_rows", real)
        monkeypatch.setattr(importing, "_check", None)  # the answer is whole: it is not checked again
        importing.run(file_id=file.id, job_id=uuid4())
        assert calls == [0, 2, 4]
        assert (Candidate.objects.count(), len(imports())) == (7, 1)
        assert sorted(Row.objects.values_list("place", flat=True)) == list(range(7))

    def test_asks_the_database_by_the_chunk_not_by_the_row(self, programme, django_assert_max_num_queries):
        rows = [GOOD.replace(SARI, f"630206450180{number:04d}") for number in range(1, 301)]
        file, _ = received(programme.id, listed(*rows))
        with django_assert_max_num_queries(60):
            importing.run(file_id=file.id, job_id=uuid4())
        assert Candidate.objects.count() == 300

    def test_of_a_file_that_vanished_fails_and_stores_nothing(self, programme):
        file, _ = received(programme.id, listed(GOOD))
        files.remove(file.code, Part.RECEIVED, shelf=Shelf.KEPT)
        with pytest.raises(FileNotFoundError):
            importing.run(file_id=file.id, job_id=uuid4())
        assert (Row.objects.count(), imports()) == (0, [])

    def test_lets_a_member_of_last_period_be_older(self, programme):
        old = "6302061203550002,Masturi,12/03/1955,Semayap,nelayan,,,"
        one, _ = received(programme.id, listed(old), name="a.csv")
        importing.run(file_id=one.id, job_id=uuid4())
        two, _ = received(programme.id, listed(old, old.replace("0002,", "0003,")), name="b.csv")
        importing.run(file_id=two.id, job_id=uuid4(), members=["6302061203550002"])
        assert (states(one), states(two)) == ([(2, "error")], [(2, "decision"), (3, "error")])


class TestDesaOfSender:
    def test_places_rows_that_nothing_in_the_list_places(self, programme):
        file = imported(
            programme.id, listed("6302064501800001,Sari,nelayan", headings="NIK,Nama,Pekerjaan"), desa_code=STAGEN
        )
        assert states(file) == [(2, "candidate")]
        assert Candidate.objects.get().desa_code == STAGEN

    def test_asks_a_person_of_somebody_elses_desa(self, programme):
        file = imported(programme.id, listed(GOOD), desa_code=STAGEN, sender="Desa Stagen")
        assert states(file) == [(2, "decision")]
        assert OTHER_DESA in Row.objects.get().codes.split()

    def test_does_not_hold_a_group_to_the_desa_of_its_office(self, programme):
        file = imported(programme.id, listed(GOOD), desa_code=STAGEN, source=Source.GROUP, sender="KUB Bina Samudra")
        assert states(file) == [(2, "candidate")]


class TestReceiveFile:
    def test_of_the_same_file_twice_says_so(self, programme):
        first, is_new = received(programme.id, listed(GOOD))
        again, again_new = received(programme.id, listed(GOOD), name="lain.csv")
        assert (is_new, again_new, again.id, again.file_name) == (True, False, first.id, "usulan.csv")
        assert ReceivedFile.objects.count() == 1

    def test_of_the_same_file_for_another_programme_is_another(self, programme):
        received(programme.id, listed(GOOD))
        _, is_new = received(cast.programme("tahap-2").id, listed(GOOD))
        assert is_new

    def test_of_a_refused_file_with_more_said_tries_again(self, programme):
        text = listed("6302064501800001,Sari,nelayan", headings="NIK,Nama,Pekerjaan")
        file = imported(programme.id, text)
        assert facts_of(file.id).state is State.REFUSED
        again, is_new = received(programme.id, text, desa_code=SEMAYAP)
        importing.run(file_id=again.id, job_id=uuid4())
        assert (is_new, again.id, states(file)) == (True, file.id, [(2, "candidate")])

    def test_keeps_the_cover_letter_sealed(self, programme, home):
        letter = SealedUpload.of_text("Surat pengantar Kepala Desa", name="surat.pdf")
        received(programme.id, listed(GOOD), letter=letter)
        letter.close()
        kept = sorted(path.name for path in (home / "kept").iterdir())
        assert len(kept) == 2
        assert f"{letter.code}.received" in kept
        assert not any(b"pengantar" in path.read_bytes() for path in (home / "kept").iterdir())

    def test_leaves_nothing_where_it_was_not_taken(self, programme, home):
        received(programme.id, listed(GOOD))
        received(programme.id, listed(GOOD))
        assert (list((home / "files").iterdir()), len(list((home / "kept").iterdir()))) == ([], 1)

    @pytest.mark.parametrize(
        ("by", "desa_code"),
        [
            (cast.actor(Role.DESA_OFFICER, scope=STAGEN), SEMAYAP),
            (cast.actor(Role.KECAMATAN_OFFICER, scope="63.02.01"), STAGEN),
            (cast.actor(Role.KECAMATAN_OFFICER, scope="63.02.06"), ""),
            (cast.actor(Role.INSPECTOR), ""),
            (replace(OPERATOR, kabupaten="63.03", scope="63.03"), ""),
            (OPERATOR, "63.02.06.9999"),
        ],
    )
    def test_is_refused_beyond_ones_part_of_the_map(self, programme, by, desa_code):
        with pytest.raises(NotAllowed):
            received(programme.id, listed(GOOD), by=by, desa_code=desa_code)

    def test_of_a_desa_officer_is_for_the_own_desa(self, programme):
        file, _ = received(programme.id, listed(GOOD), by=cast.actor(Role.DESA_OFFICER, scope=STAGEN))
        assert file.desa_code == STAGEN

    def test_keeps_no_nik_of_a_name(self, programme):
        """A file came with its name, and loses the number; a sender's name is typed, and asked for anew."""
        file, _ = received(programme.id, listed(GOOD), name=f"usulan {SARI}.csv")
        assert file.file_name == "usulan ….csv"
        with pytest.raises(NotAllowed, match="Ganti namanya"):
            received(programme.id, listed(MASTURI), sender=f"Desa {SARI}")


class TestRememberedMapping:
    HEADINGS = "A1,B1,C1,D1"
    LAYOUT = Layout(header_rows=(1,), columns={"nik": 1, "name": 0, "occupation": 2, "desa": 3})

    def test_reads_the_senders_next_list_of_the_same_heading(self, programme):
        row = f"Sari,{SARI},nelayan,Semayap"
        imported(programme.id, listed(row, headings=self.HEADINGS), mapping={"": self.LAYOUT})
        next_ = imported(programme.id, listed(row, f"Masturi,{MASTURI},nelayan,Semayap", headings=self.HEADINGS))
        assert states(next_) == [(2, "candidate"), (3, "candidate")]

    def test_holds_for_nobody_else(self, programme):
        row = f"Sari,{SARI},nelayan,Semayap"
        imported(programme.id, listed(row, headings=self.HEADINGS), mapping={"": self.LAYOUT})
        other = imported(programme.id, listed(row, row, headings=self.HEADINGS), sender="Desa Stagen")
        assert facts_of(other.id).state is State.REFUSED

    def test_does_not_hold_for_another_heading(self, programme):
        row = f"Sari,{SARI},nelayan,Semayap"
        imported(programme.id, listed(row, headings=self.HEADINGS), mapping={"": self.LAYOUT})
        other = imported(programme.id, listed(row, headings="A1,B1,C1,E1"))
        assert facts_of(other.id).state is State.REFUSED


class TestAcceptRow:
    def test_makes_a_candidate_and_says_who_and_why(self, programme):
        file = imported(programme.id, listed(WRONG_SEX_DATE))
        row = Row.objects.get()
        code = actions.accept_row(row_id=row.id, reason=" Sudah cocok  dengan KTP ", actor=OPERATOR, now=NOW)
        row.refresh_from_db()
        assert (row.state, row.decided_by, row.decided_at, row.reason) == (
            "candidate",
            "user:3",
            NOW,
            "Sudah cocok dengan KTP",
        )
        assert Candidate.objects.get().receipt_code == code
        origin = queries.origin(candidate_ids=[Candidate.objects.get().id])[Candidate.objects.get().id]
        assert (origin.row, origin.file_id, origin.accepted_by) == (2, file.id, "user:3")
        assert Event.objects.latest("number").act == "intake.accept_rows"

    def test_does_nothing_twice(self, programme):
        imported(programme.id, listed(WRONG_SEX_DATE))
        actions.accept_row(row_id=Row.objects.get().id, reason="KTP", actor=OPERATOR, now=NOW)
        with pytest.raises(NotAllowed, match="tidak menunggu"):
            actions.accept_row(row_id=Row.objects.get().id, reason="KTP", actor=OPERATOR, now=NOW)
        assert Candidate.objects.count() == 1

    def test_says_what_only_the_list_can_say(self, programme):
        imported(programme.id, listed(NO_DESA))
        with pytest.raises(NotAllowed, match="belum punya desa/kelurahan"):
            actions.accept_row(row_id=Row.objects.get().id, reason="KTP", actor=OPERATOR, now=NOW)

    def test_is_not_for_rows_that_must_be_mended(self, programme):
        imported(programme.id, listed(SHORT_NIK))
        with pytest.raises(NotAllowed, match="harus diperbaiki"):
            actions.accept_row(row_id=Row.objects.get().id, reason="KTP", actor=OPERATOR, now=NOW)

    @pytest.mark.parametrize(
        ("by", "reason"),
        [
            (OPERATOR, " "),
            (OPERATOR, f"sudah cocok: {SARI}"),
            (OPERATOR, "x" * 121),
            (cast.actor(Role.DESA_OFFICER, scope=SEMAYAP), "KTP"),
            (replace(OPERATOR, kabupaten="63.03", scope="63.03"), "KTP"),
        ],
    )
    def test_wants_an_operator_and_a_reason_without_numbers(self, programme, by, reason):
        imported(programme.id, listed(WRONG_SEX_DATE))
        with pytest.raises(NotAllowed):
            actions.accept_row(row_id=Row.objects.get().id, reason=reason, actor=by, now=NOW)
        assert Row.objects.get().state == "decision"


class TestAcceptRows:
    def test_settles_one_question_of_a_file_in_one_act(self, programme):
        other = WRONG_SEX_DATE.replace("0003,Siti", "0004,Ida").replace("nelayan", "pekerjaan aneh")
        rows = [WRONG_SEX_DATE.replace("0003,Siti", f"00{number},Siti") for number in range(10, 15)]
        file = imported(programme.id, listed(GOOD, *rows, other))
        code = "NIK_BIRTH_DATE_MISMATCH"
        assert queries.rows_to_settle(file_id=file.id) == {code: 5}
        before = Event.objects.count()
        done = actions.accept_rows(file_id=file.id, code=code, reason="Sudah cocok dengan KTP", actor=OPERATOR, now=NOW)
        assert (done.count, done.lacking, done.remaining) == (5, 0, 0)
        assert (Candidate.objects.count(), Event.objects.count() - before) == (6, 1)
        assert states(file)[-1] == (8, "decision")  # it waits for a second question too

    def test_leaves_rows_that_lack_something(self, programme):
        file = imported(programme.id, listed(NO_DESA, NO_DESA.replace("0002", "0004").replace("Masturi", "Ali")))
        done = actions.accept_rows(file_id=file.id, code="DESA_UNKNOWN", reason="KTP", actor=OPERATOR, now=NOW)
        assert (done.count, done.lacking, Candidate.objects.count()) == (0, 2, 0)


class TestRefuseRow:
    def test_ends_the_waiting_with_a_reason(self, programme):
        imported(programme.id, listed(SHORT_NIK))
        actions.refuse_row(row_id=Row.objects.get().id, reason="sudah pindah", actor=OPERATOR, now=NOW)
        assert (Row.objects.get().state, Row.objects.get().reason) == (RowState.REFUSED, "sudah pindah")
        with pytest.raises(NotAllowed):
            actions.refuse_row(row_id=Row.objects.get().id, reason="sudah pindah", actor=OPERATOR, now=NOW)


class TestQueries:
    def test_show_a_desa_officer_the_own_desa_only(self, programme):
        imported(programme.id, listed(GOOD), source=Source.DINAS, sender="Dinas Perikanan")
        imported(programme.id, listed(GOOD.replace("Semayap", "Stagen")), desa_code=STAGEN, sender="Desa Stagen")
        officer = cast.actor(Role.DESA_OFFICER, scope=STAGEN)
        assert [file.sender for file in queries.files(programme_id=programme.id, actor=officer)] == ["Desa Stagen"]
        shown, count = queries.candidates_page(programme_id=programme.id, actor=officer, start=0, count=10)
        assert (count, [one.desa_code for one in shown]) == (1, [STAGEN])
        hidden = Candidate.objects.get(desa_code=SEMAYAP).receipt_code
        assert queries.candidate(receipt_code=hidden, actor=officer) is None
        shown_to_all = queries.candidate(receipt_code=hidden.lower(), actor=OPERATOR)
        assert shown_to_all
        assert shown_to_all.name == "Sari"

    def test_tell_where_a_candidate_lives_and_came_from(self, programme):
        file = imported(programme.id, listed(GOOD))
        id_ = Candidate.objects.get().id
        assert queries.addresses(candidate_ids=[id_]) == {id_: "RT 003"}
        assert queries.candidate_details(candidate_ids=[id_])[id_].mother_name == "Aminah"
        origin = queries.origin(candidate_ids=[id_])[id_]
        assert (origin.file_name, origin.sheet, origin.row, origin.source) == ("usulan.csv", "", 2, Source.DESA)
        assert origin.sha256 == file.sha256

"""The office's pages of lists: received, read, decided, and nobody sees beyond the own map."""

import io
import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from pages.dropping import taken
from payung.accounts.rules import Role
from payung.accounts.tests.officers import signed_in
from payung.audit.models import Event
from payung.intake import tasks
from payung.intake.actions import return_candidate
from payung.intake.models import Candidate, ReceivedFile, Row
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, MASTURI, NO_DESA, SARI, SEMAYAP, SHORT_NIK, STAGEN, WRONG_SEX_DATE, listed
from payung.jobs.models import Job
from payung.matching.models import Link
from payung.matching.tasks import match_programme
from payung.shared.codes import grouped


@pytest.fixture
def programme(home, db):
    return cast.programme()


@pytest.fixture
def operator(programme) -> Client:
    return signed_in(Role.OPERATOR)


def receive(client: Client, text: str, **more: object):
    """The answer to a received list; also what its job leaves."""
    said = {
        "daftar": SimpleUploadedFile("usulan.csv", text.encode()),
        "program": "pekerja-rentan-2027",
        "sumber": "desa",
        "pengirim": "Desa Semayap",
    }
    response = client.post("/daftar/baru", said | more)
    for file in ReceivedFile.objects.filter(state="received"):
        tasks.import_list.func(SimpleNamespace(task_result=SimpleNamespace(id=str(file.job_id))), file.id)
    return response


def text(response) -> str:
    """The page without its drawn tokens, in which any four letters may stand."""
    return re.sub(r'value="\w{64}"|nonce="[^"]*"', "", response.content.decode())


class TestReceive:
    def test_keeps_list_and_letter_and_shows_what_came_of_it(self, operator):
        letter = SimpleUploadedFile("surat.pdf", b"%PDF surat pengantar")
        address = receive(operator, listed(GOOD, SHORT_NIK), surat=letter).headers["Location"]
        page = text(operator.get(address))
        assert "1 baris menjadi calon, 1 menunggu" in page
        assert "surat.pdf" in page
        assert taken(operator.get(f"{address}/surat")) == b"%PDF surat pengantar"
        assert load_workbook(io.BytesIO(taken(operator.get(f"{address}/bertanda.xlsx"))))
        assert "Desa Semayap" in text(operator.get("/daftar"))

    def test_lets_whole_niks_go_only_to_who_works_with_the_list_and_records_it(self, operator):
        letter = SimpleUploadedFile("surat 6302064101800001.pdf", b"%PDF")
        address = receive(operator, listed(GOOD, SHORT_NIK), surat=letter).headers["Location"]
        for role in (Role.INSPECTOR, Role.PPTK, Role.ADMINISTRATOR):
            reader = signed_in(role)
            assert "bertanda.xlsx" not in text(reader.get(address))
            assert [reader.get(f"{address}/{name}").status_code for name in ("bertanda.xlsx", "surat")] == [403, 403]
        taken(operator.get(f"{address}/bertanda.xlsx"))
        taken(operator.get(f"{address}/surat"))
        assert Event.objects.filter(act="intake.open_paper").count() == 2
        assert ReceivedFile.objects.get().letter_name == "surat ….pdf"

    def test_says_that_a_list_came_before(self, operator):
        first = receive(operator, listed(GOOD)).headers["Location"]
        again = receive(operator, listed(GOOD)).headers["Location"]
        assert again == f"{first}?lagi=1"
        assert "sudah diterima sebelumnya" in text(operator.get(again))

    def test_leaves_a_refused_list_on_its_page_with_the_reason(self, operator):
        address = receive(operator, "bukan daftar\n").headers["Location"]
        page = text(operator.get(address))
        assert "belum dapat dibaca" in page
        assert "Judul kolom" in page

    def test_wants_a_sender(self, operator):
        response = receive(operator, listed(GOOD), pengirim="")
        assert (response.status_code, ReceivedFile.objects.count()) == (422, 0)
        assert "Tulis nama pengirim" in text(response)

    def test_of_a_desa_officer_is_of_the_own_desa(self, programme):
        officer = signed_in(Role.DESA_OFFICER, scope=SEMAYAP)
        receive(officer, listed(GOOD), desa=SEMAYAP)
        assert ReceivedFile.objects.get().desa_code == SEMAYAP
        assert receive(officer, listed(GOOD, SHORT_NIK), desa=STAGEN).status_code == 422

    def test_is_not_for_a_reader(self, programme):
        assert signed_in(Role.INSPECTOR).get("/daftar/baru").status_code == 403


class TestRows:
    def test_show_what_each_has_come_to(self, operator):
        address = receive(operator, listed(GOOD, SHORT_NIK, WRONG_SEX_DATE)).headers["Location"]
        ready = text(operator.get(f"{address}/siap"))
        assert "Sudah menjadi calon" in ready
        assert grouped(Candidate.objects.get().receipt_code) in ready
        assert "Menunggu perbaikan" in text(operator.get(f"{address}/perlu-diperbaiki"))
        assert SARI not in ready

    def test_that_wait_are_decided_one_by_one(self, operator):
        address = receive(operator, listed(SHORT_NIK, WRONG_SEX_DATE)).headers["Location"]
        page = text(operator.get(f"{address}/menunggu"))
        assert page.count("Terima apa adanya") == 1
        row = Row.objects.get(state="decision")
        said = {"baris": row.id, "putusan": "terima", "alasan": "Sudah cocok dengan KTP"}
        assert operator.post(f"{address}/putusan", said).status_code == 302
        assert Candidate.objects.count() == 1
        again = operator.post(f"{address}/putusan", said)
        assert (again.status_code, Candidate.objects.count()) == (409, 1)
        short = Row.objects.get(state="error")
        said = {"baris": short.id, "putusan": "tolak", "alasan": "sudah pindah"}
        assert operator.post(f"{address}/putusan", said).status_code == 302
        assert "Tidak ada baris di sini" in text(operator.get(f"{address}/menunggu"))
        assert "sudah pindah (Rina" in text(operator.get(f"{address}/perlu-diperbaiki"))

    def test_that_wait_for_one_question_are_decided_together(self, operator):
        rows = [WRONG_SEX_DATE.replace("0003,Siti", f"00{number},Siti") for number in range(10, 14)]
        address = receive(operator, listed(*rows)).headers["Location"]
        assert "Terima 4 baris ini" in text(operator.get(f"{address}/menunggu"))
        said = {"masalah": "NIK_BIRTH_DATE_MISMATCH", "alasan": "Sudah cocok dengan KTP"}
        assert operator.post(f"{address}/putusan-bersama", said).status_code == 302
        assert Candidate.objects.count() == 4

    def test_that_were_let_pass_wait_to_become_persons(self, operator):
        """The job is the house's; it holds numbers of ours and who asked."""
        rows = [WRONG_SEX_DATE.replace("0003,Siti", f"00{number},Siti") for number in range(10, 13)]
        address = receive(operator, listed(SHORT_NIK, *rows)).headers["Location"]
        asked = {"path": "payung.matching.tasks.match_programme", "key": f"user:{get_user_model().objects.get().pk}"}

        def waiting() -> list[dict[str, object]]:
            return [job.args_kwargs for job in Job.objects.filter(task_path=asked["path"])]

        said = {"baris": Row.objects.filter(state="decision")[0].id, "putusan": "terima", "alasan": "KTP"}
        operator.post(f"{address}/putusan", said)
        programme_id = ReceivedFile.objects.get().programme_id
        assert waiting() == [{"args": [programme_id, "63.02", asked["key"]], "kwargs": {}}]
        operator.post(f"{address}/putusan", said)  # refused: it waits no more
        operator.post(f"{address}/putusan", {**said, "baris": Row.objects.get(state="error").id, "putusan": "tolak"})
        assert len(waiting()) == 1
        operator.post(f"{address}/putusan-bersama", {"masalah": "NIK_BIRTH_DATE_MISMATCH", "alasan": "KTP"})
        assert len(waiting()) == 2
        match_programme.func(SimpleNamespace(task_result=SimpleNamespace(id=str(uuid4()))), *waiting()[0]["args"])
        assert Link.objects.count() == Candidate.objects.count() == 3

    def test_that_went_back_say_why_and_leave_the_candidates(self, operator):
        address = receive(operator, listed(GOOD)).headers["Location"]
        return_candidate(
            candidate_id=Candidate.objects.get().id,
            reason="KTP menunjukkan NIK lain",
            actor=cast.OPERATOR,
            now=cast.NOW,
        )
        waits = text(operator.get(f"{address}/menunggu"))
        for told in ("Dikembalikan kepada pengusul", "KTP menunjukkan NIK lain", "NIK milik orang lain (1)"):
            assert told in waits
        assert "Terima apa adanya" not in waits
        assert "0 baris menjadi calon, 1 menunggu" in text(operator.get(address))
        assert "0 calon, 1 menunggu" in text(operator.get("/daftar"))
        assert grouped(Candidate.objects.get().receipt_code) not in text(operator.get("/calon"))

    def test_that_lack_something_say_what(self, operator):
        address = receive(operator, listed(NO_DESA)).headers["Location"]
        page = text(operator.get(f"{address}/menunggu"))
        assert "Belum ada desa/kelurahan" in page
        assert "Terima apa adanya" not in page

    def test_are_not_decided_by_a_reader(self, operator):
        address = receive(operator, listed(WRONG_SEX_DATE)).headers["Location"]
        reader = signed_in(Role.HEAD)
        assert "Terima apa adanya" not in text(reader.get(f"{address}/menunggu"))
        said = {"baris": Row.objects.get().id, "putusan": "terima", "alasan": "KTP"}
        assert reader.post(f"{address}/putusan", said).status_code == 403

    def test_ask_little_of_the_database(self, operator, django_assert_max_num_queries):
        rows = [WRONG_SEX_DATE.replace("0003,Siti", f"0{number},Siti") for number in range(100, 180)]
        address = receive(operator, listed(*rows)).headers["Location"]
        with django_assert_max_num_queries(20):
            operator.get(f"{address}/menunggu")

    @pytest.mark.parametrize("page", ["", "/menunggu", "/siap", "/bertanda.xlsx", "/surat"])
    def test_of_another_desa_are_not_there(self, operator, page):
        address = receive(operator, listed(GOOD), desa=SEMAYAP).headers["Location"]
        assert signed_in(Role.DESA_OFFICER, scope=STAGEN).get(address + page).status_code == 404


class TestCandidates:
    def test_show_the_receipt_code_and_where_each_came_from(self, operator):
        receive(operator, listed(GOOD, GOOD.replace(SARI, MASTURI).replace("Sari", "Masturi")))
        code = grouped(Candidate.objects.get(name="Sari").receipt_code)
        page = text(operator.get("/calon"))
        assert code in page
        assert "lahir 1980" in page
        assert SARI not in page
        found = text(operator.get("/calon", {"cari": code.lower()}))
        assert "Sari" in found
        assert "Masturi" not in found

    def test_can_be_taken_home_without_niks(self, operator):
        receive(operator, listed(GOOD))
        sheet = load_workbook(io.BytesIO(taken(operator.get("/calon.xlsx")))).worksheets[0]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert "Sari" in cells
        assert not any(SARI in cell for cell in cells)

    def test_of_others_are_not_shown_to_a_desa(self, operator):
        receive(operator, listed(GOOD))
        assert "Sari" not in text(signed_in(Role.DESA_OFFICER, scope=STAGEN).get("/calon"))

    def test_list_of_files_can_be_taken_home(self, operator):
        receive(operator, listed(GOOD))
        assert load_workbook(io.BytesIO(taken(operator.get("/daftar?excel=1"))))

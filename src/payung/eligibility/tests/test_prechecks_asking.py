"""What goes out: whom we ask, with how little, sealed; and what our own list brings back."""

import hashlib
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from payung.accounts.rules import Role
from payung.audit.models import Event
from payung.eligibility import asking
from payung.eligibility.models import Request, RequestLine, Result
from payung.eligibility.prechecks import files
from payung.eligibility.prechecks.files import Part
from payung.eligibility.rules.refusals import NotAllowed
from payung.eligibility.rules.words import Register
from payung.eligibility.tests.prechecks_cast import (
    ANSWERED,
    JUMIATI,
    MASTURI,
    NOW,
    OPERATOR,
    SARI,
    actor,
    answer,
    person,
    programme,
    propose,
)

pytestmark = pytest.mark.django_db
DUKCAPIL, BPJS, DTSEN = Register.DUKCAPIL, Register.BPJS, Register.DTSEN


@pytest.fixture
def three(settings, tmp_path):
    settings.PAYUNG_HOME = tmp_path / "home"
    made = programme()
    people = [person(nik) for nik in (SARI, MASTURI, JUMIATI)]
    propose(made, *people)
    return made, people


def ask(made, register=DUKCAPIL, **more):
    return asking.ask(
        programme_id=made.pk, register=register, letter_number="400.12/1", actor=OPERATOR, now=NOW, **more
    )


def clear_list(request):
    with asking.take_list(request_code=request.code, reason="dikirim ke Dukcapil", actor=OPERATOR, now=NOW) as sealed:
        return b"".join(sealed)


def sheet_of(request):
    return load_workbook(io.BytesIO(clear_list(request))).worksheets[0]


def heading_row(sheet):
    return next(row for row in sheet.iter_rows() if any(cell.value == "NIK" for cell in row))


def returned(request, path, **filled):
    """Our own list as the other office sends it back: one column filled, by name of the person."""
    book = load_workbook(io.BytesIO(clear_list(request)))
    sheet: Any = book.worksheets[0]
    head = {cell.value: cell.column for cell in heading_row(sheet)}
    for row in sheet.iter_rows(min_row=heading_row(sheet)[0].row + 1):
        name = sheet.cell(row[0].row, head["Nama"]).value
        sheet.cell(row[0].row, head["Hasil"]).value = filled.get(name.split()[0].lower(), "")
    book.save(path)
    return path


class TestAsk:
    @pytest.mark.parametrize(
        ("register", "told"),
        [
            (DUKCAPIL, ["No", "NIK", "Nomor KK", "Nama", "Tanggal lahir", "Desa/kelurahan"]),
            (BPJS, ["No", "NIK", "Nama", "Tanggal lahir"]),
            (DTSEN, ["No", "NIK", "Nomor KK", "Nama", "Desa/kelurahan"]),
        ],
    )
    def test_tells_each_register_no_more_than_it_needs(self, three, register, told):
        made, _ = three
        headings = [cell.value for cell in heading_row(sheet_of(ask(made, register)))]
        assert headings[: headings.index("Hasil")] == told

    def test_holds_the_nik_in_full_and_a_key_in_each_row(self, three):
        made, _ = three
        rows = [[cell.value for cell in row] for row in sheet_of(ask(made)).iter_rows()]
        people = {row[1]: row for row in rows if row[1] in (SARI, MASTURI, JUMIATI)}
        keys = {str(row[-1]).split("/")[2] for row in people.values()}
        assert keys == set(RequestLine.objects.values_list("row_key", flat=True))
        assert len(people) == 3

    def test_list_lies_sealed_under_the_hash_that_the_letter_prints(self, three, settings):
        made, _ = three
        request = ask(made)
        lying = b"".join(file.read_bytes() for file in settings.PAYUNG_HOME.rglob("*") if file.is_file())
        assert SARI.encode() not in lying
        assert b"PK\x03\x04" not in lying
        assert request.list_sha256 == hashlib.sha256(clear_list(request)).hexdigest()

    def test_asks_nobody_twice_while_an_answer_is_awaited(self, three):
        made, _ = three
        ask(made)
        with pytest.raises(NotAllowed, match="Tidak ada yang perlu ditanyakan"):
            ask(made)

    def test_asks_again_those_whose_answer_has_expired(self, three, tmp_path):
        made, people = three
        first = ask(made)
        answer(made, DUKCAPIL, returned(first, tmp_path / "r.xlsx", sari="Sesuai", masturi="Sesuai", jumiati="Sesuai"))
        later = NOW.replace(year=2027, month=2, day=19)  # 91 days after the answer
        asked = asking.unasked(programme_id=made.pk, register=DUKCAPIL, now=later)
        assert asked.tolist() == sorted(one.pk for one in people)

    def test_is_refused_to_who_only_looks(self, three):
        made, _ = three
        with pytest.raises(NotAllowed):
            asking.ask(
                programme_id=made.pk,
                register=BPJS,
                letter_number="",
                actor=actor(Role.INSPECTOR, key="user:8"),
                now=NOW,
            )

    def test_asks_few_questions_of_the_database_for_many(self, three, django_assert_max_num_queries):
        made, _ = three
        many = [person(f"63020612128{number:05}", name=f"Orang {number}") for number in range(1, 60)]
        propose(made, *many)
        with django_assert_max_num_queries(24):
            assert ask(made).person_count == 62


class TestTakingTheList:
    def test_is_an_act_with_its_reason(self, three):
        made, _ = three
        request = ask(made)
        clear_list(request)
        event = Event.objects.get(act="eligibility.take_list")
        assert "dikirim ke Dukcapil" in event.facts

    def test_without_a_reason_is_refused(self, three):
        made, _ = three
        request = ask(made)
        with pytest.raises(NotAllowed, match="untuk apa"):
            asking.take_list(request_code=request.code, reason="", actor=OPERATOR, now=NOW)

    def test_finds_the_list_also_where_its_maker_was_killed(self, three):
        made, _ = three
        request = ask(made)
        files.remove(request.code, Part.LIST)
        Request.objects.update(list_sha256="")
        assert SARI in {row[1].value for row in sheet_of(request).iter_rows()}


class TestOurOwnListComesBack:
    def test_in_parts(self, three, tmp_path):
        made, people = three
        request = ask(made)
        answer(made, DUKCAPIL, returned(request, tmp_path / "1.xlsx", sari="Sesuai"), request_code=request.code)
        assert Request.objects.get().state == "partly"
        answer(made, DUKCAPIL, returned(request, tmp_path / "2.xlsx", masturi="Meninggal", jumiati="Pindah"))
        assert Request.objects.get().state == "answered"
        assert dict(Result.objects.values_list("person_id", "outcome")) == dict(
            zip([one.pk for one in people], ["alive", "died", "moved_out"], strict=True)
        )

    def test_row_key_finds_the_person_whose_nik_was_deleted(self, three, tmp_path):
        made, people = three
        path = returned(ask(made), tmp_path / "k.xlsx", sari="Sesuai")
        book = load_workbook(path)
        for row in book.worksheets[0].iter_rows():
            row[1].value = "" if row[1].value == SARI else row[1].value
        book.save(path)
        answer(made, DUKCAPIL, path)
        assert Result.objects.get(person=people[0]).outcome == "alive"

    def test_key_and_nik_of_two_people_wait(self, three, tmp_path):
        made, _ = three
        path = returned(ask(made), tmp_path / "x.xlsx", sari="Sesuai")
        book = load_workbook(path)
        for row in book.worksheets[0].iter_rows():
            row[1].value = MASTURI if row[1].value == SARI else row[1].value
        book.save(path)
        found, _ = answer(made, DUKCAPIL, path)
        assert Result.objects.count() == 0
        assert [line.code for line in found_lines(found)] == ["key_nik_differ"]


def found_lines(found):
    from payung.eligibility.models import UnreadLine

    return UnreadLine.objects.filter(answer=found.id)


class TestOnlyTheBadNamed:
    def only_the_dead(self, request, tmp_path):
        return returned(request, tmp_path / "bad.xlsx", masturi="Meninggal")

    def test_proves_nothing_of_the_others(self, three, tmp_path):
        made, people = three
        request = ask(made)
        answer(made, DUKCAPIL, self.only_the_dead(request, tmp_path), request_code=request.code)
        assert list(Result.objects.values_list("person_id", flat=True)) == [people[1].pk]

    def test_with_the_offices_word_the_rest_is_in_order_and_says_whose_word(self, three, tmp_path):
        made, people = three
        request = ask(made)
        path = self.only_the_dead(request, tmp_path)
        answer(made, DUKCAPIL, path, request_code=request.code, others_good_because="surat Dukcapil butir 3")
        found = Result.objects.get(person=people[0])
        assert (found.outcome, found.words, found.number) == ("alive", "tidak disebut: surat Dukcapil butir 3", None)
        assert Result.objects.get(person=people[1]).outcome == "died"

    def test_the_offices_word_does_not_reach_who_was_answered_before(self, three, tmp_path):
        made, people = three
        request = ask(made)
        answer(made, DUKCAPIL, returned(request, tmp_path / "1.xlsx", sari="Pindah"), request_code=request.code)
        path = self.only_the_dead(request, tmp_path)
        answer(made, DUKCAPIL, path, request_code=request.code, others_good_because="surat Dukcapil butir 3")
        assert list(Result.objects.filter(person=people[0]).values_list("outcome", flat=True)) == ["moved_out"]

    def test_the_offices_word_does_not_reach_who_waits(self, three, tmp_path):
        made, people = three
        request = ask(made)
        path = returned(request, tmp_path / "w.xlsx", sari="entah", masturi="Meninggal")
        answer(made, DUKCAPIL, path, request_code=request.code, others_good_because="surat Dukcapil butir 3")
        assert not Result.objects.filter(person=people[0]).exists()

    def test_without_a_request_is_refused(self, three, tmp_path):
        made, _ = three
        with pytest.raises(NotAllowed, match="Pilih permintaannya"):
            answer(made, DUKCAPIL, self.only_the_dead(ask(made), tmp_path), others_good_because="surat butir 3")

    def test_an_answer_of_tomorrow_is_refused(self, three, tmp_path):
        made, _ = three
        with pytest.raises(NotAllowed, match="masih di depan"):
            answer(made, DUKCAPIL, tmp_path, answered_date=ANSWERED.replace(year=2027))

from payung.intake.present.rows import people

ROW = {
    "sheet": "DATA",
    "row": 9,
    "name": "Sari",
    "nik": "6302064501800001",
    "birth_date": "1980-01-05",
    "desa_code": "63.02.06.2014",
    "occupation": "nelayan",
    "problems": [
        {"level": "warning", "message": "w", "remedy": "r"},
        {"level": "error", "message": "e", "remedy": "r"},
    ],
}


class TestPeople:
    def test_show_the_region_digits_of_a_nik_and_no_more(self):
        (person,) = people([ROW])
        assert person.identity == "NIK 6302•• •••••• •••• · lahir 1980"
        assert "0001" not in repr(person)

    def test_show_the_heaviest_finding_first(self):
        (person,) = people([ROW])
        assert [note.message for note in person.notes] == ["e", "w"]

    def test_name_the_desa(self):
        (person,) = people([ROW])
        assert person.place.endswith("· nelayan")
        assert "63.02" not in person.place

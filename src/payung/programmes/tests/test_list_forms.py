"""Days off and stated needs, written by the line: read whole, or every line that cannot be is named."""

from datetime import date

from payung.programmes.list_forms import HolidaysForm, NeedsForm

RAMPA = "63.02.06.2012"


def needs(text):
    return NeedsForm({"sumber": "Rekap musdes", "kebutuhan": text}, kabupaten="63.02")


class TestHolidays:
    def test_are_read_by_the_line(self):
        form = HolidaysForm({"hari": "17/08/2027 Hari Kemerdekaan\n\n 01/01/2027  Tahun Baru "})
        assert form.is_valid()
        told = [(one.day, one.name) for one in form.cleaned_data["hari"]]
        assert told == [(date(2027, 8, 17), "Hari Kemerdekaan"), (date(2027, 1, 1), "Tahun Baru")]

    def test_name_every_line_that_is_none(self):
        form = HolidaysForm({"hari": "31/02/2027 Tidak ada\n17/08/2027\n17/08/2027 Merdeka"})
        assert [one[:8] for one in form.errors["hari"]] == ["Baris 1:", "Baris 2:"]


class TestNeeds:
    def test_are_read_by_code_with_or_without_the_name(self):
        form = needs(f"{RAMPA} Rampa 60\n63.02.06.2014: 1.200")
        assert form.is_valid(), form.errors
        assert form.cleaned_data["kebutuhan"] == [(RAMPA, 60), ("63.02.06.2014", 1200)]

    def test_are_read_by_a_name_that_only_one_desa_has(self):
        form = needs("Semayap 12")
        assert form.is_valid(), form.errors
        assert form.cleaned_data["kebutuhan"] == [("63.02.06.2014", 12)]

    def test_of_an_unknown_desa_or_without_a_number_say_which_line(self):
        form = needs("Kampung Antah 5\nSemayap banyak")
        assert [one[:8] for one in form.errors["kebutuhan"]] == ["Baris 1:", "Baris 2:"]

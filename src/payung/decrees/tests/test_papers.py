"""The papers say what was frozen, and show no NIK that nobody asked for."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localtime

from payung.decrees.models import Decree
from payung.decrees.printing import AnnexDiffers, print_annex, write_letter
from payung.decrees.queries import decree_for
from payung.decrees.tests import cast
from payung.gateways.papers.annex import CountDiffers

pytestmark = pytest.mark.django_db


@pytest.fixture
def decree():
    programme = cast.programme()
    return cast.frozen(cast.drafted(programme, cast.chosen(programme, 3)))


def facts(decree):
    return decree_for(decree_id=decree.pk, actor=cast.INSPECTOR)


class TestAnnex:
    def test_prints_the_very_lines_that_were_frozen(self, decree):
        out = io.BytesIO()
        assert print_annex(out=out, decree=facts(decree)) == decree.lines_sha256
        assert out.getvalue().startswith(b"%PDF")

    def test_is_not_printed_of_other_lines_than_were_frozen(self, decree):
        told = facts(decree)
        fields = {name: getattr(told, name) for name in told.__dataclass_fields__}
        with pytest.raises(AnnexDiffers):
            print_annex(out=io.BytesIO(), decree=type(told)(**fields | {"lines_sha256": "0" * 64}))
        with pytest.raises(CountDiffers):
            print_annex(out=io.BytesIO(), decree=type(told)(**fields | {"line_count": 2}))


class TestLetter:
    @pytest.mark.parametrize("name", ["keputusan", "sampul_lampiran"])
    def test_says_how_many_and_for_how_much(self, decree, name):
        with zipfile.ZipFile(io.BytesIO(write_letter(decree=facts(decree), name=name))) as letter:
            text = letter.read("word/document.xml").decode()
        assert "Rp604.800" in text  # 3 persons, 12 months, 16,800


class TestCommand:
    def test_goes_from_check_to_force_and_does_the_same_request_once(self, tmp_path, settings, capsys):
        settings.PAYUNG_HOME = tmp_path
        programme = cast.programme()
        decree = cast.drafted(programme, cast.chosen(programme, 2))
        scan, key = tmp_path / "keputusan.pdf", str(uuid4())
        scan.write_bytes(b"%PDF-1.4 signed")
        call_command("decree", "check", str(decree.pk))
        call_command("decree", "send", str(decree.pk))
        day = localtime(Decree.objects.get(id=decree.pk).frozen_at).date().isoformat()
        for _ in range(2):
            call_command(
                *("decree", "sign", str(decree.pk), "--number", "188/1", "--date", day, "--scan", str(scan)),
                *("--lines", "2", "--key", key),
            )
        call_command("decree", "in-force", str(decree.pk), "--json")
        decree.refresh_from_db()
        assert (decree.state, decree.scan_name) == ("in_force", "keputusan.pdf")
        kept = list((tmp_path / "decrees").iterdir())
        assert [path.name for path in kept] == [f"{decree.scan_code}.received"]
        assert b"signed" not in kept[0].read_bytes()

    def test_refuses_a_wrong_count_with_a_sentence_and_keeps_no_scan(self, tmp_path, settings, decree):
        settings.PAYUNG_HOME = tmp_path
        scan = tmp_path / "keputusan.pdf"
        scan.write_bytes(b"%PDF-1.4 signed")
        with pytest.raises(CommandError, match="memuat 2 nama"):
            call_command(
                *("decree", "sign", str(decree.pk), "--number", "188/1", "--date", "2026-12-14", "--scan", str(scan)),
                *("--lines", "2"),
            )
        assert not list((tmp_path / "decrees").iterdir())

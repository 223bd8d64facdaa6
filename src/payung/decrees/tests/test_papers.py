"""The papers say what was frozen, and show no NIK that nobody asked for."""

import io
import re
import zipfile
from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils.timezone import localtime
from django_tasks_db.models import DBTaskResult

from payung.audit.models import Event
from payung.decrees import actions, tasks
from payung.decrees.files import opened
from payung.decrees.letters import write_letter
from payung.decrees.models import Decree, PrintedAnnex
from payung.decrees.printing import AnnexDiffers, print_annex, sealed_annex
from payung.decrees.queries import decree_for
from payung.decrees.queries.annex import annex_lines, struck_lines
from payung.decrees.rules.change import In, Out
from payung.decrees.rules.refusals import ReasonMissing, TooLate
from payung.decrees.rules.signing import Signing
from payung.decrees.tests import cast
from payung.gateways.papers.annex import CountDiffers
from payung.gateways.papers.annex_lines import annex_hash
from payung.jobs.queries import progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def decree():
    programme = cast.programme()
    return cast.frozen(cast.drafted(programme, cast.chosen(programme, 3)))


def document(letter):
    with zipfile.ZipFile(io.BytesIO(letter)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())


def signed_now(decree):
    actions.record_signature(
        decree_id=decree.pk,
        number="188.45/9/2026",
        signed_date=date(2026, 12, 20),
        scan=cast.SCAN,
        scan_line_count=decree.line_count,
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )
    return decree


def replaced(programme, base, line_id):
    (new,) = cast.chosen(programme, 1)
    found = actions.replace_by_minutes(
        decree_id=base.pk,
        about="Penggantian",
        out=[Out(line_id=line_id, last_month=cast.JANUARY.plus(5), because="Meninggal dunia")],
        named=[
            In(
                person_id=new.person_id,
                candidate_id=new.candidate_id,
                desa_code=new.desa_code,
                occupation=new.occupation,
                fund_id=new.fund_id,
                replaces_id=line_id,
            )
        ],
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.LATER,
    )
    return Decree.objects.get(id=found.id)


def keep(signed):
    paper, lines_sha256 = sealed_annex(decree=signed, with_nik=False)
    return actions.keep_annex(
        decree=signed, with_nik=False, paper=paper, lines_sha256=lines_sha256, actor=cast.RINA, now=cast.LATER
    )


def run(job_id, signed):
    context = SimpleNamespace(task_result=SimpleNamespace(id=str(job_id)))
    tasks.print_long.func(context, signed.id, False, cast.KABUPATEN, cast.RINA.key)


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

    def test_of_a_decree_prints_what_the_office_entered_and_numbers_its_regulations_on(self):
        programme = cast.programme()
        decree = cast.drafted(programme, cast.chosen(programme, 1))
        entered = Signing(place="Kotabaru", signer_name="Nama Bupati", grounds="Perda APBD;\n\nPerbup Penjabaran")
        actions.set_signing(decree_id=decree.pk, signing=entered, request_key=uuid4(), actor=cast.RINA, now=cast.NOW)
        text = document(write_letter(decree=facts(decree), name="keputusan"))
        for said in ("Kotabaru", "NAMA BUPATI", "Perda APBD", "6.", "7.", "BUPATI KOTABARU"):
            assert said in text
        assert "rupiah rupiah" not in text

    def test_of_minutes_pairs_whoever_goes_with_whoever_comes(self):
        programme = cast.programme()
        cast.agreement(programme)
        base = cast.in_force(cast.drafted(programme, cast.chosen(programme, 2)))
        minutes = replaced(programme, base, base.lines.get(number=2).pk)
        text = document(write_letter(decree=facts(minutes), name="berita_acara_penggantian"))
        for said in (base.number, base.lines.get(number=2).name, minutes.lines.get().name, "Juli 2027", "PKS/1/2026"):
            assert said in text


class TestStruckLines:
    def test_are_printed_and_hashed_with_the_amendment(self):
        programme = cast.programme()
        cast.agreement(programme)
        base = cast.in_force(cast.drafted(programme, cast.chosen(programme, 2)))
        minutes = cast.frozen(replaced(programme, base, base.lines.get(number=2).pk))
        (gone,) = struck_lines(decree_id=minutes.pk, kabupaten=cast.KABUPATEN)
        assert (gone.number, gone.decree, gone.replaced_by) == (2, base.number, minutes.lines.get().name)
        named_only = annex_hash(annex_lines(decree_id=minutes.pk, kabupaten=cast.KABUPATEN))
        out = io.BytesIO()
        assert print_annex(out=out, decree=facts(minutes)) == minutes.lines_sha256 != named_only


class TestSigning:
    def test_is_entered_while_it_is_a_draft_and_once(self):
        programme = cast.programme()
        decree, key = cast.drafted(programme, cast.chosen(programme, 1)), uuid4()
        for _ in range(2):
            actions.set_signing(
                decree_id=decree.pk, signing=Signing(place="Kotabaru"), request_key=key, actor=cast.RINA, now=cast.NOW
            )
        assert Event.objects.filter(act="decrees.set_signing").count() == 1
        cast.checked(decree)
        with pytest.raises(TooLate):
            actions.set_signing(
                decree_id=decree.pk, signing=Signing(), request_key=uuid4(), actor=cast.RINA, now=cast.NOW
            )

    def test_is_remembered_for_the_next_decree(self):
        programme = cast.programme()
        first = cast.drafted(programme, cast.chosen(programme, 1))
        actions.set_signing(
            decree_id=first.pk,
            signing=Signing(place="Kotabaru"),
            request_key=uuid4(),
            actor=cast.RINA,
            now=cast.NOW,
        )
        assert cast.drafted(programme, cast.chosen(programme, 1)).place == "Kotabaru"

    def test_holds_no_nik(self):
        programme = cast.programme()
        decree = cast.drafted(programme, cast.chosen(programme, 1))
        with pytest.raises(ReasonMissing, match="NIK"):
            actions.set_signing(
                decree_id=decree.pk,
                signing=Signing(witnesses="Camat: 6302065201800003"),
                request_key=uuid4(),
                actor=cast.RINA,
                now=cast.NOW,
            )


class TestKeptAnnex:
    @pytest.fixture(autouse=True)
    def home(self, settings, tmp_path):
        settings.PAYUNG_HOME = tmp_path

    def test_of_a_signed_decree_is_the_first_that_was_printed(self, decree, tmp_path):
        signed = facts(signed_now(decree))
        kept = [keep(signed) for _ in range(2)]
        assert kept[0] == kept[1]
        assert len(list((tmp_path / "decrees").iterdir())) == 1
        paper = opened(kept[0].code)
        assert paper.read(0, 4) == b"%PDF"
        paper.close()
        assert Event.objects.filter(act="decrees.keep_annex").count() == 1

    def test_of_a_signed_decree_is_not_changed_or_taken_away(self, decree):
        keep(facts(signed_now(decree)))
        with pytest.raises(DatabaseError), transaction.atomic():
            PrintedAnnex.objects.update(sha256="0" * 64)
        with pytest.raises(DatabaseError), transaction.atomic():
            PrintedAnnex.objects.all().delete()

    def test_printed_by_a_job_tells_how_far_it_is_and_is_kept_once_though_asked_twice(self, decree, monkeypatch):
        monkeypatch.setattr(tasks, "_AT_ONCE", 1)
        signed = facts(signed_now(decree))
        for _ in range(2):
            tasks.ask(decree=signed, with_nik=False, actor=cast.RINA)
        row = PrintedAnnex.objects.get()
        assert row.job_id is not None
        assert DBTaskResult.objects.count() == 1
        for _ in range(2):  # a worker that died after its last line prints from the beginning
            run(row.job_id, signed)
        row.refresh_from_db()
        assert row.lines_sha256 == signed.lines_sha256
        at = progress(row.job_id)
        assert at is not None
        assert at.done == 3


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

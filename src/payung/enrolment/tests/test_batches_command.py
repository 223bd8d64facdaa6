"""`payung batch`, run through from who is to be told to the workbook on a stick."""

import json
from uuid import uuid4

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from payung.audit.models import Event
from payung.enrolment.tests import batches_cast as cast


def told(capsys, *words: str) -> list[dict[str, object]]:
    call_command("batch", "--json", *map(str, words))
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.django_db
class TestBatchCommand:
    def test_leads_from_who_is_to_be_told_to_a_workbook_that_was_sent(self, capsys, tmp_path):
        programme, _ = cast.in_force(2)
        (ready,) = told(capsys, "ready", programme.code)
        assert ready == {"fund": "apbd", "kind": "new", "persons": 2, "waiting": 0, "refused": 0}
        key = uuid4()
        for _ in range(2):
            (draft,) = told(capsys, "draft", programme.code, "new", "--request-key", key)
        number = draft["batch"]
        assert told(capsys, "missing", number) == []
        (made,) = told(capsys, "export", number)
        assert (made["state"], made["persons"], made["months"], made["rp"]) == ("exported", 2, 24, 2 * 12 * 16_800)
        out = tmp_path / "batch.xlsx"
        told(capsys, "save", number, out, "--because", "Dikirim ke cabang")
        assert len(list(openpyxl.load_workbook(out).worksheets[0].iter_rows())) == 5 + 2  # title, three notes, heading
        (sent,) = told(capsys, "sent", number, "--on", timezone.localdate(), "--reference", "560/1")
        assert told(capsys, "list", programme.code) == [sent]
        assert (sent["state"], sent["unanswered"], sent["file_sha256"]) == ("sent", 2, made["file_sha256"])
        call_command("batch", "list", programme.code)
        assert "state: sent; persons: 2" in capsys.readouterr().out
        assert Event.objects.filter(act="enrolment.take_workbook").count() == 1

    def test_says_what_is_lacking_and_what_cannot_be_done(self, capsys, tmp_path):
        programme, _ = cast.in_force(1, mother_name="")
        (draft,) = told(capsys, "draft", programme.code, "new")
        (one,) = told(capsys, "missing", draft["batch"])
        assert one["lacks"] == ["nama ibu kandung"]
        refused = (
            ("export", draft["batch"]),
            ("draft", programme.code, "new"),
            ("draft", programme.code, "new", "--fund", "lain"),
            ("list", "lain"),
            ("sent", draft["batch"], "--on", "2027-01-04"),
            ("save", draft["batch"], tmp_path / "x.xlsx", "--because", "x"),
        )
        for words in refused:
            with pytest.raises(CommandError) as refusal:
                told(capsys, *words)
            assert refusal.value.returncode == 2
        assert not (tmp_path / "x.xlsx").exists()

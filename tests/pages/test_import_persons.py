"""`payung import` ends when the candidates are persons, and says who is new, known and in question."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from payung.intake.actions import accept_row
from payung.intake.models import Candidate, Row
from payung.intake.queries import import_progress
from payung.intake.tasks import enqueue_import
from payung.intake.tests import cast
from payung.intake.tests.cast import GOOD, MASTURI, SARI, SHORT_NIK, listed
from payung.matching import tasks
from payung.matching.models import Link, Question


def import_list(path, *options: str) -> str:
    said = StringIO()
    call_command(
        *("import", str(path), "--programme", "pekerja-rentan-2027", "--source", "desa", *options),
        stdout=said,
    )
    return said.getvalue()


def test_an_import_waits_for_the_job_that_goes_on_beyond_it(home, db):
    """Where another worker has the job: its list is imported some time before its candidates are persons."""
    file = cast.imported(cast.programme().id, listed(GOOD))
    assert not import_progress(file_id=file.id).waits
    enqueue_import(file_id=file.id)
    assert import_progress(file_id=file.id).waits


@pytest.mark.commits
class TestImportCommand:
    def test_counts_the_persons_it_came_to(self, cloned_database, tmp_path, monkeypatch):
        cast.programme()
        first, second, third = (tmp_path / f"{name}.csv" for name in ("satu", "dua", "tiga"))
        ali = GOOD.replace(SARI, MASTURI).replace("Sari", "Ali").replace("05/01/1980", "12/03/1975")
        first.write_text(listed(GOOD, ali, SHORT_NIK))
        third.write_text(listed(GOOD.replace("Aminah", "Rukiah")))
        second.write_text(listed(GOOD.replace("Aminah", "Siti"), ali.replace("Ali,12", "Budi,13")))
        known = {"rows": 3, "candidates": 2, "waiting": 1, "passed_over": 0, "persons": 2, "known": 0, "questions": 0}
        assert json.loads(import_list(first, "--json"))["counts"] == known
        with monkeypatch.context() as broken:
            broken.setattr(tasks, "match_candidates", lambda **_: 1 / 0)
            with pytest.raises(CommandError, match="not all persons yet"):
                import_list(second)
        assert (Candidate.objects.count(), Link.objects.count()) == (3, 2)
        told = import_list(second)  # the same command tries it again
        assert "1 orang yang sudah tercatat" in told
        assert "0 menunggu keputusan" in told
        row = Row.objects.get(state="decision")  # Budi was born on another day than Ali, who has the NIK
        accept_row(row_id=row.id, reason="sudah cocok dengan KTP", actor=cast.OPERATOR, now=cast.NOW)
        import_list(third)  # this job matches what was let pass too
        assert "1 menunggu keputusan" in import_list(second)
        assert (Link.objects.count(), Question.objects.count()) == (4, 1)

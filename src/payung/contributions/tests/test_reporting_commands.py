"""`payung report` and `payung bundle`: what an administrator gets without a page."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from payung.contributions.tests import billing_cast as cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: cast.NOW)


def test_writes_reports_the_package_and_the_bundle(tmp_path, capsys):
    of = cast.members(2)[0].programme
    bill = cast.raised(of)
    for kind, name in (("recap", "r.pdf"), ("budget", "b.xlsx"), ("half-year", "h.pdf"), ("gap", "g.xlsx")):
        call_command("report", kind, "--programme", of.code, "--out", str(tmp_path / name), "--json")
        assert (tmp_path / name).read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")
        assert json.loads(capsys.readouterr().out)["answer"]
    call_command("report", "package", str(bill.id), "--because", "SPP Januari", "--out", str(tmp_path / "p.pdf"))
    assert (tmp_path / "p.pdf").read_bytes()[:4] == b"%PDF"
    capsys.readouterr()
    words = ["--programme", of.code, "--because", "Audit", "--seed", "s1", "--sample", "1", "--json"]
    call_command("bundle", "--out", str(tmp_path / "b.zip"), *words)
    assert json.loads(capsys.readouterr().out)["seed"] == "s1"
    assert zipfile.ZipFile(tmp_path / "b.zip").testzip() is None


def test_answers_two_where_it_cannot(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("report", "package", "999999", "--because", "x", "--out", str(tmp_path / "p.pdf"))
    assert refusal.value.returncode == 2

"""Lists of those already insured by us."""

from pathlib import Path

import pytest

from payung.gateways.spreadsheets.guard import Inspection, inspect
from payung.intake.members import NoMembers, read_members
from payung.intake.tests.in_memory import WORDS

NIK, OTHER = "6302065201800001", "6302065201800002"


def members(folder: Path, text: str) -> frozenset[str]:
    path = folder / "peserta.txt"
    path.write_text(text, encoding="utf-8")
    inspection = inspect(path)
    assert isinstance(inspection, Inspection)
    return read_members(path=path, inspection=inspection, vocabulary=WORDS)


class TestReadMembers:
    @pytest.mark.parametrize(
        "text",
        [
            f"{NIK}\n{OTHER}\n",
            f"{NIK}\n\n{OTHER}",
            f"NIK\n{NIK}\n{OTHER}\n",
            f"\ufeff{NIK}\r\n{OTHER}\r\n",
            f"6302 0652 0180 0001\n'{OTHER}\n",
            f"DAFTAR PESERTA\nNo;KPJ;NIK;Nama\n1;17012345678;{NIK};Sari\n2;17012345679;{OTHER};Basri\nJUMLAH;;2;\n",
            f"NIK;Nama;Desa;Pekerjaan\n{NIK};Sari;Semayap;Nelayan\n{OTHER};Basri;;\n",
        ],
    )
    def test_finds_the_niks_one_a_line_or_in_a_list(self, tmp_path: Path, text: str) -> None:
        assert members(tmp_path, text) == {NIK, OTHER}

    @pytest.mark.parametrize("text", ["halo\n", "123\n456\n", "NIK;Nama;Desa;Pekerjaan\n123;Sari;Semayap;Nelayan\n"])
    def test_refuses_a_file_without_any(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(NoMembers):
            members(tmp_path, text)

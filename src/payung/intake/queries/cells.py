"""In which cell of a received list a NIK stands: read from its sealed answer, one file at a time, for one person's page."""

from payung.intake.models import ReceivedFile
from payung.intake.opened import opened_result


def nik_cell(*, file_id: int, sheet: str, row: int) -> str:
    """`I9`; nothing where the list has no lettered column for it, as in text files and pasted lists."""
    file = ReceivedFile.objects.filter(id=file_id).first()
    if file is None:
        return ""
    try:
        with opened_result(file) as result:
            sheets = result.facts.get("sheets", ())
    except FileNotFoundError:
        return ""
    column = next((one["columns"].get("nik") for one in sheets if one["name"] == sheet), None)
    return f"{column}{row}" if column and str(column).isalpha() else ""

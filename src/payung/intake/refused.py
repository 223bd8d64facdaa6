"""A problem as JSON, and the answer for a file that is not read. Light: the parent process needs no more."""

from payung.shared.problems import Problem

Json = dict[str, object]


def refused_answer(*, file: str, sha256: str, problem: Problem, with_rows: bool) -> Json:
    """The answer for a file that is not read."""
    counts = {"rows": 0, "ready": 0, "decision": 0, "error": 0, "with_warning": 0}
    answer: Json = {"file": file, "sha256": sha256, "sheets": [], "counts": counts, "codes": {}}
    answer["problems"] = [problem_json(problem, top=True)]
    return answer | ({"rows": []} if with_rows else {})


def problem_json(problem: Problem, *, top: bool = False) -> Json:
    """A problem as JSON; those of the file may name a sheet, those of a row name a cell."""
    where = problem.where
    place: Json = {"sheet": where.sheet} if where.sheet is not None else {}
    if not top or where.field:
        place["field"] = where.field
    if not top:
        place["cell"] = where.cell
    return {
        "code": problem.code,
        "level": str(problem.level),
        **place,
        "message": problem.message,
        "remedy": problem.remedy,
    }

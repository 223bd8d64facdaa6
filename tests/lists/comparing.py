"""Asks the real command and compares its answer with a truth. What a truth does not say is not compared."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lists.making.codes import LEVELS
from payung.intake.command import main

Answer = dict[str, Any]
HERE = Path(__file__).parent
UNSPOKEN = re.compile(r"\b(error|invalid|gagal sistem|submit|field)\b", re.IGNORECASE)
SIXTEEN_DIGITS = re.compile(r"\d{16}")
ALWAYS_OPEN = "INSURER_FIELD_MISSING"  # which columns the shipped layout needs is data


def run_check(*arguments: str, cwd: Path = HERE) -> subprocess.CompletedProcess[str]:
    """`payung check …` as another program would call it, in a process of its own."""
    command = [sys.executable, "-m", "payung.config.command", "check", *arguments]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "PAYUNG_"))}
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, env=environment, timeout=120)


def answer_of(*arguments: str, cwd: Path = HERE) -> Answer:
    """The command's own function, in this process: the same answer in half the time."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out):
        assert main([*arguments, "--json"]) == 0
    out.seek(0)
    answer: Answer = json.load(out)
    return answer


def differences(truth: Answer, answer: Answer) -> list[str]:
    """Every way in which the answer is not what the truth owes, as a sentence."""
    return [
        *top_differences(truth, answer),
        *(sheet_differences(truth, answer) if "sheets" in truth else ()),
        *(row_differences(truth, answer) if "rows" in truth else ()),
        *anywhere_differences(truth, answer),
        *word_differences(answer),
    ]


def holds(owed: Answer, given: Answer) -> bool:
    return all(given.get(key) == value for key, value in owed.items())


def top_differences(truth: Answer, answer: Answer) -> Iterator[str]:
    if answer["file"] != truth["file"]:
        yield f"file is {answer['file']!r}"
    given = answer["problems"]
    for owed in truth["problems"]:
        found = [p for p in given if holds(owed, p)]
        if len(found) != 1:
            yield f"top: {owed} stands {len(found)} times, once is owed"
    for problem in given:
        allowed = problem["code"] in {ALWAYS_OPEN, *truth.get("may_problems", ()), *truth.get("anywhere", ())}
        if not allowed and not any(holds(owed, problem) for owed in truth["problems"]):
            yield f"top: {problem['code']} is not owed ({problem['message']})"
    for barred in truth.get("never", ()):
        if any(holds(barred, problem) for problem in given):
            yield f"top: {barred} must not stand there"
    for key, value in truth.get("counts", {}).items():
        if answer["counts"][key] != value:
            yield f"counts.{key} is {answer['counts'][key]}, {value} is owed"


def sheet_differences(truth: Answer, answer: Answer) -> Iterator[str]:
    if len(answer["sheets"]) != len(truth["sheets"]):
        yield f"{len(answer['sheets'])} sheets, {len(truth['sheets'])} are owed"
        return
    for owed, given in zip(truth["sheets"], answer["sheets"], strict=True):
        where = f"sheet {given['name']!r}"
        for key in ("name", "hidden", "header_rows", "rows"):
            if owed.get(key) is not None and given[key] != owed[key]:
                yield f"{where}: {key} is {given[key]}, {owed[key]} is owed"
        for key, letter in owed.get("columns", {}).items():
            if given["columns"].get(key) != letter:
                yield f"{where}: column {key} is {given['columns'].get(key)}, {letter} is owed"
        free = set(owed.get("skipped_open", ()))
        if "skipped" in owed and [row for row in given["skipped"] if row not in free] != owed["skipped"]:
            yield f"{where}: skipped is {given['skipped']}, {owed['skipped']} is owed"


def row_differences(truth: Answer, answer: Answer) -> Iterator[str]:
    """Rows by sheet and row; where a kind of file names its sheets as it likes, by the order of its sheets."""
    names = [sheet["name"] for sheet in answer["sheets"]]
    owed_rows = list(named_rows(truth, names))
    given_rows = {(row["sheet"], row["row"]): row for row in answer["rows"]}
    for key in given_rows.keys() - {key for key, _ in owed_rows}:
        yield f"{key}: not a row of the list"
    for key, owed in owed_rows:
        if key in given_rows:
            yield from (f"{key}: {said}" for said in one_row_differences(owed, given_rows[key]))
        else:
            yield f"{key}: is not answered"


def named_rows(truth: Answer, names: list[str]) -> Iterator[tuple[tuple[str, int], Answer]]:
    index, last = 0, 0
    for row in truth["rows"]:
        if row["sheet"] is None and row["row"] <= last:
            index += 1
        last = row["row"]
        yield (names[index] if row["sheet"] is None else row["sheet"], row["row"]), row


def one_row_differences(owed: Answer, given: Answer) -> Iterator[str]:
    if owed["status"] is not None and given["status"] != owed["status"]:
        yield f"status is {given['status']}, {owed['status']} is owed"
    counted = Counter(problem["code"] for problem in given["problems"])
    for problem in owed["problems"]:
        if not any(holds(problem, found) for found in given["problems"]):
            near = [{k: p.get(k) for k in problem} for p in given["problems"] if p["code"] == problem["code"]]
            yield f"{problem} is owed; found {near or sorted(counted)}"
    one_of = [code.partition("@")[0] for code in owed.get("one_of", ())]
    if one_of and not counted.keys() & set(one_of):
        yield f"one of {one_of} is owed"
    allowed = {problem["code"] for problem in owed["problems"]} | {*owed.get("may", ()), *one_of}
    for code, count in counted.items():
        if code not in allowed or count > 1:
            yield f"{code} stands {count} times" if code in allowed else f"{code} is not owed"
    for key, value in owed["facts"].items():
        if shown(key, given.get(key)) != value:
            yield f"{key} is {given.get(key)!r}, {value!r} is owed"


def shown(key: str, value: object) -> object:
    """A phone is compared by its digits: how they are grouped is open."""
    return re.sub(r"\D", "", value) if key == "phone" and isinstance(value, str) else value


def all_problems(answer: Answer) -> Iterator[tuple[int | None, Answer]]:
    yield from ((None, problem) for problem in answer["problems"])
    yield from ((row["row"], problem) for row in answer["rows"] for problem in row["problems"])


def anywhere_differences(truth: Answer, answer: Answer) -> Iterator[str]:
    standing = {problem["code"] for _, problem in all_problems(answer)}
    yield from (f"{code} stands nowhere" for code in truth.get("anywhere", ()) if code not in standing)
    yield from (f"{code} must stand nowhere" for code in truth.get("nowhere", ()) if code in standing)
    for place, words in truth.get("messages", {}).items():
        code, _, row = place.partition("@")
        said = " ".join(
            f"{p['message']} {p['remedy']}" for at, p in all_problems(answer) if p["code"] == code and str(at) == row
        )
        if words not in said:
            yield f"{place}: {words!r} is not said in {said!r}"


def word_differences(answer: Answer) -> Iterator[str]:
    """Each code has its level; words are calm, say what to do next, and never repeat a NIK."""
    for row, problem in all_problems(answer):
        said = f"{problem['message']} {problem.get('remedy') or ''}"
        if LEVELS.get(problem["code"]) != problem["level"]:
            yield f"row {row}: {problem['code']} is {problem['level']}"
        if not problem["message"].strip() or (
            problem["level"] in {"error", "decision"} and not problem["remedy"].strip()
        ):
            yield f"row {row}: {problem['code']} does not say what, or what next"
        if UNSPOKEN.search(said) or SIXTEEN_DIGITS.search(said):
            yield f"row {row}: {problem['code']} says {said!r}"

"""Registers and answers as files, so that each engine reads the same in a process of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from linking.weighed import Ints, Weighed

CHUNK = 50_000


def keep_register(made: Any, path: Path) -> None:
    """The rows as a clerk wrote them; who is who stays with whoever measures."""
    columns = {name: pa.array(made.columns[name], pa.int64() if name == "id" else pa.string()) for name in made.columns}
    table = pa.table(columns)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=CHUNK)


def batches(path: Path) -> Iterator[dict[str, list[Any]]]:
    """The rows again, so many at a time, as columns."""
    with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number).to_pydict()


def table(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file, pa.ipc.open_file(file) as reader:
        return reader.read_all()


def keep_answer(path: Path, **columns: Any) -> None:
    with path.open("wb") as file:
        np.savez(file, **columns)


def answer(path: Path) -> dict[str, Any]:
    with np.load(path) as kept:
        return {name: kept[name] for name in kept.files}


def weighed(kept: dict[str, Ints]) -> Weighed:
    return Weighed(kept["a"], kept["b"], kept["weight"])

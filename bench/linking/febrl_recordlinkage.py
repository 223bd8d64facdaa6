"""FEBRL as the `recordlinkage` documentation links it: blocked on the given name; more than three of six alike, or ECM."""

from typing import Any

import numpy as np
import pyarrow as pa

from linking.weighed import Weighed

ALIKE = 3


def link(rows: pa.Table, *, two: bool) -> dict[str, Weighed]:
    import recordlinkage

    frame = rows.to_pandas().set_index("id")
    files = (frame[frame.file == "a"], frame[frame.file == "b"]) if two else (frame,)
    pairs = recordlinkage.Index().block("given_name").index(*files)
    compare = recordlinkage.Compare()
    compare.exact("given_name", "given_name", label="given_name")
    compare.string("surname", "surname", method="jarowinkler", threshold=0.85, label="surname")
    compare.exact("date_of_birth", "date_of_birth", label="date_of_birth")
    compare.exact("suburb", "suburb", label="suburb")
    compare.exact("state", "state", label="state")
    compare.string("address_1", "address_1", threshold=0.85, label="address_1")
    features = compare.compute(pairs, *files)
    ecm = recordlinkage.ECMClassifier()
    return {
        "recordlinkage_rule": _pairs(features[features.sum(axis=1) > ALIKE].index),
        "recordlinkage_ecm": _pairs(ecm.fit_predict(features.astype(int))),
    }


def _pairs(index: Any) -> Weighed:
    a, b = (index.get_level_values(level).to_numpy(dtype=np.int64) for level in (0, 1))
    return Weighed(np.minimum(a, b), np.maximum(a, b), np.ones(len(a)))

"""One engine on one register, in a process of its own: `python bench/linking/alone.py ours rows.arrow answer.npz`."""

import json
import sys
import warnings
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)


def main(engine: str, rows: Path, answer: Path) -> None:
    from linking import ordinary, ours, stored
    from linking.stages import Stages

    warnings.simplefilter("ignore")
    stages = Stages()
    if engine == "ours":
        pairs = ours.link(rows, stages=stages)
        stored.keep_answer(answer, a=pairs.a, b=pairs.b, weight=pairs.weight, doubts=pairs.doubts)
        print(json.dumps({"blocks": dict(pairs.blocks), "stages": stages.seconds}))
    else:
        random_pairs = {"ordinary": ordinary.BY_DEFAULT, "ordinary_as_advised": ordinary.AS_ADVISED}[engine]
        found = ordinary.link(rows, stages=stages, random_pairs=random_pairs)
        stored.keep_answer(answer, a=found.a, b=found.b, weight=found.weight)
        print(json.dumps({"blocks": {"said": len(found.a)}, "stages": stages.seconds}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

"""The levels of a pair as the database has them: by name, to be read when their numbers have changed. Pure."""

from collections.abc import Sequence

from payung.gateways.linkage.comparing import COMPARISONS, UNKNOWN
from payung.gateways.linkage.model import Model


def levels_text(gammas: Sequence[int]) -> str:
    """`card:slip_born_same name:sound_same`; what is not known of a pair is left out."""
    stood = zip(COMPARISONS, gammas, strict=True)
    return " ".join(f"{one.name}:{one.ascending[gamma - 1].name}" for one, gamma in stood if gamma)


def levels_read(text: str) -> tuple[int, ...]:
    """The gammas of today; a level that is no more counts as not known."""
    said = dict(part.split(":") for part in text.split())
    return tuple(one.gammas().get(said.get(one.name, ""), UNKNOWN) for one in COMPARISONS)


def weighs_todays_levels(model: Model) -> bool:
    """Whether the parameters are of the levels that are compared now, and not of an older release's."""
    names = {one.name: [level.name for level in one.ascending] for one in COMPARISONS}
    return names == {name: [level.name for level in levels] for name, levels in model.comparisons.items()}

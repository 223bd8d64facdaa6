"""A level that says more never weighs less: where few pairs stand on a level, chance may have it otherwise."""

from collections.abc import Mapping

# (says more, says less)
ORDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "card": (
        ("nik_same_born_same", "nik_same_born_unknown"),
        ("nik_same_born_same", "nik_same_born_near"),
        ("nik_same_born_unknown", "nik_same_born_far"),
        ("nik_same_born_near", "nik_same_born_far"),
        ("slip_born_same", "slip_born_near"),
        ("slip_born_same", "cut_born_same"),
        ("cut_born_same", "born_same_nik_clash"),
        ("nik_same_born_same", "slip_born_same"),
        ("nik_same_born_near", "slip_born_near"),
        ("slip_born_same", "born_same_nik_other"),
        ("slip_born_same", "neighbour_born_same"),
        ("slip_born_near", "born_near_nik_other"),
        ("born_same_nik_missing", "born_same_nik_clash"),
        ("born_same_nik_other", "born_same_nik_clash"),
        ("neighbour_born_same", "born_same_nik_clash"),
        ("born_same_nik_missing", "born_near_nik_missing"),
        ("born_same_nik_other", "born_near_nik_other"),
        ("born_same_nik_clash", "born_near_nik_clash"),
        ("born_near_nik_missing", "born_near_nik_clash"),
        ("born_near_nik_missing", "born_part"),
        ("born_near_nik_other", "born_part"),
        ("born_part", "far"),
        ("born_near_nik_clash", "far_clash"),
        ("far", "far_clash"),
    ),
    "name": (("rare_word", "one_word"), ("word_near", "unlike"), ("one_word", "unlike")),
    "sex": (("same", "differ"),),
    "household": (("kk_same", "kk_slip"), ("kk_slip", "differ"), ("house_same", "differ"), ("heir_same", "differ")),
    "place": (("desa_same", "kecamatan_same"), ("kecamatan_same", "differ")),
    "phone": (("same", "slip"), ("slip", "differ")),
}
_ROUNDS = 12


def monotone(m: Mapping[str, float], u: Mapping[str, float], *, comparison: str) -> dict[str, float]:
    """`m` with levels that stand the wrong way round weighing the same: what both hold is put together."""
    kept = dict(m)
    for _ in range(_ROUNDS):
        for more, less in ORDER[comparison]:
            if kept[more] / u[more] < kept[less] / u[less]:
                ratio = (kept[more] + kept[less]) / (u[more] + u[less])
                kept[more], kept[less] = ratio * u[more], ratio * u[less]
    return kept

"""The numbers of the law of benefits in force on a day, worked out once for all cases of a period. Not here: rules."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256

from payung.law.dated import Dated, DisabilityRow, Law, LawMissing, Tier
from payung.law.rules.benefit.case import Aid, Mode
from payung.law.rules.benefit.paths import PATH_KEYS, PATHS, Paths
from payung.law.rules.cover import Terms as CoverTerms
from payung.law.rules.cover import terms_on as cover_terms_on

KEYS = (
    "regime",
    "multiplier",
    "death_share",
    "total_disability_share",
    "losses_share_max",
    "periodic_months",
    "periodic_rp",
    "funeral_rp",
    "jkm_death_grant_rp",
    "jkm_condition",
    "two_memberships",
    "incapacity_tiers",
    "transport_land_cap_rp",
    "transport_sea_cap_rp",
    "transport_air_cap_rp",
    "medical_limit",
    "home_care_cap_rp",
    "home_care_years",
    "denture_cap_rp",
    "hearing_aid_cap_rp",
    "glasses_cap_rp",
    "prosthesis_surcharge",
    "scholarship",
    "scholarship_children",
    "scholarship_age_below",
    "scholarship_working_child",
    "late_share_jkk",
    "late_share_jkm",
    "anatomical_losses",
)
COVER_KEYS = (
    "doubt_months",
    "lapse_months",
    "jkm_full_paid_months",
    "jkm_full_membership_months",
    "scholarship_jkm_paid_months",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The law of one period. `entries` has the biography of each value, those of cover.yaml too."""

    regime: str
    multiplier: int
    death_share: Fraction
    total_disability_share: Fraction
    losses_share_max: Fraction
    periodic_months: int
    periodic_rp: int
    funeral_rp: int
    jkm_death_grant_rp: int
    jkm_condition: str
    two_memberships: str
    tiers: tuple[Tier, ...]
    transport_caps_rp: tuple[int, ...]  # in the order of `Mode`
    home_care_cap_rp: int
    aid_caps_rp: tuple[int | None, ...]  # in the order of `Aid`; None: no limit
    paths: Paths
    children_at_most: int
    age_below: int
    working_child: str
    late_share_jkk: Fraction
    late_share_jkm: Fraction
    rows: Mapping[str, DisabilityRow]  # by part
    cover: CoverTerms
    entries: Mapping[str, Dated]
    law: str


def terms_on(*, on: date, law: Law, cover_law: Law) -> Terms:
    """The terms in force on the day of the event.

    Source: law/benefit.yaml, law/cover.yaml.   Unit: as the files say.   Edge: raises LawMissing before July 2015.
    """
    days = turning_days(law=law, cover_law=cover_law)
    place = bisect_right(days, on) - 1
    if place < 0:
        raise LawMissing(f"{law.file}: {KEYS[0]} has no value on {on}")
    return _terms(since=days[place], law=law, cover_law=cover_law)


@lru_cache(maxsize=16)
def turning_days(*, law: Law, cover_law: Law) -> tuple[date, ...]:
    """The days on which a number changes: cases between two of them are governed by the same terms."""
    return tuple(sorted({*law.turning_days(*KEYS), *cover_law.turning_days(*COVER_KEYS)}))


@lru_cache(maxsize=64)
def _terms(*, since: date, law: Law, cover_law: Law) -> Terms:
    in_force, of_cover = law.on(since), cover_law.on(since)
    rule = in_force.rule("scholarship")
    if rule not in PATHS:
        raise LawMissing(f"{law.file}: scholarship names no rule that is known: {rule}")
    return Terms(
        regime=in_force.rule("regime"),
        multiplier=in_force.whole("multiplier"),
        death_share=in_force.share("death_share"),
        total_disability_share=in_force.share("total_disability_share"),
        losses_share_max=in_force.share("losses_share_max"),
        periodic_months=in_force.whole("periodic_months"),
        periodic_rp=in_force.whole("periodic_rp"),
        funeral_rp=in_force.whole("funeral_rp"),
        jkm_death_grant_rp=in_force.whole("jkm_death_grant_rp"),
        jkm_condition=in_force.rule("jkm_condition"),
        two_memberships=in_force.rule("two_memberships"),
        tiers=in_force.rows("incapacity_tiers", Tier),
        transport_caps_rp=tuple(in_force.whole(f"transport_{mode.name.lower()}_cap_rp") for mode in Mode),
        home_care_cap_rp=in_force.whole("home_care_cap_rp"),
        aid_caps_rp=tuple(
            None if aid is Aid.PROSTHESIS else in_force.whole(f"{aid.name.lower()}_cap_rp") for aid in Aid
        ),
        paths=PATHS[rule](in_force),
        children_at_most=in_force.whole("scholarship_children"),
        age_below=in_force.whole("scholarship_age_below"),
        working_child=in_force.rule("scholarship_working_child"),
        late_share_jkk=in_force.share("late_share_jkk"),
        late_share_jkm=in_force.share("late_share_jkm"),
        rows={row.part: row for row in in_force.rows("anatomical_losses", DisabilityRow)},
        cover=cover_terms_on(on=since, law=cover_law),
        entries={
            **{key: in_force.entry(key) for key in KEYS},
            **{key: of_cover.entry(key) for key in COVER_KEYS},
            **{key: in_force.entry(key) for key in PATH_KEYS[rule]},
        },
        law=sha256(f"{law.hash} {cover_law.hash}".encode()).hexdigest(),
    )

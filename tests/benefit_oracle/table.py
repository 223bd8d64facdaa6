"""The table of disability of PP 44/2015 annex III as `domain/disability.csv` prints it, typed anew for the oracle."""

from fractions import Fraction

PERCENT = {
    "right_arm_from_shoulder": 40,
    "left_arm_from_shoulder": 35,
    "right_arm_from_elbow": 35,
    "left_arm_from_elbow": 30,
    "right_hand_from_wrist": 32,
    "left_hand_from_wrist": 28,
    "both_legs_from_groin": 70,
    "one_leg_from_groin": 35,
    "both_feet_from_ankle": 50,
    "one_foot_from_ankle": 25,
    "both_eyes": 70,
    "one_eye": 35,
    "hearing_both_ears": 40,
    "hearing_one_ear": 20,
    "right_thumb": 15,
    "left_thumb": 12,
    "right_index_finger": 9,
    "left_index_finger": 7,
    "right_other_finger": 4,
    "left_other_finger": 3,
    "right_index_first_joint": Fraction("4.5"),
    "left_index_first_joint": Fraction("3.5"),
    "right_other_first_joint": 2,
    "left_other_first_joint": Fraction("1.5"),
    "one_big_toe": 5,
    "one_second_toe": 3,
    "one_other_toe": 2,
    "impotence": 30,
    "leg_shortened_under_5cm": 10,
    "leg_shortened_5_to_7_5cm": 20,
    "leg_shortened_from_7_5cm": 30,
    "one_auricle": 5,
    "both_auricles": 10,
    "nostril_wing": 30,
    "nasal_septum_perforation": 15,
    "smell": 10,
    "work_capacity_lost_51_70": 40,
    "work_capacity_lost_26_50": 20,
    "work_capacity_lost_10_25": 5,
    "mental_capacity": 70,
    "colour_vision": 10,
}
BY_TENS = {
    "hearing_loss_both_ears_per_10db": 6,
    "hearing_loss_one_ear_per_10db": 3,
    "visual_acuity_per_10_percent": 7,
    "visual_field_per_10_percent": 7,
}
RANGES = {"scalp": (10, 30)}
PARTS = [*PERCENT, *BY_TENS, *RANGES]


def other_hand(part: str) -> str:
    """The row of the other hand, which a left-handed person is given; rows of no hand stay."""
    if part.startswith("right_"):
        return "left_" + part.removeprefix("right_")
    if part.startswith("left_"):
        return "right_" + part.removeprefix("left_")
    return part

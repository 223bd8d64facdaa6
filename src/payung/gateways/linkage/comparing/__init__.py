"""How two records are compared: COMPARISONS in the order of a pair's gammas."""

from payung.gateways.linkage.comparing.base import UNKNOWN, UNLIKE, Comparison, Level
from payung.gateways.linkage.comparing.card import CARD
from payung.gateways.linkage.comparing.home import HOUSEHOLD, PHONE, PLACE, SEX
from payung.gateways.linkage.comparing.name import NAME

COMPARISONS: tuple[Comparison, ...] = (CARD, NAME, SEX, HOUSEHOLD, PLACE, PHONE)

__all__ = ["COMPARISONS", "UNKNOWN", "UNLIKE", "Comparison", "Level"]

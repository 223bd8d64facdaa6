"""Words of what is chosen in forms of claims; pages say them too."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from payung.claims.rules.told import Place, YesNo

Words = str | Promise
PLACE_WORDS: Mapping[Place, Words] = {
    Place.AT_WORK: gettext_lazy("di tempat kerja"),
    Place.ON_THE_WAY: gettext_lazy("di perjalanan berangkat atau pulang kerja"),
    Place.TRAFFIC: gettext_lazy("di jalan raya saat bekerja"),
    Place.SEA: gettext_lazy("di laut"),
    Place.HOME: gettext_lazy("di rumah"),
    Place.HOSPITAL: gettext_lazy("di rumah sakit"),
    Place.ELSEWHERE: gettext_lazy("di tempat lain"),
}
YES_NO_WORDS: Mapping[YesNo, Words] = {
    YesNo.YES: gettext_lazy("ya"),
    YesNo.NO: gettext_lazy("tidak"),
    YesNo.UNKNOWN: gettext_lazy("tidak diketahui"),
}

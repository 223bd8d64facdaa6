"""Roles, and the parts of the map they are for, as people call them."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from payung.accounts.rules import Role
from payung.regions.load import gazetteer

ROLE_NAMES: Mapping[Role, str | Promise] = {
    Role.DESA_OFFICER: _("petugas desa"),
    Role.KECAMATAN_OFFICER: _("petugas kecamatan"),
    Role.OPERATOR: _("operator dinas"),
    Role.HEAD: _("kepala dinas"),
    Role.PPTK: _("PPTK"),
    Role.PPK_SKPD: _("PPK-SKPD"),
    Role.TREASURER: _("bendahara pengeluaran"),
    Role.INSURER: _("petugas BPJS Ketenagakerjaan"),
    Role.INSPECTOR: _("pemeriksa"),
    Role.LEADERSHIP: _("pimpinan daerah"),
    Role.ADMINISTRATOR: _("pengelola akun"),
}


def names_of(roles: Iterable[Role]) -> str:
    """The roles in words, in the order in which work passes through them: `operator dinas, kepala dinas`."""
    held = set(roles)
    return ", ".join(str(ROLE_NAMES[role]) for role in Role if role in held)


def name_of_scope(scope: str) -> str:
    """`Rampa (Kec. Pulau Laut Utara)`, `Kecamatan Pulau Laut Utara`, `seluruh kabupaten`; unknown codes as they are."""
    if scope.count(".") == 1:
        return gettext("seluruh kabupaten")
    inside = [desa for desa in gazetteer(scope[:5]).desas if f"{desa.code}.".startswith(f"{scope}.")]
    if not inside:
        return scope
    return inside[0].text if inside[0].code == scope else gettext("Kecamatan %(name)s") % {"name": inside[0].kecamatan}

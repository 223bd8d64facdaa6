"""Pages of selections, what-if, public notices and objections."""

from payung.accounts.rules import Role

PREPARERS = (Role.OPERATOR, Role.HEAD)
LOOKERS = (Role.OPERATOR, Role.HEAD, Role.INSPECTOR)
READERS = (*LOOKERS, Role.KECAMATAN_OFFICER, Role.DESA_OFFICER)  # each sees the names of their part of the map
NOT_READABLE, CONFLICT = 422, 409

"""Addresses of death lists, and of the report Belum diklaim."""

from payung.config.permissions.row import DINAS, DINAS_AND_INSPECTOR, READERS, Row

CLAIMS_DEATHS: tuple[Row, ...] = (
    Row("claims:death_lists", "GET", DINAS_AND_INSPECTOR, "lists of the dead, and what waits in them"),
    Row("claims:death_list_new", "GET POST", DINAS, "take in a list of the dead"),
    Row("claims:death_list", "GET", DINAS_AND_INSPECTOR, "one list, by how its rows agree with members"),
    Row("claims:death_list_again", "POST", DINAS, "hold a list against the register once more"),
    Row("claims:death_desas", "GET", DINAS_AND_INSPECTOR, "whom each desa is to confirm"),
    Row("claims:death_line", "GET", DINAS_AND_INSPECTOR, "one row of a list, both sides"),
    Row("claims:death_line_same", "POST", DINAS, "say that it is this human being"),
    Row("claims:death_line_not_so", "POST", DINAS, "say that it is not so"),
    Row("claims:death_line_back", "POST", DINAS, "take back what was decided of a row"),
    Row("claims:unclaimed", "GET", READERS, "the known dead without a paid claim"),
    Row("claims:open_for_death", "GET POST", DINAS, "open the claim of a death told elsewhere"),
)

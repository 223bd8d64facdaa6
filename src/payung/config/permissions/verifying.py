"""Addresses of verval: of the office, and of a desa that was given a link."""

from payung.config.permissions.row import DINAS, PUBLIC, READERS, Row

VERIFYING: tuple[Row, ...] = (
    Row("contributions:verval", "GET", READERS, "rounds of verval"),
    Row("contributions:verval_open", "GET POST", DINAS, "ask every desa, and hand out the links"),
    Row("contributions:verval_round", "GET", READERS, "which desas have answered"),
    Row("contributions:verval_links", "POST", DINAS, "new links for desas that have not answered"),
    Row("contributions:verval_close", "POST", DINAS, "close a round"),
    Row("contributions:verval_lists", "GET", READERS, "lists of all desas, on paper"),
    Row("contributions:verval_desa", "GET", READERS, "what a desa said of its members"),
    Row("contributions:verval_renew", "POST", DINAS, "a new link for one desa"),
    Row("contributions:verval_tell", "GET POST", DINAS, "type in what became of one member"),
    Row("contributions:verval_answer", "GET POST", DINAS, "type in the answer on paper, with its scan"),
    Row("contributions:verval_minutes", "GET POST", DINAS, "keep the signed minutes"),
    Row("contributions:verval_end", "POST", DINAS, "end memberships on the word of the desa"),
    Row("contributions:verval_release", "POST", DINAS, "release memberships on the word of the desa"),
    Row("contributions:verval_list", "GET", READERS, "the list of a desa, on paper"),
    Row("contributions:verval_minutes_paper", "GET", READERS, "minutes of a desa, to be signed"),
    Row("contributions:verval_scan", "GET", READERS, "the signed minutes as scanned"),
    Row("contributions:verval_link", "GET POST", PUBLIC, "a desa answers over its link"),
    Row("contributions:verval_link_person", "GET POST", PUBLIC, "what became of one member, over the link"),
)

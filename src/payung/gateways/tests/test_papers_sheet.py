from io import BytesIO

from payung.gateways.papers.sheet import Sheets
from payung.gateways.tests.printed import pages, words


class TestFoot:
    def test_begins_on_the_page_where_the_bill_has_a_long_name(self):
        out = BytesIO()
        with Sheets(out=out, title="Paket", subject="", wide=False, margin=40) as sheets:
            sheets.begin_part(tail="Nota dinas permohonan SPP-LS · Perlindungan pekerja rentan " * 3)
        (page,) = pages(out.getvalue())
        assert words(page).startswith("halaman 1 dari 1 · Nota dinas")
        assert min(item.x for item in page) >= 40

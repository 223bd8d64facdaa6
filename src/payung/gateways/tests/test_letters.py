"""Letters: what an office writes comes out as written, what is wrong is said, and a template reaches nothing."""

import io
import zipfile
from datetime import date, datetime

import docx
import pytest

from payung.gateways.letters import SHIPPED, LetterRefused, check_letter, letter_words, render_letter, shipped_letter
from payung.gateways.letters.make_templates import made

SPLIT = ("Nomor {{ no", "mor }} ta", "hun")  # as Word parts a word when it was corrected


def template(*paragraphs, header="", rows=(), title="", change=None):
    document = docx.Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for run in text if isinstance(text, tuple) else (text,):
            paragraph.add_run(run)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return changed(out.getvalue(), change) if change else out.getvalue()


def changed(data, change):
    """The same archive with parts put in or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            kept = before.read(name)
            after.writestr(name, change.pop(name)(kept) if callable(change.get(name)) else kept)
        for name, text in change.items():
            after.writestr(name, text)
    return out.getvalue()


def lines(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def codes(**wishes):
    with pytest.raises(LetterRefused) as refused:
        render_letter(**wishes)
    return [problem.code for problem in refused.value.problems]


class TestRenderLetter:
    def test_fills_words_that_word_has_parted(self):
        assert lines(render_letter(template=template(SPLIT), facts={"nomor": "7/2026"})) == ["Nomor 7/2026 tahun"]

    @pytest.mark.parametrize(
        "value", ["<b>Siti</b> & Co", "{{ nomor }}", "{% for %}", "a < b > c", "O’Brien “x”", "李"]
    )
    def test_writes_a_value_as_it_is(self, value):
        assert lines(render_letter(template=template("Yth. {{ nama }}"), facts={"nama": value})) == [f"Yth. {value}"]

    def test_writes_days_in_words_and_leaves_room_for_what_is_not_known(self):
        made = render_letter(template=template("{{ hari }} {{ nip }}"), facts={"hari": date(2026, 12, 1), "nip": None})
        assert lines(made) == ["1 Desember 2026 ……………"]

    def test_repeats_a_row_of_a_table_and_none_for_an_empty_list(self):
        rows = (
            ("Nama", "Desa"),
            ("{%tr for o in orang %}", ""),
            ("{{ loop.index }}. {{ o.nama }}", "{{ o.desa }}"),
            ("{%tr endfor %}", ""),
        )
        people = [{"nama": "Sari & Co", "desa": "Rampa"}, {"nama": "Masturi", "desa": None}]
        assert lines(render_letter(template=template(rows=rows), facts={"orang": people})) == [
            "Nama", "Desa", "1. Sari & Co", "Rampa", "2. Masturi", "……………",
        ]  # fmt: skip
        assert lines(render_letter(template=template(rows=rows), facts={"orang": []})) == ["Nama", "Desa"]

    def test_fills_the_head_of_the_page_too(self):
        made = render_letter(template=template(header="{{ kantor }}"), facts={"kantor": "Disnaker & Co"})
        assert docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == "Disnaker & Co"

    def test_takes_control_signs_out_and_keeps_line_breaks(self):
        made = render_letter(template=template("{{ isi }}"), facts={"isi": "satu\r\ndua\x00\x07\x0ctiga\ud800"})
        assert lines(made) == ["satu\nduatiga"]

    def test_names_every_word_that_the_facts_lack(self):
        with pytest.raises(LetterRefused) as refused:
            render_letter(template=template("{{ nomer }} {{ tangal }} {{ jumlah }}"), facts={"nomor": 1, "jumlah": 2})
        told = [problem.message for problem in refused.value.problems]
        assert ["nomer" in told[0], "tangal" in told[1], len(told)] == [True, True, 2]
        assert "{{ nomor }}" in refused.value.problems[0].remedy

    def test_names_a_word_that_one_row_lacks(self):
        text = template("{% for o in orang %}{{ o.nama }}{% endfor %}")
        facts = {"orang": [{"nama": "Sari"}, {"desa": "Rampa"}]}
        assert codes(template=text, facts=facts) == ["LETTER_WORD_UNKNOWN"]

    @pytest.mark.parametrize(
        "value", [1.5, object(), {1}, len, datetime(2026, 1, 1)], ids=lambda value: type(value).__name__
    )
    def test_takes_only_plain_facts(self, value):
        with pytest.raises(TypeError):
            render_letter(template=template("{{ x }}"), facts={"x": value})

    def test_reads_a_template_from_a_file(self, tmp_path):
        (tmp_path / "t.docx").write_bytes(template("{{ x }}"))
        assert lines(render_letter(template=tmp_path / "t.docx", facts={"x": 5})) == ["5"]

    def test_reaches_a_key_that_is_called_like_a_method(self):
        text = template("{% for o in rows %}{{ o.items }}{{ o.keys }}{% endfor %}")
        assert lines(render_letter(template=text, facts={"rows": [{"items": "a", "keys": "b"}]})) == ["ab"]


class TestLanguage:
    @pytest.mark.parametrize(
        "attack",
        [
            '{{ cycler.__init__.__globals__.os.popen("id").read() }}',
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ x.__class__ }}",
            "{{ x|attr('__class__') }}",
            "{{ x['__class__'] }}",
            "{{ self }}{{ self.__init__() }}",
            "{{ range(10) }}",
            "{{ lipsum() }}",
            "{{ 10 ** 10 ** 10 }}",
            "{{ 'a' * 1000000000 }}",
            "{{ '%999999999d' % 1 }}",
            "{{ x.format(x) }}",
            "{{ x|safe }}",
            "{{ x|map('upper') }}",
            "{% set a = 1 %}",
            "{% include 'x' %}",
            "{% import 'x' as y %}",
            "{% extends 'x' %}",
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% autoescape false %}{{ x }}{% endautoescape %}",
            "{% filter upper %}x{% endfilter %}",
            "{% for a in 'aaaa' %}x{% endfor %}",
            "{% for a in [1,2] %}x{% endfor %}",
            "{% for a in range(9) %}x{% endfor %}",
            "{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}",
            "{% for a in rows recursive %}{{ loop(a) }}{% endfor %}",
            "{% for a, b in rows %}x{% endfor %}",
            "{% if x is defined %}x{% endif %}",
            "{{ x if x else x }}",
            "{{ x ~ x }}",
            "{{ [x, x] }}",
            "{{ not " + "not " * 3000 + "x }}",
            "{{ " + "(" * 3000 + "x" + ")" * 3000 + " }}",
            "{% if x %}" * 60 + "{% endif %}" * 60,
            "{% for a in rows %}{% endfor %}" * 51,
        ],
    )  # fmt: skip
    def test_has_no_words_for(self, attack):
        problems = codes(template=template(attack), facts={"x": "x", "rows": [{"a": "1"}]})
        assert set(problems) <= {"LETTER_NOT_ALLOWED", "LETTER_SYNTAX", "LETTER_WORD_UNKNOWN"}

    @pytest.mark.parametrize("place", ["header", "title"])
    def test_is_the_same_in_every_part_of_the_document(self, place):
        assert codes(template=template("x", **{place: "{{ lipsum() }}"}), facts={}) == ["LETTER_NOT_ALLOWED"]

    def test_lets_rows_hold_rows(self):
        text = template("{% for d in desa %}{{ d.nama }}:{% for o in d.orang %}{{ o.nama }},{% endfor %}{% endfor %}")
        facts = {"desa": [{"nama": "R", "orang": [{"nama": "a"}, {"nama": "b"}]}, {"nama": "S", "orang": []}]}
        assert lines(render_letter(template=text, facts=facts)) == ["R:a,b,S:"]
        assert letter_words(text) == {"desa", "desa.nama", "desa.orang", "desa.orang.nama"}

    def test_chooses_and_compares(self):
        text = template(
            "{% if jumlah > 1 and not rahasia %}banyak{% elif catatan %}{{ catatan|upper }}{% else %}satu{% endif %}"
        )
        made = [
            lines(render_letter(template=text, facts={"jumlah": jumlah, "rahasia": False, "catatan": catatan}))
            for jumlah, catatan in ((2, None), (1, "x"), (1, None))
        ]
        assert made == [["banyak"], ["X"], ["satu"]]

    def test_stops_a_letter_that_grows_without_end(self):
        text = template("{% for o in orang %}" + "panjang " * 20_000 + "{% endfor %}")
        assert codes(template=text, facts={"orang": [{}] * 50_000}) == ["LETTER_TOO_LARGE"]


class TestGuard:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"word/vbaProject.bin": b"x"}, "LETTER_HOSTILE"),
            ({"word/embeddings/oleObject1.bin": b"x"}, "LETTER_HOSTILE"),
            ({"word/_rels/settings.xml.rels": b'<Relationships><Relationship Id="1" Type="http://x/attachedTemplate" Target="http://x/t.dotm" TargetMode="External"/></Relationships>'}, "LETTER_HOSTILE"),
            ({"word/document.xml": lambda data: data.replace(b"<w:t>", b"<w:instrText>DDEAUTO c:\\\\x</w:instrText><w:t>", 1)}, "LETTER_HOSTILE"),
            ({"word/document.xml": lambda data: data.replace(b"<w:t>", b"<w:instrText>INCLUDE</w:instrText><w:instrText>TEXT x</w:instrText><w:t>", 1)}, "LETTER_HOSTILE"),
            ({"word/document.xml": lambda data: data.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)}, "LETTER_HOSTILE"),
            ({"word/document.xml": lambda data: data[:300]}, "LETTER_UNREADABLE"),
            ({"word/header1.xml": lambda data: b"<w:hdr"}, "LETTER_UNREADABLE"),
            ({"word/document.xml": lambda data: data.replace(b"</w:body>", b" " * 9_000_000 + b"</w:body>")}, "LETTER_HOSTILE"),
        ],
        ids=["macro", "object", "template", "dde", "field in two", "doctype", "cut", "head", "large"],
    )  # fmt: skip
    def test_refuses(self, change, code):
        assert [
            problem.code for problem in check_letter(template=template("x", change=dict(change)), known_words=())
        ] == [code]

    def test_lets_a_link_stand(self):
        rels = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://x" TargetMode="External"/></Relationships>'
        change = {"word/_rels/document.xml.rels": lambda data: data.replace(b"</Relationships>", rels)}
        assert check_letter(template=template("x", change=change), known_words=()) == []

    @pytest.mark.parametrize("data", [b"", b"halo", b"%PDF-1.4", b"PK\x03\x04" + bytes(40)])
    def test_refuses_what_is_no_word_document(self, data):
        [problem] = check_letter(template=data, known_words=())
        assert problem.code.startswith("LETTER_")
        assert problem.remedy


class TestCheckLetter:
    def test_says_everything_at_once(self):
        text = template("{{ nomer }} {{ asing }}", header="{% for x in %}")
        problems = check_letter(template=text, known_words={"nomor"})
        assert [problem.code for problem in problems] == ["LETTER_SYNTAX", "LETTER_WORD_UNKNOWN", "LETTER_WORD_UNKNOWN"]

    def test_quotes_the_paragraph_where_it_went_wrong(self):
        [problem] = check_letter(template=template("Baik", "Kepada {{ nama surat }} di sini"), known_words={"nama"})
        assert "Kepada {{ nama surat }} di sini" in problem.message

    def test_knows_the_words_of_rows(self):
        text = template("{% for o in orang %}{{ o.nama }}{{ o.umur }}{{ loop.last }}{% endfor %}")
        [problem] = check_letter(template=text, known_words={"orang", "orang.nama"})
        assert "orang.umur" in problem.message

    def test_finds_nothing_in_a_letter_without_words(self):
        assert check_letter(template=template("Halo 100 % {x} }"), known_words=()) == []


class TestShipped:
    @pytest.mark.parametrize("letter", SHIPPED, ids=lambda letter: letter.name)
    def test_uses_only_words_that_are_explained(self, letter):
        assert check_letter(template=letter.path, known_words=letter.words) == []

    @pytest.mark.parametrize("letter", SHIPPED, ids=lambda letter: letter.name)
    def test_is_what_its_script_makes(self, letter):
        body = docx.Document(str(letter.path)).element.xml
        assert body == made(letter).document.element.xml

    @pytest.mark.parametrize("letter", SHIPPED, ids=lambda letter: letter.name)
    def test_becomes_a_letter_with_every_fact_in_its_place(self, letter):
        facts: dict = {word: f"«{word}»" for word in letter.words if "." not in word}
        for word in letter.words:
            owner, _, inner = word.partition(".")
            if inner:
                rows = facts[owner] if isinstance(facts[owner], list) else [{}]
                rows[0][inner] = f"«{word}»"
                facts[owner] = rows
        written = "\n".join(lines(render_letter(template=letter.path, facts=facts)))
        for word in letter_words(letter.path):
            assert f"«{word}»".upper() in written.upper() or isinstance(facts.get(word), list)
        assert "{" not in written

    def test_knows_no_other(self):
        with pytest.raises(LookupError):
            shipped_letter("lain")

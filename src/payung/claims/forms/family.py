"""What is asked of whoever adds to, mends or takes off the family of a claim."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.accounts.questions import DayField
from payung.claims.queries.family import MemberFacts
from payung.claims.rules.family import Relation
from payung.claims.rules.kin import ToldMember

WRONG_DAY = _("Tulis harinya seperti 31/12/2026.")
RELATION_WORDS = {
    Relation.SPOUSE: _("suami atau istri"),
    Relation.CHILD: _("anak"),
    Relation.PARENT: _("ayah atau ibu"),
    Relation.GRANDPARENT: _("kakek atau nenek"),
    Relation.GRANDCHILD: _("cucu"),
    Relation.SIBLING: _("saudara kandung"),
    Relation.PARENT_IN_LAW: _("mertua"),
    Relation.NAMED_IN_WILL: _("ditunjuk dalam wasiat"),
    Relation.BURIED: _("bukan keluarga, mengurus pemakaman"),
}
_KNOWN = {"ya": True, "tidak": False}
_FLAGS = [("", _("belum diketahui")), ("ya", _("ya")), ("tidak", _("tidak"))]


class MemberForm(forms.Form):
    """Somebody of the family, as papers or neighbours say."""

    name = forms.CharField(
        label=_("Nama, seperti pada KTP-el atau KK"), max_length=200, error_messages={"required": _("Tulis namanya.")}
    )
    relation = forms.ChoiceField(label=_("Hubungan dengan peserta"), choices=[*RELATION_WORDS.items()])
    birth_date = DayField(label=_("Tanggal lahir"), wrong=WRONG_DAY, required=False)
    died_on = DayField(label=_("Tanggal meninggal, bila sudah meninggal"), wrong=WRONG_DAY, required=False)
    marriage_registered = forms.ChoiceField(
        label=_("Suami atau istri: apakah perkawinannya tercatat?"),
        help_text=_(
            "Menurut buku nikah atau akta perkawinan. Yang sudah cerai dikeluarkan dari daftar, dengan alasannya."
        ),
        choices=_FLAGS,
        required=False,
    )
    separated = forms.BooleanField(label=_("Suami atau istri: hidup terpisah, belum bercerai"), required=False)
    acknowledged = forms.ChoiceField(
        label=_("Anak: apakah tercatat sebagai anak peserta?"),
        help_text=_("Menurut akta lahir atau KK."),
        choices=_FLAGS,
        required=False,
    )
    guardian_name = forms.CharField(
        label=_("Nama wali, bila belum 18 tahun dan bukan orang tuanya"), max_length=200, required=False
    )
    guardian_relation = forms.CharField(label=_("Hubungan wali dengannya"), max_length=40, required=False)
    phone = forms.CharField(label=_("Nomor HP"), max_length=20, required=False)
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=60, required=False)
    account = forms.CharField(
        label=_("Nomor rekening"),
        help_text=_("Salin dari buku tabungan. Disimpan tersegel; halaman hanya menunjukkan tiga angka terakhir."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    account_holder = forms.CharField(label=_("Atas nama"), max_length=120, required=False)

    def told(self) -> ToldMember:
        words = self.cleaned_data
        return ToldMember(
            name=words["name"],
            relation=Relation(words["relation"]),
            birth_date=words["birth_date"],
            died_on=words["died_on"],
            marriage_registered=_KNOWN.get(words["marriage_registered"]),
            separated=words["separated"],
            acknowledged=_KNOWN.get(words["acknowledged"]),
            guardian_name=words["guardian_name"],
            guardian_relation=words["guardian_relation"],
            phone=words["phone"],
            address=words["address"],
            bank=words["bank"],
            account=words["account"] or None,
            account_holder=words["account_holder"],
        )


class MendForm(MemberForm):
    """The same of somebody known: an empty account number leaves the one that is kept."""

    forget_account = forms.BooleanField(label=_("Hapus nomor rekening yang tersimpan"), required=False)
    because = forms.CharField(
        label=_("Alasan perubahan"), max_length=200, error_messages={"required": _("Tulis alasannya.")}
    )

    def told(self) -> ToldMember:
        told = super().told()
        if not self.cleaned_data["forget_account"]:
            return told
        return ToldMember(**{name: getattr(told, name) for name in told.__slots__} | {"account": ""})


class BecauseForm(forms.Form):
    because = forms.CharField(label=_("Alasan"), max_length=200, error_messages={"required": _("Tulis alasannya.")})


def known_words(one: MemberFacts) -> dict[str, Any]:
    """What the form shows of somebody known; never the account."""
    back: dict[bool | None, str] = {value: word for word, value in _KNOWN.items()}
    plain = {
        name: getattr(one, name)
        for name in (
            *("name", "birth_date", "died_on", "separated", "guardian_name", "guardian_relation", "phone", "address"),
            *("bank", "account_holder"),
        )
    }
    return plain | {
        "relation": one.relation.value,
        "marriage_registered": back.get(one.marriage_registered, ""),
        "acknowledged": back.get(one.acknowledged, ""),
    }

"""Names as they are heard in Kotabaru, put together at random. They belong to no one in particular."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How one people of the region names its men and women."""

    men: Sequence[str]
    women: Sequence[str]
    second: Sequence[str]  # a father's or a second name, worn by both
    before_men: Sequence[str] = ()
    before_women: Sequence[str] = ()
    single: float = 0.35  # how many wear one name only
    bin_binti: float = 0.0


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PEOPLES: Mapping[str, People] = {
    "Banjar": People(
        men=_words(
            "Muhammad Ahmad Rusdi Syahrani Masturi Arbani Kaspul Hairul Fahrudin Gazali Junaidi Supian Bahrudin "
            "Husin Nasrullah Darmansyah Aliansyah Rahmadi Jumberi Mahyuni Saberan Tajudin Anang Utuh Syamsuri "
            "Hamdani Jarkasi Mukhlis Ilmi Rasyidi Norman Sarkawi Zainuddin Asmuni Kursani Murhan"
        ),
        women=_words(
            "Siti Noorhayati Rusmini Mahrita Salasiah Hapsah Rabiatul Noorjanah Galuh Zubaidah Halimah Ramlah "
            "Fatimah Masnah Jumiati Raudah Maimunah Aminah Khadijah Norsehat Arbayah Kamariah Mastora Hatmah "
            "Sarinah Radiah"
        ),
        second=_words(
            "Noor Rahman Hidayat Anwar Fauzi Rahmani Effendi Ramadhan Ansyari Syahrani Yani Hasan Arifin Saleh "
            "Firdaus Adawiyah Hasanah Aulia Jannah Salmah Asiah"
        ),
        bin_binti=0.05,
    ),
    "Bugis": People(
        men=_words(
            "Baco Ambo Muhtar Ilham Rustam Mappa Syarif Kamaruddin Basri Tahir Nurdin Jamaluddin Sudirman Arsyad "
            "Makmur Hasanuddin Muliadi Ridwan Jufri Usman Amiruddin Sultan Kahar Tajuddin Massa Palaguna Muchlis"
        ),
        women=_words(
            "Besse Indo Hasnah Rosmini Nurhayati Sitti Hadijah Marlina Darmawati Nuraeni Suriani Rosdiana Hartati "
            "Kartini Jumriah Nurlela Marwah Hasmawati Ratna Tenri Fitriani Mariani"
        ),
        second=_words(
            "Mappa Tenri Latif Rauf Saleh Hamid Dahlan Hakim Yusuf Baso Ismail Kadir Wahid Mansyur Said Beddu Pasaka"
        ),
        before_men=("Andi", "Daeng", "La", "Muh."),
        before_women=("Andi", "I", "Besse"),
        single=0.3,
        bin_binti=0.06,
    ),
    "Mandar": People(
        men=_words(
            "Kaco Abdul Sahabuddin Juma Saharuddin Hamzah Sukardi Burhanuddin Bakri Rahim Aco Samsul Jalil Tamrin "
            "Safruddin"
        ),
        women=_words("Cicci Hamida Saodah Nurmiati Rahmatia Sahida Marhuma Hasni Rabaniah Nadira Suhaeda Harmiah"),
        second=_words("Rahim Kadir Latif Tahir Sappe Sewang Hapid Malik Bolong Yaman Tayeb"),
        single=0.4,
        bin_binti=0.06,
    ),
    "Bajau": People(
        men=_words("Lajuma Jumaing Saddang Mansur Sabang Umar Jaing Hamsah Udin Bahar Sawal Kamal Laduma"),
        women=_words("Suhaima Rahina Jubaeda Salma Hania Maisa Nurbaya Sabaria Jamila Halima"),
        second=_words("Sabang Jaing Hamsah Bahar Mansur Umar Kasim"),
        single=0.6,
        bin_binti=0.04,
    ),
    "Jawa": People(
        men=_words(
            "Slamet Wagiman Suparno Sutrisno Teguh Jumadi Sugianto Paijo Suyatno Mulyono Budi Agus Eko Joko "
            "Wahyudi Sumarno Tukiman Ngatiman Sunardi Bambang Heru Supriyadi Widodo Santoso Dwi Purwanto Sarno "
            "Kasiman"
        ),
        women=_words(
            "Sri Tumini Lestari Puji Sumiati Suparti Ngatini Tukiyem Sulastri Endang Wati Wahyuni Partini "
            "Supriyati Indah Rukmini Sutinah Dewi Yuliana Murni Kasiyem"
        ),
        second=_words(
            "Santoso Susanto Wijaya Setiawan Saputra Utomo Kurniawan Prasetyo Rahayu Handayani Utami Lestari "
            "Hartono Nugroho"
        ),
        single=0.45,
    ),
    "Dayak": People(
        men=_words("Dehen Ideng Lampang Yulianus Markus Simon Utak Lukas Ayal Petrus Rantau Jamin Sampit Idup Awat"),
        women=_words("Maria Ideh Yuliana Ester Lensi Rusnah Kristina Mina Ayang Dayang Yosefa Lidia Timah"),
        second=_words("Dehen Tarung Lampang Jamin Utak Simon Rantau Awat Ideng"),
        single=0.55,
    ),
    "Bali": People(
        men=_words("Wayan Made Nyoman Ketut Gede"),
        women=_words("Wayan Made Nyoman Ketut Luh"),
        second=_words("Sudarma Suartana Wirawan Astawa Sukerti Suryani Widiani Mudita Arnawa Parwata"),
        before_men=("I",),
        before_women=("Ni",),
        single=0.0,
    ),
}


def invented_name(*, people: People, sex: str, rng: Random) -> str:
    """A name without titles: one word or several, with `Andi`, `La`, `I`, `bin` or `binti` where custom has it."""
    man = sex == "L"
    words = [rng.choice(people.men if man else people.women)]
    before = people.before_men if man else people.before_women
    if before and (people.single == 0.0 or rng.random() < 0.25):
        words.insert(0, rng.choice(before))
    if rng.random() < people.bin_binti:
        return " ".join([*words, "bin" if man else "binti", rng.choice(people.men)])
    if rng.random() >= people.single:
        words.append(rng.choice(people.second))
        if rng.random() < 0.12:
            words.append(rng.choice(people.second))
    return " ".join(words)

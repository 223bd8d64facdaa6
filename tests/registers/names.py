"""Words of Indonesian names by people and sex, as often as they are heard; the long tail is put together from syllables.

Invented: typed from memory of how names sound, not taken from any list of living persons.
"""

from typing import Any, NamedTuple

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
WORDS = 4  # a name has at most so many


def _words(text: str) -> list[str]:
    return text.split()


MALE_ISLAM = _words("""Ahmad Abdullah Yusuf Ibrahim Ismail Hasan Husin Ali Umar Usman Idris Ilyas Yunus Sulaiman Harun Musa Daud
Zainuddin Syamsuddin Baharuddin Jamaluddin Kamaruddin Nasaruddin Saharuddin Fahruddin Burhanuddin Amiruddin Syarifuddin
Rahman Rahim Rasyid Hamid Majid Wahid Karim Latif Halim Hakim Salam Samad Kadir Jabar Gani Gafur Muis Aziz Malik
Arifin Anwar Iqbal Rizki Rizal Ridwan Ridho Fauzi Fauzan Hidayat Hidayatullah Ramadhan Ramadani Syahrul Khairul Khairuddin
Zainal Jainal Saiful Asrul Nurdin Nasir Taufik Rahmat Rahmad Rahmadi Rusli Rusdi Rusdin Syukur Syukri Mansur Maulana
Mustafa Mukhtar Munir Marzuki Mahmud Masrur Luthfi Lukman Kasim Jafar Jumadi Ikhsan Ihsan Hamzah Hairul Hairudin
Firdaus Farid Fadli Fadil Basri Bahri Basir Azhar Arsyad Aswad Asri Anas Amin Akbar Aidil Adnan Zulkifli Zulkarnain
Zaini Yahya Wahyudi Tamrin Tahir Sofyan Sirajuddin Sholeh Salman Said Sabri Safri Rifai Reza Rafi Irfan Irwan Hendra
Gazali Ghazali Effendi Efendi Dahlan Darwis Bakri Bachtiar Ardiansyah Andriansyah Alamsyah Agus Saputra""")
BANJAR_MALE = _words("""Syahrani Masrani Supiani Supian Kaspul Arbani Aliansyah Darmansyah Hasbullah Fahrurrazi Fahriansyah
Ahyani Aspul Badrun Barkati Bastani Basuni Burhan Darmawi Gusti Hamdani Hamsani Helmi Husaini Ideris Japri Jarkasi
Jauhari Juhransyah Johansyah Juhri Kursani Kurnain Mahyuni Marhani Mashuri Maskur Mahlan Misran Mugeni Murjani Norman
Nasrullah Norhadi Normansyah Pahriadi Pahrul Parhani Rabiansyah Radiansyah Rahmani Raudi Riduan Rijani Ruslan Rustam
Sabirin Sahran Saberi Sapuani Sarkawi Sugian Suriansyah Suriani Syarkawi Syaifullah Tajudin Taberani Uria Yuseran
Yuhani Zarkasi Zainudin Bahrudin Fahrudin Hairudin Kamarudin Samsudin Jamaludin Masturi Samsuni Sayuti""")
BUGIS_MALE = _words("""Baco Ambo Beddu Baso Sakka Tahang Makka Mappa Mappiasse Lolo Patta Palewai Pawiloi Rappe Sanusi Semmang
Sudding Sulle Tajuddin Tenri Tepu Upe Wawo Jufri Kadir Lasse Laking Madong Mangga Nompo Page Pallawa Paddare Rasak
Saing Sampara Sangkala Summang Takko Tamma Unru Wellang Beddolo Callo Dolo Genda Hamma Iskandar Jide Kasau Lantara
Massi Nanrang Nuhung Petta Rahing Sennang Tola Usman Yusuf Hakka Bahar Sabang Rustan Sultan Alimuddin Muhtar""")
BUGIS_FEMALE = _words("""Tenri Besse Indo Becce Nannu Cenning Cahaya Rabasia Hatijah Kamisa Maemuna Hasnah Hasnawati Rosmini
Rosdiana Kasmawati Rahmawati Nurhaeda Nurlia Nurmi Suriani Sitti Saripa Dahlia Daramia Jumriah Jumaida Marwah Mardiana
Masita Mariama Nadira Naharia Rukmini Sahari Sanawiah Sennang Tija Tappu Wati Yuliana Isa Ima Hapida Halija Hawang
Bunga Badariah Asia Ati Aminang Timang Tima Saenab Saleha Rawe Rameng Palla Nuriati Nurdiana Minasa Mulli""")
FEMALE_ISLAM = _words("""Aisyah Fatimah Khadijah Hadijah Halimah Aminah Maryam Mariam Zainab Zubaidah Rahmah Rohana Rahimah Salmah
Salamah Saudah Hafsah Hapsah Sarah Hajar Asiah Asmah Asmawati Asnah Aminatus Badariah Faridah Fauziah Fitri Fitriah
Fitriani Habibah Hafizah Hamidah Hamsiah Hasanah Hayati Hidayah Hikmah Jamilah Jannah Jubaidah Juairiah Kamariah Kamsiah
Kartini Khairiah Laila Lailatul Latifah Mahmudah Maimunah Mahrita Mardiah Mariani Mariana Marlina Masitah Masriah
Mastura Misrawati Mulyani Munawarah Murniati Nadia Najwa Nisa Norhayati Noorjanah Norlina Nurul Purnama Rabiah
Rabiatul Raihanah Rahmi Ramlah Ratna Raudah Rini Rina Rika Risna Rosita Rohani Rukayah Rusmini Rusmawati Sabariah
Safitri Salasiah Saniah Sariah Sartika Selvia Siska Sofia Sri Suryani Syarifah Syamsiah Tika Umi Ulfah Uswatun Wahidah
Wahyuni Wardah Wulan Yanti Yati Yuliani Yulia Yuni Yusnita Zahra Zulaiha Zuraida Aulia Amelia Anita Dewi Dina Erna
Eva Hartati Helda Herlina Ida Indah Irma Juliana Lestari Lina Linda Maya Melati Mega Nova Novi Nina Puspita Putri""")
JAVA_MALE = _words("""Slamet Sugeng Suparman Sutrisno Suyanto Suwarno Sumarno Supriyadi Supriyanto Sukardi Sunardi Sunarto Suharto
Suroso Sutikno Suyono Sarno Sarwono Sardi Riyanto Rudi Purwanto Purnomo Priyono Ponimin Ponidi Paimin Paijo Ngatiman
Ngadimin Mulyono Mulyadi Mujiono Misdi Mardi Legiman Lasiman Kusnadi Katimin Karno Karyono Joko Jumadi Jumari Hariyanto
Hariyadi Hadi Gunawan Giman Eko Edi Dwi Didik Darmo Darsono Budi Bambang Bejo Arif Aris Agung Wahyu Waluyo Wagiman
Wasis Warsito Yanto Yono Tukiman Tugimin Tri Teguh Tarno Sugito Sukiman Sukarno Setiawan Santoso Susanto Wibowo
Widodo Nugroho Prasetyo Kurniawan Saputro Hidayat Wijaya Utomo Raharjo""")
JAVA_FEMALE = _words("""Sri Siti Sumiati Sumarni Suparti Supriyati Sutini Suwarni Suharti Sulastri Sukarti Sunarti Sulistyowati
Tumini Tuminah Tukinem Tri Sarinem Sarmi Rumini Rukmini Rini Ratna Purwanti Poniyem Ponirah Partini Parti Ngatinah
Ngatmi Mujiati Mulyati Muryati Misnah Marsini Marni Lestari Lasmi Lasinem Kusmiati Katini Kasmi Karti Juminten Jumiati
Istiqomah Indah Hartini Hartati Endang Dwi Dewi Darmi Budiarti Astuti Ani Wagiyem Warsini Wartini Widyawati Wahyuni
Winarti Yatmi Yuliati Rahayu Utami Handayani Susanti Suryani Wulandari Setyowati Kurniawati Puspitasari""")
MADURA_MALE = _words("""Misnawi Marsuki Mattali Matrawi Mahrus Sahid Sakur Samhari Sanusi Suhri Sumarto Sahrul Saleh Subaidi Suraji
Durahman Duladi Buari Busiri Holil Hosen Hanafi Jumadin Jalil Kacong Kholid Matsani Mohni Mukri Muni Muzakki Nawi Niman
Rasidi Ruspandi Sahri Saniman Satuki Sudin Suki Sulam Sunaryo Surahman Tohir Tosan Umar Wafi Zaini Zaironi""")
MADURA_FEMALE = _words("""Sumiyati Suhriyah Samiyah Satima Saminten Sahriyah Rukayyah Rohemah Nasiyah Musrifah Munawwaroh Misnati Misna
Marhamah Marbiyah Maisaroh Maimuna Hosniyah Hosna Holilah Hatijah Hamiyah Buniyah Bunami Aswati Arbaiyah Suliha Sulama
Supiyah Tohirah Ummi Zaimah Zahrah Jumaati Juhairiyah Kutsiyah Latifa Luluk""")
SEA_MALE = _words("""Kaco Puang Tasman Sadar Rajab Pattah Lamuddin Jamal Hamma Bujang Sarman Sahabu Tassa Tamrin Sabara Sarro Puding
Panggala Nasu Mustaring Muddin Mandra Lawi Kama Juni Jalaming Haruna Gani Gaming Daming Dalle Cama Busra Bakka Anwar
Ambona Amsal Aco Sandeq Sikki Tangnga Tappa Ukkas Yundu Bahtiar Mase Rasak Lappas Asse""")
SEA_FEMALE = _words("""Cicci Cahaya Bunga Ati Nurhana Nursia Hapsa Hasnia Hadara Hamsina Jahira Juhria Kanna Kasmia Kindo Lena Mammi
Marhuma Masiga Munira Nahari Puasa Raba Rajia Ramlia Rugaya Saharia Samsia Saripa Sarina Sitti Sumi Suraeda Tasmia Tina
Tuo Wahida Yuri Jamila Ulan Piara Sabania""")
MODERN_MALE = _words("""Aditya Aldi Alfian Alif Andika Angga Arya Bagas Bayu Bima Dani Daffa Deni Dimas Doni Dwiki Fahri Fajar Farhan
Ferdi Galih Gilang Hafiz Haikal Ilham Indra Jefri Kevin Krisna Naufal Noval Pandu Raka Randi Rangga Rehan Rendi Restu
Rian Ricky Rio Riski Rizky Robi Romi Satria Surya Syahril Teguh Tio Wildan Yoga Yogi Yudha Zaki Pratama Perdana Putra
Saputra Setiawan Wijaya Nugraha Permana Firmansyah Kurniawan""")
MODERN_FEMALE = _words("""Adelia Alya Amanda Ananda Anggi Anisa Annisa Aprilia Ayu Bella Cantika Cindy Citra Della Desi Devi Diana Dinda
Elsa Febri Fina Gita Hesti Ika Intan Jihan Karina Keysa Lia Lutfia Melinda Mila Nabila Nadya Nia Oktavia Rahma Rara
Regina Rezki Riska Risma Safira Salsabila Salwa Santi Shinta Silvia Sinta Syifa Tasya Tiara Tri Vina Winda Yolanda
Zahira Maharani Anggraini Oktaviani Permatasari Ramadhani Febriani Damayanti Safitri""")


def _compound(heads: str, tails: str) -> list[str]:
    return [head + tail for tail in tails.split() for head in heads.split()]


TAIL_MALE = _compound(
    "Ah Ab Bas Bah Dar Fah Far Ham Har Has Her Is Jun Kam Mah Mar Mas Mur Nas Nor Rah Ram Rus Sah Sap Sar Sup Syah Syam Yus Zul",
    "ran man yadi mudin rani bani dani wan sani liansyah riadi mansyah yansyah pani mawi lani riannor din ruddin sudi kani",
)
TAIL_FEMALE = _compound(
    "Nur Nor Mar Mas Ros Rus Rah Has Ham Har Her Is Jum Kas Lis Mis Mul Sal Sam Sar Sul Sur Wah Yul Zul As Az Fat Sit",
    "hayati aini linda hasanah janah baiti lela mawati niah siah diana yani liana wati iyah miati hidayah asiah ida rida milah",
)
TAIL_JAVA_MALE = _compound(
    "Su Har War Mul Pur Kar Sar Tar Dar Sun Mar Wi Sis", "yanto yono gito nardi jono tejo giman man di to warno pomo"
)
TAIL_JAVA_FEMALE = _compound(
    "Su Har War Mul Pur Kar Sar Tar Dar Sun Mar Wi Sis", "yanti yati giyem narti mini tinah inem ni ti warni miyati"
)
TAIL_SEA = _compound(
    "Ba Bad Cal Dal Gal Jal Kal Lal Mal Man Nap Pal Pas Rap Sal Sap Tab Tal Tam Wal",
    "ling tang kka du ngka lle ppe ssa mma ra ro na cca bbe",
)

ETHNICITIES = ("banjar", "bugis", "jawa", "madura", "bajau", "mandar")
SHARES = (
    0.40,
    0.29,
    0.19,
    0.04,
    0.03,
    0.05,
)  # Kotabaru: Banjar and Bugis on the coast, Javanese in transmigrants' desa

POOLS: dict[str, tuple[list[str], list[str]]] = {  # head words by rank, then the tail
    "islam-L": (MALE_ISLAM, TAIL_MALE),
    "islam-P": (FEMALE_ISLAM, TAIL_FEMALE),
    "banjar-L": (BANJAR_MALE + MALE_ISLAM[40:120], TAIL_MALE),
    "banjar-P": (FEMALE_ISLAM, TAIL_FEMALE),
    "bugis-L": (BUGIS_MALE, TAIL_SEA),
    "bugis-P": (BUGIS_FEMALE, TAIL_FEMALE),
    "jawa-L": (JAVA_MALE, TAIL_JAVA_MALE),
    "jawa-P": (JAVA_FEMALE, TAIL_JAVA_FEMALE),
    "madura-L": (MADURA_MALE, TAIL_MALE),
    "madura-P": (MADURA_FEMALE, TAIL_FEMALE),
    "bajau-L": (SEA_MALE, TAIL_SEA),
    "bajau-P": (SEA_FEMALE, TAIL_SEA),
    "mandar-L": (SEA_MALE + BUGIS_MALE[:30], TAIL_SEA),
    "mandar-P": (SEA_FEMALE + BUGIS_FEMALE[:30], TAIL_FEMALE),
    "modern-L": (MODERN_MALE, TAIL_MALE),
    "modern-P": (MODERN_FEMALE, TAIL_FEMALE),
}
FIXED = ("Muhammad", "Siti", "Sitti", "Nur", "Nor", "Andi", "Daeng", "La", "I", "Abdul", "Haji", "Sri", "Gusti", "Indo")

# Templates: how often of a hundred, and the words. A pool is named by what stands before the dash; capitals are words.
ISLAM_L = (
    (20, "Muhammad islam"),
    (7, "Ahmad islam"),
    (9, "Abdul islam"),
    (24, "islam"),
    (26, "islam islam"),
    (5, "Muhammad islam islam"),
)
TEMPLATES: dict[str, tuple[tuple[int, str], ...]] = {
    "banjar-L": ((26, "banjar"), (22, "banjar islam"), (15, "Muhammad banjar"), (8, "Ahmad banjar"), (8, "Abdul islam"), (3, "Gusti Muhammad banjar"), (18, "islam islam")),
    "banjar-P": ((34, "banjar"), (16, "Siti banjar"), (8, "Nor banjar"), (6, "Nur banjar"), (36, "banjar islam")),
    "bugis-L": ((17, "bugis"), (9, "Andi islam"), (4, "Andi Muhammad bugis"), (6, "Daeng bugis"), (10, "La bugis"), (14, "Muhammad islam"), (8, "Abdul islam"), (14, "islam"), (18, "bugis islam")),
    "bugis-P": ((24, "bugis"), (8, "Andi bugis"), (9, "I bugis"), (12, "Sitti bugis"), (10, "Nur islam"), (4, "Indo bugis"), (15, "islam"), (18, "bugis islam")),
    "jawa-L": ((47, "jawa"), (43, "jawa jawa"), (10, "Muhammad islam")),
    "jawa-P": ((40, "jawa"), (22, "Sri jawa"), (14, "Siti islam"), (24, "jawa jawa")),
    "madura-L": ((34, "madura"), (24, "Muhammad madura"), (16, "Abdul islam"), (26, "madura islam")),
    "madura-P": ((50, "madura"), (20, "Siti madura"), (30, "madura islam")),
    "bajau-L": ((44, "bajau"), (18, "La bajau"), (14, "Muhammad islam"), (24, "bajau islam")),
    "bajau-P": ((50, "bajau"), (20, "I bajau"), (14, "Siti islam"), (16, "bajau islam")),
    "mandar-L": ((36, "mandar"), (20, "Muhammad islam"), (16, "Abdul islam"), (28, "mandar islam")),
    "mandar-P": ((42, "mandar"), (22, "Sitti mandar"), (12, "Nur islam"), (24, "mandar islam")),
    "modern-L": ((26, "Muhammad modern"), (12, "Muhammad modern islam"), (42, "modern modern"), (8, "modern"), (12, "Ahmad modern islam")),
    "modern-P": ((12, "Siti modern"), (14, "Nur modern"), (52, "modern modern"), (10, "modern"), (12, "modern islam modern")),
}  # fmt: skip
MODERN_FROM = 1990  # those born later are often named as television names, whatever their people
MODERN_SHARE = 0.6
HEAD_SHARE = 0.72  # of the draws from a pool; the rest is the tail of rarer words


class Vocabulary(NamedTuple):
    """Every word there is, alphabetical, so that the neighbour of a word is alike to it."""

    words: np.ndarray[Any, Any]
    index: dict[str, int]


def vocabulary() -> Vocabulary:
    words = sorted({*FIXED, *(word for heads, tail in POOLS.values() for word in (*heads, *tail))})
    return Vocabulary(np.array(words, dtype=object), {word: place for place, word in enumerate(words)})


VOCABULARY = vocabulary()


def _pool(name: str) -> tuple[Ints, np.ndarray[Any, Any]]:
    """The words of a pool and how often each is drawn, summed up."""
    heads, tail = POOLS[name]
    often = np.concatenate((1 / (np.arange(len(heads)) + 3.0), 1 / (np.arange(len(tail)) + 60.0)))
    often[: len(heads)] *= HEAD_SHARE / often[: len(heads)].sum()
    often[len(heads) :] *= (1 - HEAD_SHARE) / often[len(heads) :].sum()
    codes = np.array([VOCABULARY.index[word] for word in (*heads, *tail)])
    return codes, np.cumsum(often)


_POOLS = {name: _pool(name) for name in POOLS}


def drawn(random: np.random.Generator, *, ethnicity: Ints, sex: Ints, year: Ints) -> Ints:
    """Names as codes of words, (n, 4), -1 behind the last. `sex`: 0 for men, 1 for women."""
    names = np.full((len(sex), WORDS), -1, dtype=np.int64)
    modern = (year >= MODERN_FROM) & (random.random(len(sex)) < MODERN_SHARE)
    people = np.where(modern, len(ETHNICITIES), ethnicity)
    for kind in np.unique(people * 2 + sex):
        where = np.flatnonzero(people * 2 + sex == kind)
        who = (*ETHNICITIES, "modern")[kind // 2] + "-" + "LP"[kind % 2]
        often = np.array([share for share, _ in TEMPLATES[who]], dtype=float)
        chosen = random.choice(len(often), len(where), p=often / often.sum())
        for number, (_, template) in enumerate(TEMPLATES[who]):
            _fill(random, names, where[chosen == number], template.split(), "LP"[kind % 2])
    return names


def _fill(random: np.random.Generator, names: Ints, where: Ints, template: list[str], sex: str) -> None:
    for place, word in enumerate(template):
        if word[0].isupper():
            names[where, place] = VOCABULARY.index[word]
            continue
        codes, often = _POOLS[f"{word}-{sex}"]
        at = np.searchsorted(often, random.random(len(where)) * often[-1], side="right")
        names[where, place] = codes[np.minimum(at, len(codes) - 1)]


def neighbours(random: np.random.Generator, codes: Ints) -> Ints:
    """A word alike to each: next to it in the alphabet."""
    step = random.choice(np.array([-2, -1, 1, 2]), len(codes))
    return np.where(codes < 0, -1, np.clip(codes + step, 0, len(VOCABULARY.words) - 1))

"""Records prepared for comparing, in SQL: the table `prepared`, as `comparing.prepared` works it out in Python.

Written for DuckDB in functions that Spark has too, by one name or another.
"""

from payung.gateways.linkage.comparing.prepared import CENTURY, RARE

# What follows from the record itself.
_FITS = """case when nik is null or born is null then null else
 (substr(nik, 7, 6) = substr(born, 9, 2) || substr(born, 6, 2) || substr(born, 3, 2) and coalesce(sex <> 'P', true))
 or (substr(nik, 7, 6) = translate(substr(born, 9, 1), '0123', '4567') || substr(born, 10, 1) || substr(born, 6, 2)
 || substr(born, 3, 2) and coalesce(sex <> 'L', true)) end"""

# The day of birth that a NIK says.
_DAY = f"""case when translate(substr(nik, 7, 1), '4567', '0123') || substr(nik, 8, 1) between '01' and '31'
 and substr(nik, 9, 2) between '01' and '12'
 then case when substr(nik, 11, 2) < '{CENTURY}' then '20' else '19' end || substr(nik, 11, 2) || '-'
 || substr(nik, 9, 2) || '-' || translate(substr(nik, 7, 1), '4567', '0123') || substr(nik, 8, 1) else null end"""

# How often a record has all the words of each distinct value: the product of their frequencies.
_OF_WORDS = """create table of_{column} as
with value as (select distinct {column} as value from record where {column} is not null),
word as (select value, unnest(string_split(value, ' ')) as word from value)
select word.value, exp(sum(ln(coalesce(known.tf, {word_floor})))) as tf_part,
 list(word.word) filter (coalesce(known.tf, 0) < {rare}) as rare,
 min(struct_pack(tf := coalesce(known.tf, 0), word := word.word)).word as main
from word left join frequency known on known.kind = '{kind}' and known.value = word.word group by word.value"""

_PREPARED = """create table prepared as
select record.nth, record.id, nik, substr(nik, 1, 8) as nik_a, substr(nik, 9, 8) as nik_b, {fits} as fits,
 kk, substr(kk, 1, 8) as kk_a, substr(kk, 9, 8) as kk_b, record.name, words, sound, sound as part,
 coalesce(string_split(words, ' '), []::varchar[]) as word_set,
 coalesce(list_filter(string_split(words, ' '), lambda word: length(word) > 1), []::varchar[]) as full_set,
 coalesce(string_split(sound, ' '), []::varchar[]) as sound_set,
 coalesce(of_sound.rare, []::varchar[]) as rare_set, replace(record.name, ' ', '') as run, of_sound.main as main,
 array_to_string(list_transform(string_split(record.name, ' '), lambda word: substr(word, 1, 1)), '') as letters,
 coalesce(regexp_matches(record.name, '(^| ).( |$)'), false) as abbreviated,
 coalesce(born, {day}) as born, born is not null as said, sex, desa, phone, house, heir,
 coalesce(by_words.tf, least({words_floor}, of_words.tf_part), {words_floor}) as tf_words,
 coalesce(by_sound.tf, least({sound_floor}, of_sound.tf_part), {sound_floor}) as tf_sound,
 coalesce(of_sound.tf_part, 1) as tf_part
from record
left join of_words on of_words.value = words left join of_sound on of_sound.value = sound
left join frequency by_words on by_words.kind = 'words' and by_words.value = words
left join frequency by_sound on by_sound.kind = 'sound' and by_sound.value = sound"""


def preparing_sql(*, floors: dict[str, float]) -> list[str]:
    """Statements that make `prepared` of the tables `record` and `frequency(kind, value, tf)`."""
    made = [
        _OF_WORDS.format(column=column, kind=kind, word_floor=floors[kind], rare=RARE)
        for column, kind in (("words", "word_part"), ("sound", "sound_part"))
    ]
    prepared = _PREPARED.format(fits=_FITS, day=_DAY, words_floor=floors["words"], sound_floor=floors["sound"])
    return [*made, prepared]

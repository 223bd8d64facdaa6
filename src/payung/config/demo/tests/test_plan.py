from random import Random

from payung.config.demo.offices import Whole
from payung.config.demo.plan import planned_offices
from payung.regions.load import gazetteer

DESAS = gazetteer("63.02").desas


class TestPlannedOffices:
    def test_send_everyone_and_reach_every_desa(self):
        for workers in (202, 777, 40_000):
            offices = planned_offices(desas=DESAS, workers=workers, rng=Random(workers))
            assert sum(office.size for office in offices) == workers
            sent = {
                desa.code
                for office in offices
                for desa, count in zip(office.desas, office.counts, strict=True)
                if count
            }
            assert len(sent) == 202

    def test_never_write_two_files_of_one_name_into_one_folder(self):
        offices = planned_offices(desas=DESAS, workers=40_000, rng=Random(5))
        names = [(office.seat.kecamatan_code, office.file) for office in offices]
        assert len(names) == len(set(names))

    def test_send_no_empty_file_but_the_photo(self):
        offices = planned_offices(desas=DESAS, workers=9, rng=Random(5))
        assert [office.whole for office in offices if not office.size] in ([], [Whole.PHOTO])

from datetime import date, timedelta

from django.utils import timezone

from payung.config.demo.clock import BEGINS, Clock, invented_time
from payung.config.environment import read_environment


class TestClock:
    def test_goes_forward_only(self):
        clock = Clock.at(date(2026, 11, 10))
        clock.go_to(date(2026, 12, 17))
        clock.go_to(date(2026, 11, 15))
        assert clock.now().astimezone(timezone.get_default_timezone()).date() == date(2026, 12, 17)

    def test_is_the_real_one_again_when_the_year_is_over(self):
        before = timezone.now()
        with invented_time():
            assert timezone.localdate() == BEGINS
        assert timezone.now() - before < timedelta(minutes=1)


class TestToday:
    def test_is_obeyed_in_development_only(self):
        words = {"PAYUNG_TODAY": "2027-05-24", "PAYUNG_HOME": "/nowhere"}
        assert read_environment(words).today is None
        assert read_environment({**words, "PAYUNG_ENV": "development"}).today == date(2027, 5, 24)

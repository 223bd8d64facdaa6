from payung.config.demo import house
from payung.config.demo.house import State


class TestStateOf:
    def test_is_empty_where_nothing_is(self, tmp_path):
        assert house.state_of(tmp_path / "nowhere") is State.EMPTY
        assert house.state_of(tmp_path) is State.EMPTY

    def test_is_somebody_elses_without_the_marker(self, tmp_path):
        (tmp_path / "payung.sqlite3").touch()
        assert house.state_of(tmp_path) is State.OTHER

    def test_is_unfinished_until_the_result_is_kept(self, tmp_path):
        house.begin(tmp_path)
        assert house.state_of(tmp_path) is State.UNFINISHED
        (tmp_path / "demo").mkdir()
        house.keep_result(home=tmp_path, counts={"ready": 1}, lines=["satu"])
        assert house.state_of(tmp_path) is State.DEMO
        assert (house.kept_counts(tmp_path), house.kept_report(tmp_path)) == ({"ready": 1}, ["satu"])


class TestBegin:
    def test_removes_what_payung_made_and_nothing_else(self, tmp_path):
        house.begin(tmp_path)
        (tmp_path / "demo" / "lists").mkdir(parents=True)
        (tmp_path / "payung.sqlite3").write_text("old")
        (tmp_path / "catatan saya.txt").write_text("mine")
        house.begin(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == [house.MARKER, "catatan saya.txt", "static"]

    def test_does_not_follow_a_link_out_of_the_home(self, tmp_path):
        outside, home = tmp_path / "outside", tmp_path / "home"
        outside.mkdir()
        (outside / "kept").touch()
        home.mkdir()
        (home / "demo").symlink_to(outside)
        house.begin(home)
        assert (outside / "kept").exists()
        assert not (home / "demo").exists()

"""Old backups go, but the newest of each of the last days and months."""

from datetime import UTC, datetime, timedelta

from config.backup.keeping import name_of, partial_of, thin_out

NOON = datetime(2026, 11, 30, 4, tzinfo=UTC)  # in Shanghai


def put(folder, *moments):
    for moment in moments:
        (folder / name_of(moment)).touch()


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_the_newest_of_each_of_the_last_days_and_months_stay(folder):
    days = [NOON - timedelta(days=number) for number in range(70)]
    put(folder, *days, *(day - timedelta(hours=1) for day in days))
    thin_out(folder, days=3, months=3)
    november, october, september = NOON, datetime(2026, 10, 31, 4, tzinfo=UTC), datetime(2026, 9, 30, 4, tzinfo=UTC)
    kept = [november, NOON - timedelta(days=1), NOON - timedelta(days=2), october, september]
    assert names(folder) == {name_of(moment) for moment in kept}


def test_a_day_is_one_of_the_house_and_not_of_greenwich(folder):
    before, after = datetime(2026, 11, 29, 15, 59, tzinfo=UTC), datetime(2026, 11, 29, 16, 1, tzinfo=UTC)
    put(folder, before, after)
    assert thin_out(folder, days=2, months=0) == []


def test_days_without_a_backup_do_not_count(folder):
    long_ago = [NOON - timedelta(days=300), NOON - timedelta(days=200)]
    put(folder, NOON, *long_ago)
    assert thin_out(folder, days=3, months=0) == []


def test_what_is_no_backup_of_this_database_is_left(folder):
    others = {"another-20200101T000000Z.tar.age", "notes.txt", partial_of("x"), name_of(NOON) + ".copy"}
    for other in others:
        (folder / other).touch()
    put(folder, NOON, NOON - timedelta(days=1))
    thin_out(folder, days=1, months=0)
    assert names(folder) == {*others, name_of(NOON)}

"""The servers that the tests run on."""

from config.roles import as_owner


def test_the_database_is_a_postgresql_that_knows_chinese_letters(db):
    with as_owner() as cursor:
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT show_trgm('巡察办')")
        assert cursor.fetchone() != ([],)

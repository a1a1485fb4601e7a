"""The static files of an installation: collected by root, read by the user of the web server."""

from django.core.files.base import ContentFile
from django.core.files.storage.handler import StorageHandler

from config import settings as of_program


def test_they_can_be_read_by_other_users_than_who_collected_them(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "staticfiles"
    storage = StorageHandler({"staticfiles": of_program.STORAGES["staticfiles"]})["staticfiles"]
    storage.save("css/site.css", ContentFile(b"body {}"))
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.rglob("*")}
    assert modes == {"staticfiles": "0o755", "css": "0o755", "site.css": "0o644"}

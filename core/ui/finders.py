"""Serves, of the front-end packages in node_modules, exactly the files that pages load."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

VENDOR_FILES = {
    "vendor/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/signature_pad.min.js": "signature_pad/dist/signature_pad.umd.min.js",
    "vendor/signature_pad.umd.min.js.map": "signature_pad/dist/signature_pad.umd.min.js.map",
    "vendor/echarts.min.js": "echarts/dist/echarts.common.min.js",
}


def packages_dir() -> Path:
    """Where `npm ci` puts the packages."""
    return Path(settings.BASE_DIR) / "node_modules"


class VendorStorage(FileSystemStorage):
    """Reads `vendor/<name>` from the package that ships it."""

    prefix = None

    def path(self, name):
        return str(packages_dir() / VENDOR_FILES[name])


class VendorFinder(BaseFinder):
    """Finds the files of `VENDOR_FILES` and nothing else, so that collectstatic stays small."""

    def __init__(self, *args, **kwargs):
        self.storage = VendorStorage(location=packages_dir())
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        """Nothing to check: a missing package shows as a missing file."""
        return []

    def find(self, path, find_all=False):
        """The file behind a static path, or nothing."""
        known = path in VENDOR_FILES and Path(self.storage.path(path)).exists()
        found = [self.storage.path(path)] if known else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns):
        """Every file with the storage that opens it, for collectstatic and WhiteNoise."""
        for path in VENDOR_FILES:
            yield path, self.storage

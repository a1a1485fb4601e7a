"""The gallery as a site: its addresses and templates beside the product's."""

from pathlib import Path

import pytest

from tests.factories import OrganizationFactory

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture
def gallery(settings):
    """Serve the gallery's pages in this test."""
    settings.ROOT_URLCONF = "tests.core.ui.gallery"
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], TEMPLATES]}
    settings.TEMPLATES = [engine]


@pytest.fixture
def organizations(db):
    """Enough rows for three pages, one with a very long name."""
    rows = [OrganizationFactory.build(name=f"市第{n}局党组") for n in range(1, 120)]
    rows.append(
        OrganizationFactory.build(name="市公共资源交易监督管理局（市政务服务数据管理局）机关党委及所属中心联合党组")
    )
    return type(rows[0]).objects.bulk_create(rows)

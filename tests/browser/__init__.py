import pytest

# So that what the helpers assert is told in full, as in the tests themselves.
pytest.register_assert_rewrite("tests.browser.seat", "tests.browser.spine")

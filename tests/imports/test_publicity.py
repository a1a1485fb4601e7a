"""What a ledger of findings says of publication is named by row, confirmed by a person, and never taken over."""

import pytest

from core.ledgers.running import Unconfirmed
from rectification.models import Publication
from tests.imports.test_findings import one_row

pytestmark = pytest.mark.usefixtures("organizations")
SAYS = {"是否公开": "否", "不公开理由": "重大敏感", "整改状态": "未完成"}


def doubts(plan):
    return [remark.text for _sheet, remark in plan.remarks if remark.is_doubt]


def test_each_row_that_says_something_is_named_with_what_to_do(look):
    [told] = doubts(look(one_row(**SAYS)))
    assert told.startswith("“是否公开”“不公开理由”未随台账导入")
    assert told.endswith("：否，重大敏感")
    assert "报领导小组审批" in told


def test_it_is_saved_once_somebody_confirmed_that_and_keeps_nothing_back(take_in):
    with pytest.raises(Unconfirmed):
        take_in(one_row(**SAYS), skip=False)
    assert take_in(one_row(**SAYS), skip=False, confirmed=True).saved == 1
    assert not Publication.objects.exists()


def test_a_ledger_that_says_nothing_of_it_is_not_in_doubt(look):
    assert doubts(look(one_row(**SAYS | {"是否公开": "", "不公开理由": ""}))) == []

"""The buttons of the worklist say that they lead to the act; the page behind has the button that does it."""

from core.worklist.duties import duties_of


def buttons(user):
    user.__dict__.pop("reach", None)
    return {duty.button for duty in duties_of(user)}


def test_a_paper_is_approved_on_its_page_and_not_on_the_worklist(submitted, leader):
    assert buttons(leader) == {"去审签"}


def test_a_lead_leads_everyone_to_their_own_step(filed, leadinggroup):
    assert "去审定" in buttons(leadinggroup)


def test_an_approved_lead_is_transferred_on_its_page(decided, handler):
    assert "去移交" in buttons(handler)


def test_a_body_is_led_to_acknowledge(transfer, discipline):
    assert "去签收" in buttons(discipline)

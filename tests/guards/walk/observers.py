"""The observers: each looks at one answer and says what is wrong with it, or nothing."""

import html
import re

from django.forms import ModelChoiceField

from core.operation.middleware import WATCHED
from core.ui.views.form import FormPage
from tests.guards.routes import FOR_PROGRAMS, without_numbers
from tests.guards.walk.answers import Answer, readable, text_of_document
from tests.guards.walk.document import operation_at, undeclared
from tests.guards.walk.english import english_on
from tests.guards.walk.payloads import fields_of, formulas, is_alive, is_computed
from tests.guards.world import CIRCLE, SECRET_CONTENT, SECRET_NAME

ACCOUNTS_FOR_READING = ("findings_leadaccess", "core_access", '"fetched_at"')
"""Reading that is itself recorded: a look at a lead, what is taken away or refused, the fetching of a workbook."""
WITHOUT_A_DOOR = {"trail"}  # the auditor sees what was done by whom in all rows; never what they say
CHANGING = {
    "findings:finding_change",
    "findings:input_change",
    "findings:lead_change",
    "findings:paper_change",
    "findings:portfolio_notice_change",
    "personnel:account_change",
    "personnel:commitment_change",
    "personnel:conduct_catalogue_change",
    "personnel:integrity_talk_change",
    "personnel:make_up_order_change",
    "personnel:person_change",
    "personnel:replacement_change",
    "personnel:secondment_change",
    "personnel:standing_change",
    "rectification:accountability_entry_change",
    "personnel:team_evaluation_change",
    "personnel:training_rule_change",
    "personnel:training_session_change",
    "rectification:archived_document_change",
    "rectification:assessment_scheme_change",
    "rectification:campaign_change",
    "rectification:hand_over_feedback",
    "rectification:held_to_account_entry_change",
    "rectification:item_plan",
    "rectification:letter_change",
    "rectification:letter_rule_change",
    "rectification:letter_template_change",
    "rectification:organization_rule_change",
    "rectification:returned_funds_entry_change",
    "rectification:sector_advice_entry_change",
    "rectification:self_check_change",
    "rectification:supervision_group_change",
    "rectification:supervision_visit_change",
    "rounds:adopted_rule_change",
    "rounds:announcement_change",
    "rounds:body_change",
    "rounds:instruction_change",
    "rounds:meeting_change",
    "rounds:organization_change",
    "rounds:round_change",
    "rounds:team_change",
}
"""Forms over a row that exists."""
POSTING = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.DOTALL | re.IGNORECASE)
LEADS_TO = re.compile(r'<form\b[^>]*\baction="([^"]*)"')
SAME_EACH_TIME = re.compile(
    r"/(frame/language|frame/looks|login|logout|inbox|inbox/read)/|/imports/[0-9a-f-]{36}/(cancel/)?"
)
"""Where the second time does what the first did: choices, what was read, an import, of which the upload knows."""


def answered(answer: Answer):
    """Whatever is asked, the program does not fail; a NUL in an address is told plainly."""
    if answer.status >= 500:
        yield f"an error of the program, {answer.status}"
    for_people = not answer.address.startswith(FOR_PROGRAMS) and answer.address not in WATCHED
    in_a_page = answer.asked == "a NUL" and answer.verb == "GET" and for_people
    if in_a_page and (answer.status != 400 or "无法识别" not in answer.body.decode()):
        yield f"a NUL is answered {answer.status}"


def canary(answer: Answer):
    """What a lead says is in no answer to anyone outside its circle."""
    if answer.who not in CIRCLE:
        said = readable(answer.body)
        if SECRET_NAME in said or SECRET_CONTENT in said:
            yield "says what the lead says"


def doors(answer: Answer):
    """No secret row is read but through its door."""
    if answer.route.name not in WITHOUT_A_DOOR:
        yield from (f"reads {place} past every door" for place in answer.past_doors)


def choices(answer: Answer):
    """What a form offers to choose from came through a door."""
    for form in [answer.form] if answer.form is not None else []:
        for name, field in getattr(form, "fields", {}).items():
            rows = getattr(field, "queryset", None) if isinstance(field, ModelChoiceField) else None
            has_door = rows is not None and hasattr(rows.model._default_manager, "visible_to")
            if has_door and not hasattr(rows.query, "door"):
                yield f"offers rows of {rows.model.__name__} past their door as {name}"


def unseen(answer: Answer):
    """A number answers the same whether the row is hidden or missing, or no row could have it."""
    if answer.asked == "larger than any key" and answer.status not in (403, 404, 405):
        yield f"a number larger than any key is answered {answer.status}"
    if (hidden := answer.likewise) is not None:
        same = answer.status == hidden.status and without_numbers(answer.body) == without_numbers(hidden.body)
        if not same or hidden.status not in (403, 404, 405):
            differing = first_difference(hidden, answer)
            yield f"a hidden row is answered {hidden.status}, a missing one {answer.status}{differing}"


def first_difference(one: Answer, other: Answer) -> str:
    """Where two answers begin to differ."""
    pairs = zip(without_numbers(one.body).split(), without_numbers(other.body).split(), strict=False)
    return next((f": {left} / {right}" for left, right in pairs if left != right), "")


def reading(answer: Answer):
    """Reading changes nothing."""
    if answer.verb == "GET":
        others = [sql for sql in answer.written if not any(account in sql for account in ACCOUNTS_FOR_READING)]
        yield from (f"writes: {sql[:80]}" for sql in others)


SHOWN_WITHIN = "attachment_preview"
"""What a page of ours frames; nothing in it runs, loads or is framed elsewhere."""


def manners(answer: Answer):
    """Every answer of an address that opens says how browsers must treat it."""
    if not answer.is_plain or answer.who not in answer.opens_to:
        return
    said = answer.response.headers
    if not {"no-store", "no-cache"} & set(said.get("Cache-Control", "").replace(",", " ").split()):
        yield "may be kept in a cache"
    shown = answer.route.name == SHOWN_WITHIN
    if (
        said.get("X-Frame-Options") != ("SAMEORIGIN" if shown else "DENY")
        or said.get("X-Content-Type-Options") != "nosniff"
    ):
        yield "may be framed or sniffed"
    if not said.get("Referrer-Policy"):
        yield "tells where one came from"
    policy = said.get("Content-Security-Policy", "")
    if shown:
        if "default-src 'none'" not in policy or "frame-ancestors 'self'" not in policy or "script-src" in policy:
            yield f"has the policy {policy}"
        return
    if "unsafe" in policy or "default-src 'self'" not in policy or "frame-ancestors 'none'" not in policy:
        yield f"has the policy {policy}"


def payloads(answer: Answer):
    """Nothing typed runs on a page, is computed in a workbook or fetched by a document."""
    if answer.is_page and is_alive(answer.body.decode()):
        yield "runs what somebody typed"
    if answer.is_document:
        if is_computed(text_of_document(answer.body)):
            yield "was taken for a template"
        yield from (f"looks up {what}" for what in fields_of(answer.body))
    elif answer.body.startswith(b"PK"):
        yield from (f"computes {cell}" for cell in formulas(answer.body))


def lost_updates(answer: Answer):
    """A form over a row sends back what was seen of it; any other has nothing to send back."""
    view = answer.route.view
    if not answer.is_plain or not (isinstance(view, type) and issubclass(view, FormPage)):
        return
    form, name = answer.form, answer.route.name
    if form is None:
        if answer.who in answer.opens_to[:1]:
            yield "shows the first of those it opens to no form"
        return
    over_a_row = getattr(getattr(form, "instance", None), "pk", None) is not None
    if ("seen" in form.fields) != (name in CHANGING) or (over_a_row and name not in CHANGING):
        yield "does not fit the list of forms over a row (CHANGING)"
    elif name in CHANGING and f'name="seen" value="{form["seen"].value()}"' not in str(form["seen"]):
        yield "does not send back what was seen"


def once(answer: Answer):
    """Whatever form posts carries the key that lets it act once."""
    if not answer.is_page:
        return
    for form in POSTING.findall(answer.body.decode()):
        action = LEADS_TO.match(form)
        address = action[1] if action else answer.address
        if 'name="one_time_key"' not in form and not SAME_EACH_TIME.fullmatch(address.partition("?")[0]):
            yield f"posts to {address} without a key"


def english(answer: Answer):
    """A Chinese page says nothing in English, nor does a document."""
    if not answer.is_plain or answer.status != 200 or not (answer.is_page or answer.is_document):
        return
    page = answer.body.decode() if answer.is_page else html.escape(text_of_document(answer.body))
    if words := english_on(page):
        yield f"says in English: {', '.join(sorted(words))}"


def documented(answer: Answer):
    """The API answers what its document says, and every error of it is problem details."""
    if not answer.address.startswith(FOR_PROGRAMS):
        return
    if answer.status >= 400 and answer.response.get("Content-Type") != "application/problem+json":
        yield f"answers {answer.status} without problem details"
    elif operation_at(answer.address, answer.verb)[1] is not None:
        yield from undeclared(answer.address, answer.verb, answer.response, answer.body)
    elif answer.status not in (401, 404, 405) and answer.route.name != "api-schema":
        yield f"answers {answer.status} to what the document does not know"


OBSERVERS = [
    answered,
    canary,
    doors,
    choices,
    unseen,
    reading,
    manners,
    payloads,
    lost_updates,
    once,
    english,
    documented,
]


def complaints(answer: Answer) -> list[str]:
    """What is wrong with an answer: who, where, which observer, what."""
    return [f"{answer}: {observe.__name__}: {what}" for observe in OBSERVERS for what in observe(answer)]


def lets_in(answer: Answer) -> bool:
    """Whether the address let the caller in, as far as this answer tells."""
    to_sign_in = answer.status == 302 and answer.response.url.startswith("/login/")
    return answer.status not in (401, 403, 404, 405) and not to_sign_in

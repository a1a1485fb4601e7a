"""How a receipt is signed: drawn, typed, or on paper; who may, what is kept, and where it is shown."""

from datetime import date
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core import strokes
from core.access.reach import Refused
from core.api.tokens import issue_token
from core.models import Attachment, Notice
from core.workflow.moves import IllegalStep
from personnel.models import User
from rectification import duties
from rectification.hand_over.receipts import record_paper_receipt, sign_receipt
from rectification.models import HandOver, Receipt, Side
from rounds.models import Obligation, SecretaryTerm
from tests.factories import PASSWORD
from tests.rectification.conftest import DELIVERED, SIGNED, evidence, sign

DRAWING = "60,40 120,60 200,80 320,90;150,20 160,90 170,180"
PAPER = {"signer_name": "王立新", "signer_post": "市财政局党组书记、局长"}


def on_paper(hand_over, side, by, on=SIGNED, **facts):
    return record_paper_receipt(hand_over, side, by=by, on=on, **{"files": [evidence("签收单.pdf")], **PAPER, **facts})


class TestDrawing:
    @pytest.mark.parametrize(
        "drawing",
        [
            "",
            "10,10",
            "10,10 12,12",
            "10,10 300",
            "10,10 300,10<script>",
            "٣,١ 200,100",
            "10,10 601,10",
            "10,10 300,201",
            f"10,10 300,100{';1,1' * 6000}",
        ],
    )
    def test_what_is_no_signature_is_refused(self, drawing):
        with pytest.raises(ValidationError):
            strokes.require_signature(drawing)

    def test_strokes_are_drawn_as_they_were_and_a_dot_is_seen(self):
        strokes.require_signature(f"{DRAWING};5,5")
        assert strokes.lines_of("1,2 3,4;5,5") == ["1,2 3,4", "5,5 5,5"]
        assert strokes.lines_of("") == []


class TestSigningHere:
    def test_a_drawn_signature_is_kept_with_the_name_and_post_of_the_day(self, delivered, secretary):
        receipt = sign_receipt(delivered, Side.HEAD, by=secretary, drawing=DRAWING, on=SIGNED)
        User.objects.filter(pk=secretary.pk).update(name="后任书记")
        receipt = Receipt.objects.get(pk=receipt.pk)
        assert (receipt.way, receipt.drawing, receipt.signer) == ("drawn", DRAWING, secretary.name)
        assert receipt.signer_post == f"{delivered.inspection.organization}书记"
        assert receipt.is_as_signed

    @pytest.mark.parametrize("field", ["text", "signer_name", "signer_post", "drawing"])
    def test_the_digests_tell_whatever_was_changed(self, delivered, secretary, field):
        receipt = sign_receipt(delivered, Side.HEAD, by=secretary, drawing=DRAWING, on=SIGNED)
        setattr(receipt, field, "另一个")
        assert not receipt.is_as_signed

    def test_the_digest_tells_another_day(self, delivered, secretary):
        receipt = sign_receipt(delivered, Side.HEAD, by=secretary, drawing=DRAWING, on=SIGNED)
        receipt.signed_on = date(2026, 9, 3)
        assert not receipt.is_as_signed

    def test_nothing_is_signed_without_a_signature(self, delivered, secretary):
        with pytest.raises(ValidationError, match="签名框"):
            sign_receipt(delivered, Side.HEAD, by=secretary)
        with pytest.raises(ValidationError, match="不一致"):
            sign_receipt(delivered, Side.HEAD, by=secretary, typed_name="另一人")
        with pytest.raises(ValidationError, match="笔画过少"):
            sign_receipt(delivered, Side.HEAD, by=secretary, drawing="10,10 12,12")
        assert not Receipt.objects.exists()

    def test_the_page_asks_for_password_and_signature_and_keeps_what_was_drawn(self, delivered, secretary, browse):
        client, address = browse(secretary), f"/hand-overs/{delivered.pk}/sign/head/"
        page = client.post(address, {"drawing": DRAWING, "password": "wrong"})
        assert "密码不正确" in page.text
        assert f'value="{DRAWING}"' in page.text
        assert not Receipt.objects.exists()
        page = client.post(address, {"password": PASSWORD})
        assert "请在签名框内手写签名" in page.text
        page = client.post(address, {"drawing": DRAWING, "password": PASSWORD}, follow=True)
        assert "系统签收（手写）" in page.text
        assert '<polyline points="150,20 160,90 170,180"/>' in page.text

    def test_who_has_no_pointer_types_their_name(self, delivered, secretary, browse):
        client, address = browse(secretary), f"/hand-overs/{delivered.pk}/sign/board/"
        page = client.post(address, {"typed_name": secretary.name, "password": PASSWORD}, follow=True)
        assert "系统签收（键入姓名）" in page.text
        assert Receipt.objects.get().way == "typed"

    def test_the_page_brings_the_pad_from_our_own_server(self, delivered, secretary, browse):
        page = browse(secretary).get(f"/hand-overs/{delivered.pk}/sign/head/").text
        assert "vendor/signature_pad.min" in page
        assert "<canvas" in page

    def test_whom_openid_signs_in_is_asked_for_no_password(self, delivered, secretary, browse, settings):
        User.objects.filter(pk=secretary.pk).update(by_directory=True)
        settings.DIRECTORY = "openid"
        page = browse(secretary).get(f"/hand-overs/{delivered.pk}/sign/head/").text
        assert 'name="password"' not in page


class TestOnPaper:
    def test_it_stands_for_the_signature_and_meets_the_duty(self, delivered, office, secretary):
        sign(delivered, Side.HEAD, secretary)
        receipt = on_paper(delivered, Side.BOARD, office, on=DELIVERED)
        hand_over = HandOver.objects.get()
        assert (hand_over.status, hand_over.signed_on) == (HandOver.Status.AWAITING_PLAN, SIGNED)
        assert Obligation.objects.get(node=duties.SIGN_RECEIPTS).met_on == SIGNED
        assert (receipt.signed_by, receipt.recorded_by, receipt.signer) == (None, office, "王立新")
        assert receipt.digest == sha256(receipt.text.encode()).hexdigest()
        assert receipt.is_as_signed
        assert Attachment.objects.of(receipt).get().name == "签收单.pdf"

    def test_the_text_is_what_would_have_been_signed_here(self, delivered, office, secretary):
        delivered.receipts.all().delete()
        here = sign(delivered, Side.HEAD, secretary).text
        Receipt.objects.all().delete()
        assert on_paper(delivered, Side.HEAD, office).text == here

    @pytest.mark.parametrize(("lacking", "field"), [("signer_name", "signer_name"), ("signer_post", "signer_post")])
    def test_it_names_who_signed_in_which_post(self, delivered, office, lacking, field):
        with pytest.raises(ValidationError) as refusal:
            on_paper(delivered, Side.HEAD, office, **{lacking: " "})
        assert field in refusal.value.error_dict

    def test_the_scan_must_be_there(self, delivered, office):
        with pytest.raises(ValidationError) as refusal:
            on_paper(delivered, Side.HEAD, office, files=[])
        assert "files" in refusal.value.error_dict

    @pytest.mark.parametrize("on", [date(2026, 8, 31), date(2026, 12, 1)])
    def test_its_day_is_not_before_the_delivery_nor_to_come(self, delivered, office, on):
        with pytest.raises(ValidationError):
            on_paper(delivered, Side.HEAD, office, on=on)

    @pytest.mark.parametrize("who", ["secretary", "liaison", "leader", "division", "leadinggroup"])
    def test_only_the_office_records_it(self, delivered, who, request):
        with pytest.raises(Refused):
            on_paper(delivered, Side.HEAD, request.getfixturevalue(who))

    def test_it_is_recorded_once_and_not_signed_besides(self, delivered, office, secretary):
        on_paper(delivered, Side.HEAD, office)
        with pytest.raises(IllegalStep):
            on_paper(delivered, Side.HEAD, office)
        with pytest.raises(IllegalStep):
            sign(delivered, Side.HEAD, secretary)

    def test_the_organization_is_told_and_sees_what_it_was(self, delivered, office, secretary, browse):
        on_paper(delivered, Side.HEAD, office)
        assert Notice.objects.filter(recipient=secretary, kind="receipt.recorded").count() == 1
        page = browse(secretary).get(delivered.get_absolute_url()).text
        assert "纸质签收" in page
        assert f"{office}按纸质签收单登记" in page
        assert "签收单.pdf" in page

    def test_the_form_begins_with_the_secretary_of_today_and_keeps_what_is_typed(self, delivered, office, browse):
        SecretaryTerm.objects.create(organization=delivered.inspection.organization, name="赵志远")
        client, address = browse(office), f"/hand-overs/{delivered.pk}/paper-receipt/head/"
        assert 'value="赵志远"' in client.get(address).text
        page = client.post(address, {"on": "2026-09-02", "signer_name": "王立新", "signer_post": "局长"})
        assert 'value="王立新"' in page.text
        assert not Receipt.objects.exists()
        scan = SimpleUploadedFile("扫描.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF")
        sent = {"on": "2026-09-02", "signer_name": "王立新", "signer_post": "局长", "files": scan}
        assert client.post(address, sent).status_code == 302
        assert Receipt.objects.get().signer_post == "局长"


class TestWhereItIsShown:
    @pytest.fixture
    def both(self, delivered, office, secretary):
        sign_receipt(delivered, Side.HEAD, by=secretary, drawing=DRAWING, on=SIGNED)
        on_paper(delivered, Side.BOARD, office)
        return delivered

    def test_the_paper_of_each_says_how_it_was_signed(self, both, office, browse):
        drawn, paper = both.receipts.order_by("-side")
        assert "系统签收（手写）" in browse(office).get(f"/receipts/{drawn.pk}/").text
        page = browse(office).get(f"/receipts/{paper.pk}/").text
        assert "纸质签收" in page
        assert "签收单.pdf" in page

    def test_the_list_says_it_in_a_column_of_its_own(self, both, office, browse):
        page = browse(office).get("/hand-overs/", {"columns": "organization,receipt_ways"}).text
        assert "系统签收（手写）、纸质签收" in page
        book = browse(office).get("/hand-overs/", {"columns": "organization,receipt_ways", "export": "xlsx"})
        cells = [cell.value for row in load_workbook(BytesIO(book.content)).active for cell in row]
        assert "系统签收（手写）、纸质签收" in cells

    def test_the_api_says_it(self, both, liaison, client):
        rows = client.get("/api/v1/receipts/", headers={"Authorization": f"Token {issue_token(liaison)[1]}"}).json()
        assert [(row["side"], row["way"]) for row in rows["results"]] == [("head", "drawn"), ("board", "paper")]
        only = client.get(
            "/api/v1/receipts/?way=paper", headers={"Authorization": f"Token {issue_token(liaison)[1]}"}
        ).json()
        assert [row["signer_post"] for row in only["results"]] == [PAPER["signer_post"]]

    def test_old_receipts_say_that_they_were_signed_here(self, delivered, office, secretary, browse):
        Receipt.objects.create(
            hand_over=delivered, side=Side.HEAD, signed_by=secretary, signed_on=SIGNED, text="旧", digest="0" * 64
        )
        page = browse(office).get(delivered.get_absolute_url()).text
        assert "系统签收" in page
        assert secretary.name in page

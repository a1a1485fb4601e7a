"""The two feedbacks of a hand-over and the receipts under them."""

from datetime import date
from hashlib import sha256

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from core.wording import in_house_language
from rectification.hand_over.receipts import POST
from rectification.models import Feedback, HandOver, Receipt


def write_feedback(archive: Archive, hand_over: HandOver, side: str, leader: str) -> None:
    """One of the two opinions of an earlier round, given by a leader on the day of the hand-over."""
    archive.batch.add(
        Feedback(
            hand_over=hand_over,
            side=side,
            given_on=hand_over.delivered_on,
            given_by=leader,
            opinion=phrases.FEEDBACK[side],
        )
    )


def write_receipt(
    archive: Archive, hand_over: HandOver, side: str, signed_on: date, way: str = Receipt.Way.HERE, *, text: str = ""
) -> None:
    """The signature under one feedback: what was signed for is the text or, without one, the opinion as given.

    One on paper was recorded by the office; its scan is attached once it is written (`config.demo.evidence`).
    """
    text, inspection = text or phrases.FEEDBACK[side], hand_over.inspection
    receipt = Receipt(hand_over=hand_over, side=side, way=way, signed_on=signed_on, text=text)
    receipt.digest = sha256(text.encode()).hexdigest()
    speaker = archive.cast.speaker_of(inspection)
    if way == Receipt.Way.PAPER:
        receipt.recorded_by = archive.cast.office
    else:
        receipt.signed_by = speaker
    if way != Receipt.Way.HERE:
        receipt.signer_name = speaker.name
        receipt.signer_post = in_house_language(POST, {"organization": inspection.organization})
        receipt.drawing = phrases.SIGNATURE if way == Receipt.Way.DRAWN else ""
        receipt.signature_digest = receipt.digest_of_signature()
    archive.batch.add(receipt)

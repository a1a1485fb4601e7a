"""The two feedbacks of a hand-over and the receipts under them."""

from datetime import date
from hashlib import sha256

from config.demo import phrases
from config.demo.dossiers.archive import Archive
from rectification.models import Feedback, HandOver, Receipt


def write_feedback(archive: Archive, hand_over: HandOver, side: str, leader: str) -> None:
    """One of the two opinions, given by a leader on the day of the hand-over."""
    archive.batch.add(
        Feedback(
            hand_over=hand_over,
            side=side,
            given_on=hand_over.delivered_on,
            given_by=leader,
            opinion=phrases.FEEDBACK[side],
        )
    )


def write_receipt(archive: Archive, hand_over: HandOver, side: str, signed_on: date) -> None:
    """The signature under one feedback: what was signed for is the opinion as given."""
    opinion = phrases.FEEDBACK[side]
    archive.batch.add(
        Receipt(
            hand_over=hand_over,
            side=side,
            signed_by=archive.cast.speaker_of(hand_over.inspection),
            signed_on=signed_on,
            text=opinion,
            digest=sha256(opinion.encode()).hexdigest(),
        )
    )

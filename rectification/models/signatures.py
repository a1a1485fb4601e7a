"""What every signature shares: who signed, as of that day, and whether text and signature are still as they were."""

from hashlib import sha256

from core import strokes


class Signed:
    """Mixed into rows that are signed: drawn or typed here, or on paper with the scan, as recorded by the office.

    The row has `way`, `signed_by`, `signer_name`, `signer_post`, `signed_on`, `drawing`, `digest` and
    `signature_digest`; `signed_words` is exactly what was signed.
    """

    @property
    def signed_words(self) -> str:
        raise NotImplementedError

    @property
    def is_on_paper(self) -> bool:
        return self.way == "paper"

    @property
    def signer(self) -> str:
        """Who signed, as of that day; of old receipts the name of the account."""
        return self.signer_name or str(self.signed_by)

    @property
    def lines_drawn(self) -> list[str]:
        """The strokes of the drawn signature, as SVG takes the points of a line."""
        return strokes.lines_of(self.drawing)

    def digest_of_signature(self) -> str:
        """SHA-256 over the digest of the text, how, who, in which post and on which day, and what was drawn."""
        told = (self.digest, self.way, self.signer_name, self.signer_post, self.signed_on.isoformat(), self.drawing)
        return sha256("\n".join(told).encode()).hexdigest()

    @property
    def is_as_signed(self) -> bool:
        """Whether text and signature are still what their digests say."""
        text_stands = self.digest == sha256(self.signed_words.encode()).hexdigest()
        return text_stands and self.signature_digest in ("", self.digest_of_signature())

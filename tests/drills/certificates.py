"""A certificate authority of the office's own, as closed networks have one, and what it vouches for."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


class Authority:
    """`file` is what those who trust it are given."""

    def __init__(self, folder: Path, name: str):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.file = folder, folder / "authority.pem"
        self.key, self.name = ec.generate_private_key(ec.SECP256R1()), _called(name)
        ca = x509.BasicConstraints(ca=True, path_length=0)
        self.file.write_bytes(_pem(self._vouched(self.name, self.key).add_extension(ca, critical=True), self.key))

    def vouch_for(self, host: str) -> tuple[Path, Path]:
        """The certificate of a server at a name or address, and its key."""
        key, certificate = ec.generate_private_key(ec.SECP256R1()), self.folder / f"{host}.pem"
        named = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
        extended = self._vouched(_called(host), key).add_extension(
            x509.SubjectAlternativeName([named]), critical=False
        )
        certificate.write_bytes(_pem(extended, self.key))
        private = self.folder / f"{host}.key"
        private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return certificate, private

    def _vouched(self, name: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder(self.name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - DAY)
            .not_valid_after(now + DAY)
        )


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey) -> bytes:
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)

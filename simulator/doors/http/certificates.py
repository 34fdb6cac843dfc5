"""The server's certificate: one that is given, or one of its own, made on the first start and kept."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from simulator.doors.door import DoorShut, Shut

_VALID = timedelta(days=397)
"""Browsers refuse certificates that are good for longer."""

_RENEW = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a certificate and its key. ``own``: made here, so that clients know it by its fingerprint alone."""

    certificate: Path
    key: Path
    own: bool = False

    def fingerprint(self) -> str:
        """SHA-256 as browsers show it: ``AB:CD:…``. Raises DoorShut."""
        return fingerprint_of(_read(self.certificate).public_bytes(serialization.Encoding.DER))


def fingerprint_of(der: bytes) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    return digest.finalize().hex(":").upper()


def given_certificate(certificate: Path, key: Path) -> Certificate:
    """A certificate with its key, which fit together. Raises DoorShut."""
    found = _read(certificate)
    try:
        private = serialization.load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise DoorShut(Shut.CERTIFICATE, str(key), str(error)) from None
    raw = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if private.public_key().public_bytes(*raw) != found.public_key().public_bytes(*raw):
        raise DoorShut(Shut.CERTIFICATE, str(certificate), str(key))
    return Certificate(certificate, key)


def own_certificate(folder: Path, names: Iterable[str], now: datetime | None = None) -> Certificate:
    """The certificate kept in ``folder``; made anew where there is none, it runs out, or lacks one of ``names``.

    ``names`` are host names and addresses. The key is readable for its owner alone. Raises DoorShut.
    """
    now = now or datetime.now(UTC)
    wanted = tuple(dict.fromkeys(names))
    kept = Certificate(folder / "tabletop.crt", folder / "tabletop.key", own=True)
    try:
        if not _is_good(kept, wanted, now):
            folder.mkdir(parents=True, exist_ok=True)
            _make(kept, wanted, now)
    except OSError as error:
        raise DoorShut(Shut.CERTIFICATE, str(kept.certificate), error.strerror or "") from None
    return kept


def _is_good(kept: Certificate, wanted: tuple[str, ...], now: datetime) -> bool:
    if not kept.certificate.exists() or not kept.key.exists():
        return False
    try:
        found = _read(kept.certificate)
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (DoorShut, x509.ExtensionNotFound):
        return False
    known = {str(one) for one in (*names.get_values_for_type(x509.DNSName), *names.get_values_for_type(x509.IPAddress))}
    return set(wanted) <= known and found.not_valid_after_utc - _RENEW > now


def _make(kept: Certificate, names: tuple[str, ...], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tabletop")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID - timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([_general(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kept.key.unlink(missing_ok=True)
    with os.fdopen(os.open(kept.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    kept.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _read(path: Path) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise DoorShut(Shut.CERTIFICATE, str(path), str(error)) from None

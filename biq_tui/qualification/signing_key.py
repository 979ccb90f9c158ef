"""The key of this installation: made when the first paper is issued, and given out to be kept."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from ..core import clock
from ..core.errors import Refused
from ..core.language import N_, _
from ..core.write import Write
from .certificate_models import SigningKey
from .statement import fingerprint

_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----.*?-----END \1-----", re.DOTALL)
_NO_KEY = N_("There is no public key of BIQ in it.")
_SECRET = N_("This is a secret key. Please take the public one, and keep this one safe.")


@dataclass(frozen=True, slots=True)
class Key:
    """Both halves of the key, 32 bytes each. The secret one is shown nowhere by itself."""

    public: bytes
    secret: bytes = field(repr=False)


def key_of(write: Write) -> Key:
    """The key of this installation, made now if there is none. The caller tells what was done.

    What makes it must not be taken back: papers bear its signature.
    """
    known = _key(write.session)
    if known is None:
        made = _new_key()
        write.insert(
            SigningKey(
                secret=_text(made.secret),
                public=_text(made.public),
                made_on=clock.local(clock.now()).date(),
            )
        )
        known = _key(write.session)  # not `made`: another laptop may have been first
    if known is None:
        raise LookupError("the key was not stored")
    return known


def stored_key(session: Session) -> Key | None:
    """The key of this installation; None before the first paper is issued."""
    return _key(session)


def public_key(session: Session) -> bytes | None:
    """The public half of the key; None before the first paper is issued."""
    text = session.exec(select(SigningKey.public).order_by(col(SigningKey.id))).first()
    return None if text is None else base64.b64decode(text)


def public_text(public: bytes) -> str:
    """The public key as a text for others: its fingerprint, and the key as PEM."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PublicKey.from_public_bytes(public)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    title = _("With this key anybody can check certificates: biq verify FILE --key THIS_FILE")
    return f"{title}\n{_finger(public)}\n\n{pem}"


def secret_text(key: Key) -> str:
    """The secret key as a text for a safe place: its fingerprint, and the key as PEM."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    private = Ed25519PrivateKey.from_private_bytes(key.secret)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    title = _("SECRET. Whoever has this can sign certificates in your name. Keep it in a safe.")
    return f"{title}\n{_finger(key.public)}\n\n{pem}"


def read_public(text: str) -> bytes:
    """The public key in a text as `public_text` writes it. Raises Refused."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    found = _PEM.search(text)
    if found is None:
        raise Refused(_(_NO_KEY))
    if "PRIVATE" in found[1]:
        raise Refused(_(_SECRET))
    try:
        key = load_pem_public_key(found[0].encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Refused(_(_NO_KEY)) from error
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(_(_NO_KEY))
    return key.public_bytes_raw()


def _key(session: Session) -> Key | None:
    row = session.exec(
        select(SigningKey.public, SigningKey.secret).order_by(col(SigningKey.id))
    ).first()
    return None if row is None else Key(*map(base64.b64decode, row))


def _new_key() -> Key:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    return Key(private.public_key().public_bytes_raw(), private.private_bytes_raw())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _finger(public: bytes) -> str:
    return _("Fingerprint: {fingerprint}").format(fingerprint=fingerprint(public))

"""How texts are named: by what is in them."""

from hashlib import sha256


def text_digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hex."""
    return sha256(text.encode("utf-8")).hexdigest()

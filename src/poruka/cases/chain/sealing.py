"""A sealed part stands in the chain only as a commitment: hidden or erased, it leaves the chain whole.

The commitment is HMAC-SHA-256 of the canonical content under 32 random bytes that are kept, and erased, with the
content. Without them nobody can try which of two diagnoses the commitment stands for.
"""

import hashlib
import hmac

SALT_LENGTH = 32


def commitment(content: str, salt: bytes) -> str:
    """The commitment to ``content`` (canonical JSON) under ``salt`` (32 bytes), as 64 hexadecimal digits."""
    return hmac.new(salt, content.encode(), hashlib.sha256).hexdigest()

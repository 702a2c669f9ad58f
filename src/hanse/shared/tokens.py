"""Secrets that a letter or an address carries, and what is kept of them."""

import hashlib


def hash_of(token: str) -> bytes:
    """Return what the database keeps of a token; 128 random bits need no salt."""
    return hashlib.sha256(token.encode()).digest()

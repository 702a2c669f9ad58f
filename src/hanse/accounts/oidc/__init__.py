"""Signing in through an institution's own identity provider (OpenID Connect)."""

"""Tags for the pages of sign-in."""

"""English as an international network writes it."""

"""Cities: the register of authorities, how they join, and who belongs to them."""

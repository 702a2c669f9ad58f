"""What the pages of the threat picture show."""

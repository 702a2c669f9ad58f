"""What the pages about events show, put together from reads."""

"""The front page and the pages about the site: the only feature that reads from all others."""

"""What every feature leans on and that knows no feature."""

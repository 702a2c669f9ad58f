"""What cities see: counts of incidents over time, and an early warning when they rise."""

"""The doors of cities: their list and pages, joining, and the steward's desk."""

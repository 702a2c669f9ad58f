"""The doors of events: their list and pages, planning, inviting, and answering."""

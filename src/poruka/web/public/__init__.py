"""The public page in pieces: its sections, its lines by month, its forecast."""

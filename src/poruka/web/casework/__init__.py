"""Case pages, one per party: tasks, the case, its forms, the calendar, the manifest, the person's own page."""

"""Where the programme is going: aggregates, honestly uncertain."""

"""One person's way through the programme: record types, the chain of records, state, tasks and deadlines."""

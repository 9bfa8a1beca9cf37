"""The demo country's cases: lives made up by chance, lived through the same use cases as anybody's."""

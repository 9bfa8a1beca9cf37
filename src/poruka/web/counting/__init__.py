"""The page of figures in pieces: what was asked, the words, each section, and the doors to the people behind a count."""

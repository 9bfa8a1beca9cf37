"""Who is serving, and for what: the register of persons, sentences and convictions."""

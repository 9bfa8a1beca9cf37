"""The law over the whole register: runs, results, what-if."""

"""Figures people can trust: what is counted, how it is counted, what may be published."""

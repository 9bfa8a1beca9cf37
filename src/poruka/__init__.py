"""Poruka: parole for contract military service, from one statute book and one case file."""

__version__ = "0.1.0"

"""The register in the database: people and what they are convicted of, and how each row came to be what it is."""

from poruka.register.models.history import Change, Flag, Import, Rejection
from poruka.register.models.people import Conviction, Institution, Person, Sentence

__all__ = ["Change", "Conviction", "Flag", "Import", "Institution", "Person", "Rejection", "Sentence"]

"""Shipped facts: dated, sourced, one row one fact. The door is ``tables``."""

from headwater.reference.tables import TableDescription, Tables, describe, fingerprint, tables

__all__ = ["TableDescription", "Tables", "describe", "fingerprint", "tables"]

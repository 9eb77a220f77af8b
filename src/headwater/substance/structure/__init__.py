"""Structures: standardise, compare with the lists, and hold against the classes. RDKit lives here and nowhere else."""

"""Files in: records of one kind in their canonical columns, with an account of every row.

The doors are ``open_records``, which streams, ``open_frame`` for a table in memory, and ``read``, which collects;
``cells_of`` opens a table that is no file of records.
"""

from headwater.readers.reading import Reading, cells_of, open_frame, open_records, read

__all__ = ["Reading", "cells_of", "open_frame", "open_records", "read"]

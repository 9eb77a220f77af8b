"""Files in: records of one kind in their canonical columns, with an account of every row.

The doors are ``open_records``, which streams, ``open_frame`` for a table in memory, and ``read``, which collects.
"""

from headwater.readers.reading import Reading, open_frame, open_records, read

__all__ = ["Reading", "open_frame", "open_records", "read"]

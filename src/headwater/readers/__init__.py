"""Files in: records of one kind in their canonical columns, with an account of every row.

The door is ``open_records``, which streams, and ``read``, which collects.
"""

from headwater.readers.reading import Reading, open_records, read

__all__ = ["Reading", "open_records", "read"]

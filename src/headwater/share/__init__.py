"""What leaves the house, and in which form. The doors are ``Review`` and ``write_review``."""

from headwater.share.files import REVIEW_FILES, write_review
from headwater.share.review import InputSummary, Review

__all__ = ["REVIEW_FILES", "InputSummary", "Review", "write_review"]

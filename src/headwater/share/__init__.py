"""What leaves the house, and in which form. The doors are ``Review``, ``write_review`` and ``open_review``."""

from headwater.share.files import REVIEW_FILES, write_review
from headwater.share.folder import check_folder
from headwater.share.review import InputSummary, Review
from headwater.share.stored import QueuedRow, StoredReview, open_review

__all__ = ["REVIEW_FILES", "InputSummary", "QueuedRow", "Review", "StoredReview", "check_folder", "open_review", "write_review"]

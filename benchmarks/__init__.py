"""Benchmarks: labelled quality sets and speed ratios against a named peer in one run.

Every module in ``quality`` and ``speed`` has ``main() -> None``, which prints one Markdown table and its conditions. They read
public development data from ``HEADWATER_SHARED_DATA`` (default: ``shared/data`` beside the checkout).
"""

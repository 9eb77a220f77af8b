"""The command line. Only this room knows the clock, the environment and the terminal."""

from headwater.cli.main import main

__all__ = ["main"]

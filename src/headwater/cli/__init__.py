"""The command line. Only this room knows the clock, the environment and the terminal."""

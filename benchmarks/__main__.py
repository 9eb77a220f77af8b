"""``python -m benchmarks [NAME ...]``: run all benchmarks, or those whose name contains one of the words given."""

import pkgutil
import platform
import sys
from importlib import import_module

from benchmarks import quality, speed
from benchmarks.data import shared_data


def main() -> int:
    """Run the benchmarks and return the exit status."""
    wanted = sys.argv[1:]
    shared_data()
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}\n")
    for package in (quality, speed):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            if wanted and not any(word in found.name for word in wanted):
                continue
            module = import_module(found.name)
            if hasattr(module, "main"):
                print(f"## {found.name.removeprefix('benchmarks.')}\n")
                module.main()
                print()
    return 0


sys.exit(main())

"""Run as a program: a few lines of Python in a world where only some packages are installed.

    python alone.py ALLOWED LINES

ALLOWED names the top-level modules besides the standard library and this package, with commas
between them. Prints ``ok``, or the extra that the error names.
"""

import sys
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder


class Shop:
    """Finds nothing but the standard library, this package and what is allowed.

    Attributes:
        allowed: the names of modules.
    """

    def __init__(self, allowed):
        self.allowed = {*allowed, *sys.stdlib_module_names, "withdrawal", "_distutils_hack"}

    def find_spec(self, name, path=None, target=None):
        """Find a module that is installed in this world."""
        if name.partition(".")[0] in self.allowed or name.startswith("_sysconfigdata"):
            return PathFinder.find_spec(name, path, target)
        return None


if __name__ == "__main__":
    shop = Shop(filter(None, sys.argv[1].split(",")))
    sys.meta_path[:] = [BuiltinImporter, FrozenImporter, shop]
    from withdrawal.errors import MissingExtraError

    try:
        exec(sys.argv[2])
    except MissingExtraError as error:
        says_how = f'pip install "withdrawal[{error.extra}]"' in error.message
        print(error.extra if says_how and error.module in error.message else error.message)
    else:
        print("ok")

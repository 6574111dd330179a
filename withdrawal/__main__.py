"""``python -m withdrawal``."""

import sys

from withdrawal.cli import main

sys.exit(main())

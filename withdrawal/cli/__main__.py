"""``python -m withdrawal.cli``."""

import sys

from withdrawal.cli import main

sys.exit(main())

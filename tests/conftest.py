"""What all tests share: how hypothesis searches.

``HYPOTHESIS_PROFILE=ci`` makes every run the same; the default, ``dev``, looks somewhere new each
time. Neither has a deadline, because a machine may be busy.
"""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

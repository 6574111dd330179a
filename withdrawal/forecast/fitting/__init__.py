"""What the estimates are learned with: it writes the files that `withdrawal.forecast` reads.

In a checkout, after a change of the record: ``python -m withdrawal.forecast.fitting.branches`` and
``python -m withdrawal.forecast.fitting.durations``. Needs SciPy, which reading estimates does not.
"""

"""What the estimates are learned with: it writes the files that `withdrawal.forecast` reads.

In a checkout, after a change of the record: ``python -m withdrawal.odds.fitting.branches`` and
``python -m withdrawal.odds.fitting.durations``, which need SciPy as reading estimates does not;
then ``python -m withdrawal.odds.fitting.pace``, for those who plan.
"""

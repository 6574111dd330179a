"""The odds: how long steps took in past cases, the exact engine, sampled paths, and the scores.

The public name of what is worked out here is `withdrawal.forecast`, a plain function.
"""

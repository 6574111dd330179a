"""The questions: one frozen class each, which declares what may be asked and answers it.

The command line, the API, the page and the agent tool read their options, their help and their
errors off these classes, so that what may be asked is the same at every door.
"""

"""Clauses, treaties, procedures and States, read from data files; no particular case.

Knows what the law says. It does not know what happened, nor what day it is.
"""

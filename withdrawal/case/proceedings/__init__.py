"""The course of one case, event by event: its machine, its checks, its journal."""

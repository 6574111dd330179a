"""The graph of one route: its states and transitions, and what follows the notice."""

"""The clause: a treaty's rule on leaving, its operators, readings and the tables of its file."""

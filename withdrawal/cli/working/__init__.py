"""The commands that work: on cases, scenarios and the record, and the doors that are started."""

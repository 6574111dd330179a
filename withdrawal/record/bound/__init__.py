"""Who is bound: the lists of parties, the bonds of a State, and what is known of a day."""

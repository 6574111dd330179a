"""Finding claims: sentences cut into clauses, and what each says of acts, bonds and terms."""

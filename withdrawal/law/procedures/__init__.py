"""How States decide: stages, votes and sittings, what comes before what, and by when."""

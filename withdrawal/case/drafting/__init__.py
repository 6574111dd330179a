"""Papers of a case, before they have words: the memo and the notice."""

"""The page and the API: one read-only application, without state, secrets or outside requests."""

"""When will it happen? Durations, the exact engine, the sampler, and how good they are."""

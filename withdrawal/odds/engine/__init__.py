"""The engines: days, steps and chances, exact and sampled; nothing of any State or treaty."""

"""What pages show, worked out: no page, and no address, is known here."""

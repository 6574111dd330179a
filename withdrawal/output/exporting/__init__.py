"""Everything on record as files: rows, formats, codebook and the package of them."""

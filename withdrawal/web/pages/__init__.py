"""The pages: one module for what each is about."""

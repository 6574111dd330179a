"""An answer in one English sentence."""

"""How good the forecasts are: what is scored, against what, and what the scores say."""

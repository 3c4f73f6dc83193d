"""How much it takes a nurse to rate herself and to send that, in a real browser."""

"""Who may be erased, and what becomes of every row that leads to them."""

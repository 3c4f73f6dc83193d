"""The act of assessing: ratings, their life and what is planned from them."""

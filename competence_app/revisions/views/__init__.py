"""Pages: fetch, bind a form, act, show."""

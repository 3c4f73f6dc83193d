"""The shape of what people ask of pages about many people."""

"""Frameworks for other systems, which say less than ours do: what of one each of them cannot say is told before."""

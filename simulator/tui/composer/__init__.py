"""Composers: one for each kind of response, and the box around them."""

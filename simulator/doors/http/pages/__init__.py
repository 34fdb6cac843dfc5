"""The pages of the browser door: HTML made from views. Nothing here knows the network."""

"""Going through a log afterwards: timeline, score and the ways between them."""

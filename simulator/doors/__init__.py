"""How a seat reaches the exercise from elsewhere."""

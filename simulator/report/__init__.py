"""What is made from a log afterwards."""

"""What is asked of whoever works with batches and answers."""

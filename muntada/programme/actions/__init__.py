"""What is done with the programme: planned, moved, spoken in, published."""

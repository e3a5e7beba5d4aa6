"""What the page Regler is made of."""

"""What the page Sammenlign is made of."""

"""What the page Metode is made of."""

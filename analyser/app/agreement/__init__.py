"""The parts of the page Én avtale: what is worked out stands apart from what is drawn."""

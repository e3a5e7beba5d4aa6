"""The parts of the page Avtaler: taking files in, the table, its filter, and what is done with one agreement."""

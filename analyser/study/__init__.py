"""How far machine and human coders agree: a sample to code, a workbook to code in, and the measures."""

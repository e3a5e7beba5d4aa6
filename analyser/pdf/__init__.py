"""Reading PDF files: characters with their places, ruled tables, page images, and what is wrong with a file."""

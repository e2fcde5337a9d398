"""What the server answers beside the pages: parts of tapes at addresses of their own."""

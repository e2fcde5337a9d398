"""What holds lessons together: chapters, the thread through them, and plans for a class."""

"""What is written down for others: the parts of scripts and notebooks, in English and Japanese; tables of numbers."""

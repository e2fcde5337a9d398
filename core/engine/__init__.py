"""What learns: activations, losses, networks, optimisers. Knows no task."""

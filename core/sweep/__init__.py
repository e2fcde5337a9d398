"""Many runs at once, over settings and seeds."""

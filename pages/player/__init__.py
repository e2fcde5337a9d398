"""The player: one browser component that shows any tape as any scene."""

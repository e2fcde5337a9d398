"""The player: one browser component that shows any tape as any scene."""

from pages.player.component import mount, request
from pages.player.packet import Array, pack, quantise

__all__ = ["Array", "mount", "pack", "quantise", "request"]

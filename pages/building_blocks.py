"""Building blocks: activations, losses, a softmax net, mini-batches, standardisation, arrays, one at a time."""

from pages.ui import link, shell
from pages.ui.blocks_form import BlocksForm
from pages.ui.blocks_sections import show

say = shell.begin("blocks")
form = BlocksForm(say)
arrived = form.arrive()
settings = form.draw()
link.write(settings, keep_step=arrived)  # before the browser has read it, lecture mode stands only there
show(settings, say)

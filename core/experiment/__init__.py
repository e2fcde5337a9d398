"""An experiment: every setting of a run in one frozen value, read from and written to a link.

    python -m core.experiment 'gate=xor&hidden=4&act=tanh&opt=adam&lr=0.05&seed=7&epochs=500'

trains and prints JSON.
"""

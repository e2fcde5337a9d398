"""Many runs of one experiment, one or two of its settings varied, each cell from several seeds.

    python -m core.sweep 'gate=xor&hidden=4' --over lr=0.001..1:10 --over opt=gd,adam --seeds 10

trains them as one batch of arrays and prints what came of each cell.
"""

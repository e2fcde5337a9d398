"""English."""

ENGLISH = {
    "gap": "\n\n",
    # every task
    "begin": "Only NumPy is needed",
    "begin_prose": "The numbers printed below are those of the app, digit for digit: the same operations in the same "
    "order, from the same random numbers. (Another kind of processor may round a last bit "
    "differently, which a long or sensitive run can magnify until it shows.) Change anything, and see what happens.",
    "silent": "an overflow is reported below instead",
    "no_overflow": "exp must not overflow",
    # data
    "data": "Data",
    "held_out_prose": "{n} points are held out: the network never learns from them.",
    # start
    "start": "Start parameters",
    "init_uniform": "Weights and biases are drawn evenly from −{scale:g} to {scale:g}, with seed {seed}.",
    "init_normal": "Weights and biases are drawn from a normal distribution of standard deviation {scale:g}, "
    "with seed {seed}.",
    "init_xavier": "Xavier's start (Glorot and Bengio, 2010): weights normal with variance 2 / (inputs + outputs), "
    "biases 0; seed {seed}.",
    "init_he": "He's start (He et al., 2015): weights normal with variance 2 / inputs, biases 0; seed {seed}.",
    "init_zeros": "All weights and biases start at 0.",
    "init_given": "Weights and biases as they were given.",
    "order_weights": "The weights of every layer are drawn first, then the biases: the order decides which random "
    "number goes where.",
    # network
    "network": "Network",
    "network_prose": "A fully connected network {sizes} with {n} parameters. Each layer computes Z = XW + b, then its "
    "activation; samples are rows.",
    "forward": "The network's output Y, one row for each sample.",
    "forward_more": "The network's output Y, one row for each sample; before it, what backpropagation needs.",
    "sigmoid": "1 / (1 + exp(−Z))",
    "leaky_relu": "Z where it is positive, Z / 100 elsewhere.",
    "gelu_tanh": "The tanh inside GELU.",
    "gelu": "Z times (nearly) the normal distribution function at Z.",
    "gelu_slope": "The derivative of GELU.",
    "softmax": "exp(Z), each row divided by its sum.",
    # loss
    "loss": "Loss",
    "loss_mse": "The mean squared error.",
    "loss_half_mse": "Half the mean squared error.",
    "loss_sse": "The sum of squared errors.",
    "loss_bce": "The binary cross-entropy: the mean of −T log Y − (1 − T) log(1 − Y).",
    "loss_softmax_ce": "The cross-entropy: the mean over the samples of −Σ T log Y.",
    "loss_mse_prose": "The mean of (Y − T)² over all samples. The dot product of the errors with themselves is the "
    "sum of their squares.",
    "loss_half_mse_prose": "Half the mean of (Y − T)² over all samples. The dot product of the errors with themselves "
    "is the sum of their squares.",
    "loss_sse_prose": "The sum of (Y − T)² over all samples, as the dot product of the errors with themselves.",
    "loss_bce_prose": "The cross-entropy of the sigmoid's output, computed from the weighted sum Z: then no logarithm "
    "of a number that was rounded to 0 is ever taken.",
    "loss_softmax_ce_prose": "The cross-entropy of the softmax output, computed from the weighted sums Z: then no "
    "logarithm of a number that was rounded to 0 is ever taken.",
    "block": "rows that are computed at once",
    "shares": "X and T in blocks of rows, each with its share of all rows.",
    # gradient
    "gradient_title": "Gradient",
    "rule_exact": "Backpropagation: the exact derivative of the loss, from the last layer to the first. dZ2 stands for "
    "∂L/∂Z2, and so on.",
    "rule_delta": "The delta rule: at the output, the error signal is the mean of Y − T, whatever the loss; the "
    "activation's derivative is left out. The layers below follow by backpropagation.",
    "rule_online": "The delta rule, one sample at a time: at the output the error signal is Y − T, and the "
    "activation's derivative is left out.",
    "rule_perceptron": "Rosenblatt's perceptron rule: the error signal is Y − T, so 0, 1 or −1. A sample that is "
    "right changes nothing.",
    "rule_delta_note": "the output's derivative is left out",
    "gradient": "The derivatives by the parameters, in the order of the parameters.",
    "ones": "a product with ones sums over the samples",
    # optimiser
    "optimizer": "Optimiser",
    "opt_gd_prose": "Gradient descent: every parameter moves by −learning_rate × its gradient.",
    "opt_momentum_prose": "Momentum (Polyak, 1964): the parameters have a velocity v, which the gradient changes.",
    "opt_nesterov_prose": "Nesterov's momentum, in the form of Bengio et al. (2013): the gradient is taken ahead of "
    "the step.",
    "opt_adagrad_prose": "AdaGrad (Duchi et al., 2011): each step is divided by the root of the sum of all squared "
    "gradients so far.",
    "opt_rmsprop_prose": "RMSProp (Tieleman and Hinton, 2012): each step is divided by the root of a running mean of "
    "squared gradients.",
    "opt_adam_prose": "Adam (Kingma and Ba, 2015): running means of the gradient, m, and of its square, v, both "
    "corrected for their start at 0.",
    "opt_adamw_prose": "AdamW (Loshchilov and Hutter, 2019): Adam, and every update also shrinks the parameters a "
    "little.",
    "opt_gd": "θ ← θ − η g",
    "opt_momentum": "v ← μ v − η g, θ ← θ + v",
    "opt_nesterov": "v ← μ v − η g, θ ← θ − η g + μ v",
    "opt_adagrad": "s ← s + g², θ ← θ − η g / (√s + ε)",
    "opt_rmsprop": "s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε)",
    "opt_adam": "θ ← θ − η m̂ / (√v̂ + ε), where m̂ = m / (1 − β1ᵗ) and v̂ = v / (1 − β2ᵗ)",
    "opt_adamw": "θ ← θ (1 − η λ), then a step of Adam.",
    "divided": "a / root, and 0 where the root is 0.",
    "penalty_prose": "The penalty l1 Σ|w| + l2/2 Σw² is not in the printed loss; its gradient is added to that of the "
    "weights. Biases go free.",
    # training
    "training": "Training",
    "training_prose": "At most {updates} updates. Step 0 is the state before any update; the loss of a step is that of "
    "the parameters at that step, over all training samples.",
    "batches": "An epoch is {updates} updates with up to {size} samples each. Every epoch shuffles the samples anew, "
    "from the seed and the epoch's number.",
    "one_by_one": "Each update takes one sample, in order; {updates} updates are an epoch.",
    "in_order": "one sample, in order",
    "shuffle": "every epoch has an order of its own",
    "target_prose": "Training ends early when the loss is at most {target:g}.",
    "plateau_prose": "Training ends early when the best loss has not fallen by a ten-thousandth for {epochs} epochs.",
    "is_finite": "Neither the loss nor any parameter is infinite or nan.",
    "diverged": "Diverged: the last finite step is {step}, its loss {value:.8g}.",
    # result
    "result": "What was learned",
    "test_loss": "loss on the points held out:",
    # descent
    "function": "Function",
    # gradient
    "loss_and_gradient": "The loss at theta, and its gradient by backpropagation.",
    "loss_is": "loss:",
}

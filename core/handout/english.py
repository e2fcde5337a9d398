"""English."""

ENGLISH = {
    "gap": "\n\n",
    # title
    "title_gates": "{subject}, learned by a {sizes} network",
    "title_sine": "A curve fitted by a {sizes} network",
    "title_descent": "Down the slope of {subject}",
    "title_gradient": "A derivative from differences",
    "title_linear": "A linear model u = Wx + b, update by update",
    "cloud_of": "{subject} clouds",
    # every task
    "begin": "Only NumPy is needed",
    "begin_prose": "The numbers printed below are those of the app, digit for digit: the same operations in the same "
    "order, from the same random numbers. (Another kind of processor may round a last bit "
    "differently, which a long or sensitive run can magnify until it shows.) Change anything, and see what happens.",
    "silent": "an overflow is reported below instead",
    "no_overflow": "exp must not overflow",
    "output": "output",
    "target": "target",
    "decision": "decision",
    "fit": "network",
    # data
    "data": "Data",
    "data_gates_corners": "The gate {gate}: four inputs X, one a row, and their targets t. T holds the targets in the "
    "shape of the network's output.",
    "data_gates_clouds": "Clouds of points around the four corners of the gate {gate}, {n} of them for training. "
    "X has one point a row; t is the target of its corner; T has the shape of the network's output.",
    "data_gates_circle": "{n} training points: class 1 inside a circle, class 0 in the ring around it.",
    "data_gates_gauss": "{n} training points: class 1 around (2, 2), class 0 around (−2, −2).",
    "data_gates_xor": "{n} training points: class 1 where x0 and x1 differ in sign.",
    "data_gates_spiral": "{n} training points on two arms of a spiral, one for each class.",
    "data_sine_sine": "{n} training points of sin 2πx, with normal noise of standard deviation {noise:g}.",
    "data_sine_xsin": "{n} training points of x sin x, with normal noise of standard deviation {noise:g}.",
    "data_sine_step": "{n} training points of a step, with normal noise of standard deviation {noise:g}.",
    "data_sine_abs": "{n} training points of |x|, with normal noise of standard deviation {noise:g}.",
    "data_sine_points": "{n} training points, as they were given.",
    "standardised": "The network sees them standardised: mean 0 and standard deviation 1. Only the training points "
    "count for the mean and the deviation.",
    "held_out": "{n} are held out",
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
    "result_gates": "The parameters at the end, and what the network answers.",
    "result_sine": "The parameters at the end, and the fit at some of the points, in original units.",
    "right": "{{right}} of {n} training points are right.",
    "right_test": "{{right}} of {n} points held out are right.",
    "test_loss": "loss on the points held out:",
    # descent
    "function": "Function",
    "function_prose": "The function that was typed: `f(x0, x1) = {formula}`",
    "surface_prose": "{name}: {formula}.",
    "silent_walk": "a walker that leaves the finite numbers is reported below",
    "column": "f at x = (x0, x1), a column: x[0] and x[1] are arrays of one number.",
    "partials": "(∂f/∂x0, ∂f/∂x1), exact.",
    "central": "(f(x + h) − f(x − h)) / 2h in each coordinate.",
    "grad_exact": "The two partial derivatives, written out.",
    "grad_numeric": "The derivative is not known to the walkers: they take central differences with h = {h:g}.",
    "grad_noisy": "The two partial derivatives, written out. Every walker is told them with normal noise of standard "
    "deviation {sigma:g}, from a seed of its own.",
    "walks": "The walk",
    "walks_prose": "Walkers: {n}; steps: at most {steps}. Each row: the step, f, the position, and the gradient that "
    "the walker is told there.",
    "walk": "Walks down from x and prints a table of its steps.",
    "left": "At step {step}, a number is no longer finite: the walk ends.",
    "walker": "Walker {k}: {opt}, learning rate {lr:g}",
    # gradient
    "one_variable": "A function of one variable, and its derivative to compare with.",
    "derivative": "The exact derivative.",
    "differences": "Three differences",
    "differences_prose": "The slope of a secant, to the right of x, to its left, or to both sides.",
    "sweep": "h from 1e-1 to 1e-49",
    "sweep_prose": "In exact arithmetic, a smaller h is always better: the forward and the backward difference err by "
    "about h |f″| / 2, the central one by h² |f‴| / 6. But a computer rounds, which costs about 1e-16 |f| / h. So the "
    "error falls, and then rises again: a U. In the end x + h is x, and the difference is 0.",
    "h_forward": "forward",
    "h_backward": "backward",
    "h_central": "central",
    "h_error": "error",
    "h_relative": "relative error",
    "exact_is": "exact: {exact:.8g}",
    "plane": "Partial derivatives",
    "plane_prose": "Of x0² + x1², one coordinate at a time, the other held. The array must be of floats: one of whole "
    "numbers cannot hold x + h.",
    "in_turn": "Central differences; each coordinate is moved and put back.",
    "check": "A network's gradient",
    "check_prose": "A 2-3-1 network on XOR, with the mean squared error: the loss, and its gradient by "
    "backpropagation, for the parameters as one vector.",
    "loss_and_gradient": "The loss at theta, and its gradient by backpropagation.",
    "check_table": "The check",
    "check_sound": "The gradient is compared with central differences: the largest difference, relative to the larger "
    "gradient. At a good h, a correct gradient agrees to about ten digits.",
    "check_broken": "The gradient is compared with central differences: the largest difference, relative to the larger "
    "gradient. One derivative has been doubled on purpose, and no h makes the two agree.",
    "doubled": "a mistake, on purpose",
    "loss_is": "loss:",
    # linear
    "linear_start": "Three inputs x, two targets d. Row k of W holds the weights of output k.",
    "columns": "stored column by column, as in the app",
    "linear_loss": "u = Wx + b, here for x as a row; the loss is L = Σ(u − d)².",
    "linear_output": "u = Wx + b, as a row.",
    "linear_gradient": "∂L/∂W = 2 (u − d) xᵀ and ∂L/∂b = 2 (u − d).",
    "linear_slopes": "∂L/∂W, shaped as W, and what is used for b.",
    "bias_still": "the bias is not trained",
    "linear_training": "Gradient descent. The first {shown} updates are shown in six stages, the others by their loss "
    "alone.",
    "update": "Update {step + 1}",
    "stage1": "1. Input x",
    "stage2": "2. Weighted sum u = Wx + b",
    "stage3": "3. Loss L = Σ(u − d)²",
    "stage4": "4. Gradient G = 2 (u − d) xᵀ",
    "stage5": "5. Step W ← W − ηG",
    "stage6": "6. The loss again",
    "linear_diverged": "Diverged: the last finite step is {step - 1}.",
    "linear_result": "The weights, the biases and the output in the end.",
}

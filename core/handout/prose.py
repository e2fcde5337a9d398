"""The words that the handouts of all tasks share, English and Japanese; each task has its own beside them."""

from collections.abc import Mapping

from core.record.say import Say

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
    "gradient": "The derivatives with respect to the parameters, in the order of the parameters.",
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
    "weights. Biases are not penalised.",
    # training
    "training": "Training",
    "training_prose": "At most {updates} updates. Step 0 is the state before any update; the loss of a step is that of "
    "the parameters at that step, over {which}.",
    "all_samples": "all training samples",
    "watched_samples": "the same {n} training samples each time",
    "batches": "An epoch is {updates} updates with up to {size} samples each. Every epoch shuffles the samples anew, "
    "from the seed and the epoch's number.",
    "replacement": "Each update draws {size} samples with replacement: one may come twice, another not for a while. "
    "{updates} updates are called an epoch.",
    "one_by_one": "Each update takes one sample, in order; {updates} updates are an epoch.",
    "in_order": "one sample, in order",
    "shuffle": "every epoch has an order of its own",
    "drawn": "with replacement",
    "target_prose": "Training ends early when the loss is at most {target:g}.",
    "plateau_prose": "Training ends early when the best loss has not fallen by a ten-thousandth for {epochs} epochs.",
    "edits_prose": "At some steps, something is changed by hand; the loss of such a step is that after the change, and "
    "training goes on from there. A new optimiser begins without memory; batches of another size begin an epoch.",
    "added_prose": "A sample that is added is in every batch from there on, behind the others.",
    "edit_off": "{node} is switched off",
    "edit_on": "{node} is on again",
    "held": "What is frozen stays as it was.",
    "all_rows": "all at once",
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

JAPANESE = {
    "gap": "\n\n",
    # every task
    "begin": "NumPy だけで動きます",
    "begin_prose": "以下で表示される数値は、アプリの数値とすべての桁まで一致します。"
    "同じ乱数から始めて、同じ計算を同じ順序で行うからです"
    "（種類の異なるプロセッサでは、最後の1ビットの丸めが違うことがあります。"
    "長い学習や敏感な学習では、その差が表示に現れるほど大きくなることもあります）。"
    "値を変えると何が起こるか、試してみましょう。",
    "silent": "桁あふれは下で調べて表示する",
    "no_overflow": "exp が桁あふれしないように",
    # data
    "data": "データ",
    "held_out_prose": "{n} 点は残しておき、学習には使いません。",
    # start
    "start": "パラメータの初期値",
    "init_uniform": "重みとバイアスを、−{scale:g} から {scale:g} までの一様乱数で決めます（シード {seed}）。",
    "init_normal": "重みとバイアスを、標準偏差 {scale:g} の正規乱数で決めます（シード {seed}）。",
    "init_xavier": "Xavier の初期値（Glorot and Bengio, 2010）です。"
    "重みは分散 2 / (入力数 + 出力数) の正規乱数、バイアスは 0 です（シード {seed}）。",
    "init_he": "He の初期値（He et al., 2015）です。"
    "重みは分散 2 / 入力数 の正規乱数、バイアスは 0 です（シード {seed}）。",
    "init_zeros": "重みもバイアスもすべて 0 から始めます。",
    "init_given": "重みとバイアスは、与えられた値です。",
    "order_weights": "先に全部の層の重みを引き、そのあとでバイアスを引きます。"
    "引く順序によって、どの乱数がどこに入るかが変わります。",
    # network
    "network": "ネットワーク",
    "network_prose": "{sizes} の全結合ネットワークで、パラメータは {n} 個です。"
    "各層は Z = XW + b を計算し、活性化関数に通します。1行が1サンプルです。",
    "forward": "ネットワークの出力 Y（1行が1サンプル）を返す。",
    "forward_more": "逆伝播に使う値と、最後にネットワークの出力 Y（1行が1サンプル）を返す。",
    "sigmoid": "1 / (1 + exp(−Z))",
    "leaky_relu": "正なら Z、それ以外は Z / 100。",
    "gelu_tanh": "GELU の中の tanh。",
    "gelu": "Z に正規分布の分布関数（の近似値）を掛けたもの。",
    "gelu_slope": "GELU の導関数。",
    "softmax": "exp(Z) の各行を、その和で割る。",
    # loss
    "loss": "損失",
    "loss_mse": "平均2乗誤差。",
    "loss_half_mse": "平均2乗誤差の半分。",
    "loss_sse": "2乗誤差の和。",
    "loss_bce": "2値交差エントロピー: −T log Y − (1 − T) log(1 − Y) の平均。",
    "loss_softmax_ce": "交差エントロピー: −Σ T log Y のサンプル平均。",
    "loss_mse_prose": "全サンプルにわたる (Y − T)² の平均です。誤差どうしの内積が、2乗の和になります。",
    "loss_half_mse_prose": "全サンプルにわたる (Y − T)² の平均の半分です。誤差どうしの内積が、2乗の和になります。",
    "loss_sse_prose": "全サンプルにわたる (Y − T)² の和です。誤差どうしの内積で求めます。",
    "loss_bce_prose": "シグモイドの出力に対する交差エントロピーを、重み付き和 Z から直接計算します。"
    "こうすると、丸められて 0 になった数の対数を取らずにすみます。",
    "loss_softmax_ce_prose": "ソフトマックスの出力に対する交差エントロピーを、重み付き和 Z から直接計算します。"
    "こうすると、丸められて 0 になった数の対数を取らずにすみます。",
    "block": "一度に計算する行数",
    "shares": "X と T を行のまとまりに分け、全体に占める割合とともに返す。",
    # gradient
    "gradient_title": "勾配",
    "rule_exact": "誤差逆伝播法で、損失の正確な微分を最後の層から順に求めます。"
    "dZ2 は ∂L/∂Z2 を表します（ほかも同様）。",
    "rule_delta": "デルタ則です。損失が何であっても、出力層の誤差信号を Y − T の平均とし、"
    "活性化関数の微分は省きます。それより下の層は誤差逆伝播法で求めます。",
    "rule_online": "1サンプルずつのデルタ則です。出力層の誤差信号を Y − T とし、活性化関数の微分は省きます。",
    "rule_perceptron": "ローゼンブラットのパーセプトロンの学習則です。誤差信号は Y − T で、0、1、−1 のどれかです。"
    "正しく答えたサンプルでは何も変わりません。",
    "rule_delta_note": "出力の活性化関数の微分は省く",
    "gradient": "各パラメータについての微分を、parameters と同じ順に返す。",
    "ones": "1 を並べたベクトルとの積が、サンプルについての和になる",
    # optimiser
    "optimizer": "最適化手法",
    "opt_gd_prose": "勾配降下法です。どのパラメータも −learning_rate × 勾配 だけ動きます。",
    "opt_momentum_prose": "モーメンタム（Polyak, 1964）です。パラメータは速度 v をもち、勾配がその速度を変えます。",
    "opt_nesterov_prose": "ネステロフのモーメンタムを、Bengio et al. (2013) の形で使います。"
    "一歩先での勾配を使う方法です。",
    "opt_adagrad_prose": "AdaGrad（Duchi et al., 2011）です。これまでの勾配の2乗の和の平方根で、歩幅を割ります。",
    "opt_rmsprop_prose": "RMSProp（Tieleman and Hinton, 2012）です。勾配の2乗の移動平均の平方根で、歩幅を割ります。",
    "opt_adam_prose": "Adam（Kingma and Ba, 2015）です。勾配の移動平均 m と、勾配の2乗の移動平均 v を使います。"
    "どちらも 0 から始まるので、その分を補正します。",
    "opt_adamw_prose": "AdamW（Loshchilov and Hutter, 2019）です。"
    "Adam に加えて、更新のたびにパラメータを少し縮めます。",
    "opt_gd": "θ ← θ − η g",
    "opt_momentum": "v ← μ v − η g, θ ← θ + v",
    "opt_nesterov": "v ← μ v − η g, θ ← θ − η g + μ v",
    "opt_adagrad": "s ← s + g², θ ← θ − η g / (√s + ε)",
    "opt_rmsprop": "s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε)",
    "opt_adam": "θ ← θ − η m̂ / (√v̂ + ε)、m̂ = m / (1 − β1ᵗ)、v̂ = v / (1 − β2ᵗ)",
    "opt_adamw": "θ ← θ (1 − η λ) としてから、Adam の更新を行う。",
    "divided": "a / root。root が 0 のところは 0。",
    "penalty_prose": "正則化項 l1 Σ|w| + l2/2 Σw² は、表示する損失には含めません。"
    "その勾配を重みの勾配に足します。バイアスには加えません。",
    # training
    "training": "学習",
    "training_prose": "更新は最大 {updates} 回です。ステップ 0 は更新前の状態です。"
    "各ステップの損失は、そのステップのパラメータによる、{which}の損失です。",
    "all_samples": "学習用サンプル全体",
    "watched_samples": "いつも同じ学習用サンプル {n} 個",
    "batches": "1エポックは {updates} 回の更新で、1回に最大 {size} サンプルを使います。"
    "エポックごとに、シードとエポック番号からサンプルの順序を決め直します。",
    "replacement": "1回の更新で {size} サンプルを復元抽出します。"
    "同じものが2度選ばれたり、しばらく選ばれなかったりします。"
    "{updates} 回の更新を1エポックと数えます。",
    "one_by_one": "1回の更新に1サンプルを、順番に使います。{updates} 回の更新で1エポックです。",
    "in_order": "1サンプルずつ、順番に",
    "drawn": "復元抽出",
    "shuffle": "順序はエポックごとに決める",
    "target_prose": "損失が {target:g} 以下になったら、そこで終わります。",
    "plateau_prose": "最小の損失が {epochs} エポックのあいだ1万分の1も下がらなければ、そこで終わります。",
    "edits_prose": "いくつかのステップで、手で変更を加えます。そのステップの損失は変更後の値で、"
    "そこから学習を続けます。最適化手法を替えると、それまでの状態は 0 に戻ります。"
    "バッチサイズを変えると、そこから新しいエポックが始まります。",
    "added_prose": "追加したサンプルは、そこから先のすべてのバッチの最後に入ります。",
    "edit_off": "{node} をオフにする",
    "edit_on": "{node} をオンに戻す",
    "held": "固定したところは元の値のままにする。",
    "all_rows": "全部を一度に",
    "is_finite": "損失にもパラメータにも、無限大や nan がない。",
    "diverged": "発散しました。有限の値はステップ {step} まで、そのときの損失は {value:.8g} です。",
    # result
    "result": "学習の結果",
    "test_loss": "学習に使わなかった点での損失:",
    # descent
    "function": "関数",
    # gradient
    "loss_and_gradient": "theta での損失と、誤差逆伝播法による勾配。",
    "loss_is": "損失:",
}
LANGUAGES: dict[str, Mapping[str, str]] = {"en": ENGLISH, "ja": JAPANESE}


def speaker(language: str, own: Mapping[str, Mapping[str, str]]) -> Say:
    """Says the shared words and a task's `own`, by language. Raises ValueError for an unknown language."""
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is unknown; allowed: {', '.join(LANGUAGES)}")
    words = {**LANGUAGES[language], **own[language]}

    def say(key, /, **facts):
        return words[key].format(**facts) if facts else words[key]

    return say

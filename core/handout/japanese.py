"""日本語。"""

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
    "gelu": "Z に正規分布の分布関数（の近似値）をかけたもの。",
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
    "各ステップの損失は、そのステップのパラメータによる、学習用サンプル全体の損失です。",
    "batches": "1エポックは {updates} 回の更新で、1回に最大 {size} サンプルを使います。"
    "エポックごとに、シードとエポック番号からサンプルの順序を決め直します。",
    "one_by_one": "1回の更新に1サンプルを、順番に使います。{updates} 回の更新で1エポックです。",
    "in_order": "1サンプルずつ、順番に",
    "shuffle": "順序はエポックごとに決める",
    "target_prose": "損失が {target:g} 以下になったら、そこで終わります。",
    "plateau_prose": "最小の損失が {epochs} エポックのあいだ1万分の1も下がらなければ、そこで終わります。",
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

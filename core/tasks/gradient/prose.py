"""The words of the gradient handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "A derivative from differences",
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
        "check_table": "The check",
        "check_sound": "The gradient is compared with central differences: the largest difference, relative to the larger "
        "gradient. At a good h, a correct gradient agrees to about ten digits.",
        "check_broken": "The gradient is compared with central differences: the largest difference, relative to the larger "
        "gradient. One derivative has been doubled on purpose, and no h makes the two agree.",
        "doubled": "a mistake, on purpose",
    },
    "ja": {
        "title": "差分で微分を求める",
        "one_variable": "1変数の関数と、比較のための導関数です。",
        "derivative": "正確な導関数。",
        "differences": "3つの差分",
        "differences_prose": "割線の傾きです。x の右側、左側、両側の点をとります。",
        "sweep": "h を 1e-1 から 1e-49 まで",
        "sweep_prose": "計算が正確なら、h は小さいほどよいはずです。前方差分と後方差分の誤差はおよそ h |f″| / 2、"
        "中心差分の誤差はおよそ h² |f‴| / 6 だからです。しかし計算機は丸めるので、およそ 1e-16 |f| / h の誤差が加わります。"
        "そのため誤差はいったん減ってからまた増え、U 字になります。最後には x + h が x と同じ数になり、差分は 0 です。",
        "h_forward": "forward",
        "h_backward": "backward",
        "h_central": "central",
        "h_error": "error",
        "h_relative": "相対誤差",
        "exact_is": "正確な値: {exact:.8g}",
        "plane": "偏微分",
        "plane_prose": "x0² + x1² を、一方の座標を固定して、1つずつ微分します。"
        "配列は実数（float）でなければなりません。整数の配列には x + h が入らないからです。",
        "in_turn": "中心差分。座標を1つずつ動かし、もとに戻す。",
        "check": "ネットワークの勾配",
        "check_prose": "XOR を学ぶ 2-3-1 のネットワーク（平均2乗誤差）です。"
        "パラメータを1本のベクトルにまとめ、損失と、誤差逆伝播法による勾配を求めます。",
        "check_table": "勾配確認",
        "check_sound": "勾配を中心差分と比べます。差の最大値を、大きいほうの勾配に対する比で表します。"
        "h が適切なら、正しい勾配は10桁ほど一致します。",
        "check_broken": "勾配を中心差分と比べます。差の最大値を、大きいほうの勾配に対する比で表します。"
        "微分の1つをわざと2倍にしてあるので、どの h でも一致しません。",
        "doubled": "わざと入れた間違い",
    },
}

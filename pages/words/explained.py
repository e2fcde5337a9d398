"""Words of an update explained."""

ENGLISH: dict[str, str] = {
    # titles
    "ex_forward_layer": "Forward, layer {layer}",
    "ex_loss": "Loss",
    "ex_backward_layer": "Backward, layer {layer}",
    "ex_update": "Update",
    "ex_penalty": "Penalties",
    # notes
    "ex_penalty_note": "The penalty pulls weights towards 0; biases go free.",
    "ex_opt_gd": "Against the gradient, by η times it.",
    "ex_opt_momentum": "v remembers the last steps: it keeps μ of itself and takes up the new gradient.",
    "ex_opt_nesterov": "Momentum that looks ahead: θ stands where v will have carried it.",
    "ex_opt_adagrad": "s adds up all squared gradients, so the steps get shorter.",
    "ex_opt_rmsprop": "s is a running mean of squared gradients: each parameter gets a step of its own size.",
    "ex_opt_adam": "m is a running mean of gradients, v of their squares; both begin at 0, which the hats correct.",
    "ex_opt_adamw": "Adam; and the weight is shortened first, by ηλ of itself.",
}

JAPANESE: dict[str, str] = {
    # titles
    "ex_forward_layer": "順伝播・第{layer}層",
    "ex_loss": "損失",
    "ex_backward_layer": "逆伝播・第{layer}層",
    "ex_update": "更新",
    "ex_penalty": "正則化",
    # notes
    "ex_penalty_note": "正則化は重みを 0 に近づけます。バイアスにはかかりません。",
    "ex_opt_gd": "勾配と逆向きに、η×勾配 だけ動かします。",
    "ex_opt_momentum": "v はこれまでの動きの記憶です。μ 倍に減らしてから、新しい勾配の分を加えます。",
    "ex_opt_nesterov": "先を見越すモーメンタムです。θ は v で進んだ先の位置を表します。",
    "ex_opt_adagrad": "s は勾配の2乗の総和なので、歩幅はだんだん小さくなります。",
    "ex_opt_rmsprop": "s は勾配の2乗の移動平均です。歩幅がパラメータごとに決まります。",
    "ex_opt_adam": "m は勾配の、v は勾配の2乗の移動平均です。どちらも 0 から始まるので、^ の付いた値に補正して使います。",
    "ex_opt_adamw": "Adam の更新の前に、パラメータ自身を ηλ の割合だけ縮めます。",
}

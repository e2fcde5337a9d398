"""Words of the pictures, tables and readouts that several tasks show."""

ENGLISH: dict[str, str] = {
    "output": "output",
    "target": "target",
    "decision": "decision",
    # readouts and axes
    "step": "step",
    "epoch": "epoch",
    "loss": "loss",
    "log": "log",
    "error": "error",
    "parameter": "parameter",
    "value": "value",
    "previous_run": "before",
    "training_set": "training",
    # pictures
    "pic_loss": "Loss",
    "pic_loss_hint": "The loss at each step. The pale line is the run before the last change.",
    "pic_network": "Network",
    "pic_network_hint": "Weights: green positive, purple dashed negative. Line width shows their size. Circles show the biases.",
    "pic_tiles_hint": "Weights: green positive, purple dashed negative. Line width shows their size. Each tile shows what its node computes over the inputs; at its corner its bias: a green disc is positive, a purple diamond negative. Arrow keys move through the network, w through the weights into a node, Enter selects.",
    "pic_network_part": "Network ({shown} of {nodes} nodes drawn)",
    "pic_paths": "Paths of the weights",
    "pic_paths_part": "Paths of {shown} of {n} parameters",
    "pic_paths_hint": "Every weight and bias from step to step.",
    "pic_numbers": "All parameters",
    "pic_numbers_hint": "Every weight and bias at this step.",
}

JAPANESE: dict[str, str] = {
    "output": "出力",
    "target": "正解",
    "decision": "判定",
    # readouts and axes
    "step": "ステップ",
    "epoch": "エポック",
    "loss": "損失",
    "log": "対数",
    "error": "誤差",
    "parameter": "パラメータ",
    "value": "値",
    "previous_run": "前回",
    "training_set": "学習用",
    # pictures
    "pic_loss": "損失",
    "pic_loss_hint": "各ステップの損失です。薄い線は、設定を変える前の学習です。",
    "pic_network": "ネットワーク",
    "pic_network_hint": "重みは緑の実線が正、紫の破線が負です。線の太さは大きさ、丸はバイアスを表します。",
    "pic_tiles_hint": "重みは緑の実線が正、紫の破線が負です。線の太さは重みの大きさです。四角は、そのユニットが入力に対して出す値の図です。四角の角の印はバイアスで、緑の丸が正、紫のひし形が負です。矢印キーで移動、w でそのユニットに入る重み、Enter で選択します。",
    "pic_network_part": "ネットワーク（全{nodes}個のうち{shown}個のノードを表示）",
    "pic_paths": "重みの変化",
    "pic_paths_part": "パラメータの変化（全{n}個のうち{shown}個）",
    "pic_paths_hint": "各ステップでの重みとバイアスの値です。",
    "pic_numbers": "すべてのパラメータ",
    "pic_numbers_hint": "このステップでの重みとバイアスの値です。",
}

"""Words of the pictures, tables and readouts that several tasks show."""

ENGLISH: dict[str, str] = {
    "output": "output",
    "target": "target",
    "decision": "decision",
    # readouts and axes
    "step": "step",
    "epoch": "epoch",
    "loss": "loss",
    "edit_points": "edit points",
    "log": "log",
    "error": "error",
    "parameter": "parameter",
    "value": "value",
    "previous_run": "run before",
    "training_set": "training",
    # pictures
    "pic_loss": "Loss",
    "pic_loss_hint": "Loss at each step. The pale line is the run before the last change.",
    "pic_network": "Network",
    "pic_network_hint": "Line width shows the size of a weight; blue solid is positive, orange dashed negative. Circles show the biases.",
    "pic_tiles_hint": "Each tile shows what its node computes over the inputs. Lines are weights: width shows the size; blue solid is positive, orange dashed negative. At a tile's corner its bias: a blue disc is positive, an orange diamond negative. Arrow keys move through the network, w through the weights into a node, Enter selects.",
    "pic_network_part": "Network ({shown} of {nodes} nodes drawn)",
    "pic_paths": "Paths of the weights",
    "pic_paths_part": "Paths of {shown} of {n} parameters",
    "pic_paths_hint": "Value of each weight and bias at each step.",
    "pic_numbers": "All parameters",
    "pic_numbers_hint": "Every weight and bias at the step shown.",
}

JAPANESE: dict[str, str] = {
    "output": "出力",
    "target": "正解",
    "decision": "判定",
    # readouts and axes
    "step": "ステップ",
    "epoch": "エポック",
    "loss": "損失",
    "edit_points": "点を編集",
    "log": "対数",
    "error": "誤差",
    "parameter": "パラメータ",
    "value": "値",
    "previous_run": "前回の学習",
    "training_set": "学習用",
    # pictures
    "pic_loss": "損失",
    "pic_loss_hint": "各ステップの損失。薄い線は、設定を変える前の学習です。",
    "pic_network": "ネットワーク",
    "pic_network_hint": "線の太さは重みの大きさ。青の実線は正、橙の破線は負。丸はバイアスを表します。",
    "pic_tiles_hint": "四角は、そのユニットが入力に対して出す値の図です。線は重みで、太さが大きさ、青の実線が正、橙の破線が負を表します。四角の角の印はバイアスで、青の丸が正、橙のひし形が負です。矢印キーで移動、w でそのユニットに入る重み、Enter で選択します。",
    "pic_network_part": "ネットワーク（全{nodes}個のうち{shown}個のノードを表示）",
    "pic_paths": "重みの変化",
    "pic_paths_part": "パラメータの変化（全{n}個のうち{shown}個）",
    "pic_paths_hint": "各ステップでの重みとバイアスの値。",
    "pic_numbers": "すべてのパラメータ",
    "pic_numbers_hint": "表示中のステップでの重みとバイアスの値。",
}

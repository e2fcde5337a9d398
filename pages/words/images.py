"""Words of the panels of a network that reads images."""

ENGLISH: dict[str, str] = {
    "pic_pad": "Your digit",
    "pic_pad_hint": "Draw a digit with mouse, pen or finger; the bars show what the network says of it at the step shown.",
    "pic_weights": "First-layer weights",
    "pic_weights_hint": "Each image shows the weights from the pixels to one unit: blue is positive, orange negative.",
    "pic_unit": "One unit",
    "pic_unit_hint": "The weights of the chosen unit, its largest inputs, and the test images that excite it most.",
    "pic_confusion": "Confusion matrix",
    "pic_confusion_hint": "Rows are the true digits of the test images, columns the answers. A cell shows its images.",
    "pic_batch": "The next mini-batch",
    "pic_batch_hint": "The first images of the next update, with their places in MNIST, and what the network says of them.",
    "pic_worst": "Worst mistakes",
    "pic_worst_hint": "The test images to whose true digit the network gives the least probability.",
    "pic_directions": "The hidden layer in two directions",
    "pic_directions_hint": "Each digit stands where the last hidden layer puts a test image, in the plane in which they vary most.",
    # The weights of the first layer
    "img_weights_full": "full colour at",
    "img_weights_pixel": "row {row}, column {column}: w = {value}",
    "img_weights_selected": "selected",
}

JAPANESE: dict[str, str] = {
    "pic_pad": "自分の数字",
    "pic_pad_hint": "マウス、ペン、指で数字を書いてください。表示中のステップのネットワークの答えが棒で出ます。",
    "pic_weights": "第1層の重み",
    "pic_weights_hint": "画素から各ユニットへの重みを画像にしたものです。青は正、橙は負を表します。",
    "pic_unit": "ユニットの中身",
    "pic_unit_hint": "選んだユニットの重み、大きな入力、最も強く反応するテスト画像です。",
    "pic_confusion": "混同行列",
    "pic_confusion_hint": "行はテスト画像の正解、列は答えです。マスを押すと画像が出ます。",
    "pic_batch": "次のミニバッチ",
    "pic_batch_hint": "次の更新に使う画像、MNIST での番号、ネットワークの答えです。",
    "pic_worst": "ひどい間違い",
    "pic_worst_hint": "正解の数字に最も低い確率を与えたテスト画像です。",
    "pic_directions": "隠れ層の2つの方向",
    "pic_directions_hint": "最後の隠れ層でのテスト画像の位置を、最もばらつく平面で示します。",
    # 第1層の重み
    "img_weights_full": "最も濃い色は",
    "img_weights_pixel": "{row}行 {column}列: w = {value}",
    "img_weights_selected": "選択中",
}

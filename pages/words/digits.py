"""Words of the digits page; those of its panels of images are in images.py."""

ENGLISH: dict[str, str] = {
    "digits": "Digits",
    # pictures
    "pic_digits_loss": "Loss on {n} training images",
    "pic_digits_loss_hint": "Loss of the first training images of each digit, {n} in all, the same at every step; dashed that of the test images, thin that of each mini-batch before its update. The pale line is the run before the last change.",
    "pic_digits_accuracy": "Right answers",
    "pic_digits_accuracy_hint": "Share of the same {n} training images that are answered as they are labelled; dashed, of the test images.",
    "accuracy": "share right",
    "watched_set": "training",
    "test_images": "test",
    "batch_own": "each batch",
    # settings
    "set_size": "Image size",
    "set_digits_points": "Images of each digit",
    "set_wrong": "Wrong labels, %",
    "set_digits_noise": "Noise on pixels σ",
    "set_draw": "Batches are",
    "set_digits_batch": "Batch size",
    # choices
    "digits_size_28": "28 × 28",
    "digits_size_14": "14 × 14",
    "digits_size_7": "7 × 7",
    "draw_shuffled": "shuffled by epoch",
    "draw_replacement": "drawn with replacement",
    # sentences
    "say_digits_start": "Before any training: {right} of {n} training images are right, about as many as by chance.",
    "say_digits_finished": "All {epochs} epochs done: loss {loss}.",
    "say_digits_target": "Target reached at step {step}: loss {loss}.",
    "say_digits_plateau": "Stopped at step {step}: no better since step {since}; loss {loss}.",
}

JAPANESE: dict[str, str] = {
    "digits": "手書き数字",
    # pictures
    "pic_digits_loss": "学習用画像{n}枚の損失",
    "pic_digits_loss_hint": "各数字の最初の学習用画像、合わせて{n}枚で測った損失です（どのステップでも同じ画像）。破線はテスト画像、細い線は更新する前の各ミニバッチの損失。薄い線は、設定を変える前の学習です。",
    "pic_digits_accuracy": "正解率",
    "pic_digits_accuracy_hint": "同じ学習用画像{n}枚のうち、ラベルどおりに答えた割合。破線はテスト画像です。",
    "accuracy": "正解率",
    "watched_set": "学習用",
    "test_images": "テスト",
    "batch_own": "各バッチ",
    # settings
    "set_size": "画像の大きさ",
    "set_digits_points": "各数字の枚数",
    "set_wrong": "誤ったラベル（%）",
    "set_digits_noise": "画素のノイズ σ",
    "set_draw": "バッチの選び方",
    "set_digits_batch": "バッチサイズ",
    # choices
    "digits_size_28": "28 × 28",
    "digits_size_14": "14 × 14",
    "digits_size_7": "7 × 7",
    "draw_shuffled": "エポックごとに並べ替え",
    "draw_replacement": "重複を許して選ぶ",
    # sentences
    "say_digits_start": "学習前です。学習用画像 {n} 枚のうち正解は {right} 枚で、まぐれ当たりと同じ程度です。",
    "say_digits_finished": "{epochs}エポック終了。損失 {loss} です。",
    "say_digits_target": "ステップ{step}で目標の損失に達しました（損失 {loss}）。",
    "say_digits_plateau": "ステップ{step}で終了。ステップ{since}から改善がありません（損失 {loss}）。",
}

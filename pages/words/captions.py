"""What is said of a run that diverged, whatever its task, and the buttons under any sentence that help."""

ENGLISH: dict[str, str] = {
    # sentences
    "say_diverged": "Diverged: step {step} is the last with finite numbers. Overflow: the numbers left the range of float64.",
    "say_diverged_growth": "Diverged: step {step} is the last with finite numbers; the loss grew ×{growth} per step until it overflowed.",
    "say_diverged_limit": "Diverged: step {step} is the last with finite numbers; the loss grew ×{growth} per step. "
    "The learning rate {lr} is over 2/λmax = {limit}, so every step overshoots.",
    # buttons
    "do_leaky": "Use leaky ReLU",
    "do_he": "Use He initialisation",
    "do_adam": "Use Adam",
    "do_hidden": "Add {n} hidden units",
    "do_rate": "Divide the learning rate by {n}",
    "do_draw": "Draw random weights",
    "do_go_on": "Go on from here at a hundredth of the rate",
    "do_seed": "Try another seed",
    "do_more": "Twice the epochs",
    "do_faster": "Learning rate × 3",
}

JAPANESE: dict[str, str] = {
    # sentences
    "say_diverged": "発散しました。有限の値はステップ{step}までです。数が float64 の範囲を超えました。",
    "say_diverged_growth": "発散しました。有限の値はステップ{step}までです。損失は1ステップごとに {growth} 倍になり、桁あふれしました。",
    "say_diverged_limit": "発散しました。有限の値はステップ{step}までです。損失は1ステップごとに {growth} 倍になりました。"
    "学習率 {lr} が 2/λmax = {limit} を超えているので、毎回行き過ぎます。",
    # buttons
    "do_leaky": "Leaky ReLU を使う",
    "do_he": "He の初期値を使う",
    "do_adam": "Adam を使う",
    "do_hidden": "隠れ層にユニットを{n}個加える",
    "do_rate": "学習率を{n}分の1にする",
    "do_draw": "重みを乱数で決める",
    "do_go_on": "ここから学習率を100分の1にして続ける",
    "do_seed": "別のシードで試す",
    "do_more": "エポック数を2倍にする",
    "do_faster": "学習率を3倍にする",
}

"""Words of the bar on top: the groups of pages, and what each page is."""

ENGLISH: dict[str, str] = {
    "app": "Gradient Stage",
    "nav_course": "Course",
    "nav_experiments": "Experiments",
    "nav_by_hand": "By hand",
    "nav_reference": "Reference",
    "nav_here": "{group}: {page}",
    "nav_lessons": "Prepared experiments, one after the other",
    "nav_gates": "XOR, clouds, spirals: the field and the network",
    "nav_sine": "A curve through noisy points",
    "nav_digits": "Handwriting, and a pad for your own",
    "nav_descent": "Optimisers race down valleys and saddles",
    "nav_sweep": "Hundreds of runs at once",
    "nav_gradient": "Differences against the exact gradient",
    "nav_linear": "One update of a small model in six stages",
    "nav_blocks": "Activations, losses, softmax, batches",
    "nav_notebooks": "Five course notebooks, cell by cell",
}

JAPANESE: dict[str, str] = {
    "app": "Gradient Stage",
    "nav_course": "コース",
    "nav_experiments": "実験",
    "nav_by_hand": "手計算",
    "nav_reference": "資料",
    "nav_here": "{group}：{page}",
    "nav_lessons": "順を追って学ぶ実験",
    "nav_gates": "XOR、点の雲、らせん。決定境界とネットワーク",
    "nav_sine": "ばらついた点を通る曲線",
    "nav_digits": "手書き数字を読む。自分でも書ける",
    "nav_descent": "谷や鞍点を下る最適化手法の競走",
    "nav_sweep": "数百回の学習を一度に",
    "nav_gradient": "数値微分と正確な勾配を比べる",
    "nav_linear": "小さなモデルの更新を6段階で追う",
    "nav_blocks": "活性化関数、損失、ソフトマックス、バッチ",
    "nav_notebooks": "授業のノートブック5冊をセルごとに",
}

"""Words of the notebooks page; what the cells say is in core/replay/data."""

ENGLISH: dict[str, str] = {
    "notebooks": "Notebooks",
    "nb_short_000": "Perceptron, one by one",
    "nb_short_001": "Perceptron, batch",
    "nb_short_002": "Gradients",
    "nb_short_003": "Sine",
    "nb_short_004": "Linear model",
    "nb_about": "Five Jupyter notebooks of a Japanese course, from a perceptron trained by hand over gates, losses and gradients to a network that fits a noisy sine, and a linear model taken apart. "
    "Here every cell is computed anew beside what it printed: look in to check a number, to see where the originals err, or to open the same thing live.",
    "nb_unknown": "This notebook is unknown. Allowed: {allowed}.",
    "nb_sum": "{ok} of {n} results within tolerance, computed now on this server.",
    "nb_see": "See it live",
}
JAPANESE: dict[str, str] = {
    "notebooks": "ノートブック",
    "nb_short_000": "パーセプトロン（逐次）",
    "nb_short_001": "パーセプトロン（一括）",
    "nb_short_002": "勾配",
    "nb_short_003": "サイン曲線",
    "nb_short_004": "線形モデル",
    "nb_about": "日本語で書かれた、授業用の Jupyter ノートブック5冊です（手計算のパーセプトロン、論理ゲート、損失と勾配、サイン曲線の回帰、線形モデル）。"
    "各セルをここで計算し直し、もとの出力と並べています。数値の確認、もとの誤りの確認、同じ内容を動かして見るときにお使いください。",
    "nb_unknown": "このノートブックはありません。使える値：{allowed}",
    "nb_sum": "{n}件のうち{ok}件が許容差以内です。このサーバーでいま計算した結果です。",
    "nb_see": "ページで見る",
}

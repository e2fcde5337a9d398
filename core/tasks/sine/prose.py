"""The words of the sine handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "A curve fitted by a {sizes} network",
        "fit": "network",
        "data_sine": "{n} training points of sin 2πx, with normal noise of standard deviation {noise:g}.",
        "data_xsin": "{n} training points of x sin x, with normal noise of standard deviation {noise:g}.",
        "data_step": "{n} training points of a step, with normal noise of standard deviation {noise:g}.",
        "data_abs": "{n} training points of |x|, with normal noise of standard deviation {noise:g}.",
        "data_points": "{n} training points, as they were given.",
        "standardised": "The network sees them standardised: mean 0 and standard deviation 1. Only the training points "
        "count for the mean and the deviation.",
        "result_prose": "The parameters at the end, and the fit at some of the points, in original units.",
    },
    "ja": {
        "title": "{sizes} のネットワークで曲線を当てはめる",
        "fit": "予測",
        "data_sine": "sin 2πx に標準偏差 {noise:g} の正規ノイズを加えた、学習用の {n} 点です。",
        "data_xsin": "x sin x に標準偏差 {noise:g} の正規ノイズを加えた、学習用の {n} 点です。",
        "data_step": "階段関数に標準偏差 {noise:g} の正規ノイズを加えた、学習用の {n} 点です。",
        "data_abs": "|x| に標準偏差 {noise:g} の正規ノイズを加えた、学習用の {n} 点です。",
        "data_points": "与えられた点のうち、学習に使う {n} 点です。",
        "standardised": "ネットワークには、平均 0、標準偏差 1 に標準化した値を与えます。"
        "平均と標準偏差は学習用の点だけから求めます。",
        "result_prose": "最後のパラメータと、いくつかの点での予測（もとの単位）です。",
    },
}

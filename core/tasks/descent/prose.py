"""The words of the descent handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "Down the slope of {subject}",
        "function_prose": "The function that was typed: `f(x0, x1) = {formula}`",
        "surface_prose": "{name}: {formula}.",
        "silent_walk": "a walker that leaves the finite numbers is reported below",
        "column": "f at x = (x0, x1), a column: x[0] and x[1] are arrays of one number.",
        "partials": "(∂f/∂x0, ∂f/∂x1), exact.",
        "central": "(f(x + h) − f(x − h)) / 2h in each coordinate.",
        "grad_exact": "The two partial derivatives, written out.",
        "grad_numeric": "The derivative is not known to the walkers: they take central differences with h = {h:g}.",
        "grad_noisy": "The two partial derivatives, written out. Every walker gets them with normal noise of standard "
        "deviation {sigma:g}, from a seed of its own.",
        "walks": "The walk",
        "walks_prose": "Walkers: {n}; steps: at most {steps}. Each row: the step, f, the position, and the gradient that "
        "the walker is given there.",
        "walk": "Walks down from x and prints a table of its steps.",
        "left": "At step {step}, a number is no longer finite: the walk ends.",
        "walker": "Walker {k}: {opt}, learning rate {lr:g}",
    },
    "ja": {
        "title": "{subject} の坂を下る",
        "function_prose": "入力された関数は `f(x0, x1) = {formula}` です。",
        "surface_prose": "{name}: {formula}",
        "silent_walk": "有限でない値になったら下で表示する",
        "column": "x = (x0, x1) での f。x は縦ベクトルで、x0 も x1 も数1個の配列。",
        "partials": "(∂f/∂x0, ∂f/∂x1)、正確な値。",
        "central": "各座標について (f(x + h) − f(x − h)) / 2h。",
        "grad_exact": "2つの偏導関数を式で書いたものです。",
        "grad_numeric": "偏導関数の式は使わず、h = {h:g} の中心差分で求めます。",
        "grad_noisy": "2つの偏導関数を式で書いたものです。"
        "走者には、標準偏差 {sigma:g} の正規ノイズを加えて知らせます（シードは走者ごとに別）。",
        "walks": "坂を下る",
        "walks_prose": "走者は {n} 人、最大 {steps} ステップです。"
        "1行に、ステップ、f の値、位置、そこで知らされる勾配を示します。",
        "walk": "x から下り、ステップの表を表示する。",
        "left": "ステップ {step} で有限でない値になったので、ここで終わります。",
        "walker": "走者 {k}: {opt}、学習率 {lr:g}",
    },
}

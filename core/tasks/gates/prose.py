"""The words of the gates' handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "{subject}, learned by a {sizes} network",
        "clouds_of": "{subject} clouds",
        "own_of": "Points of your own",
        "output": "output",
        "target": "target",
        "decision": "decision",
        "data_corners": "The gate {gate}: four inputs X, one a row, and their targets t. T holds the targets in the "
        "shape of the network's output.",
        "data_clouds": "Clouds of points around the four corners of the gate {gate}, {n} of them for training. "
        "X has one point a row; t is the target of its corner; T has the shape of the network's output.",
        "data_circle": "{n} training points: class 1 inside a circle, class 0 in the ring around it.",
        "data_gauss": "{n} training points: class 1 around (2, 2), class 0 around (−2, −2).",
        "data_xor": "{n} training points: class 1 where x0 and x1 differ in sign.",
        "data_spiral": "{n} training points on two arms of a spiral, one for each class.",
        "data_own": "{n} points of your own, one a row of X, with their classes t. T holds the classes in the shape of "
        "the network's output.",
        "held_out": "{n} are held out",
        "result_prose": "The parameters at the end, and what the network answers.",
        "right": "{{right}} of {n} training points are right.",
        "right_test": "{{right}} of {n} points held out are right.",
    },
    "ja": {
        "title": "{sizes} のネットワークが {subject} を学ぶ",
        "clouds_of": "{subject}（ばらつきあり）",
        "own_of": "自分で置いた点",
        "output": "出力",
        "target": "正解",
        "decision": "判定",
        "data_corners": "{gate} ゲートの4通りの入力 X（1行に1組）と、その正解 t です。"
        "T は、正解をネットワークの出力と同じ形に並べたものです。",
        "data_clouds": "{gate} ゲートの4つの角のまわりに点をばらつかせたデータです（学習用 {n} 点）。"
        "X は1行に1点、t はその角の正解、T は正解をネットワークの出力と同じ形に並べたものです。",
        "data_circle": "学習用の {n} 点です。円の内側がクラス1、そのまわりの輪がクラス0です。",
        "data_gauss": "学習用の {n} 点です。クラス1は (2, 2) のまわり、クラス0は (−2, −2) のまわりにあります。",
        "data_xor": "学習用の {n} 点です。x0 と x1 の符号が異なるところがクラス1です。",
        "data_spiral": "学習用の {n} 点です。二重らせんの腕が、それぞれ1つのクラスです。",
        "data_own": "自分で置いた {n} 点です。X は1行に1点、t はそのクラス、T はクラスをネットワークの出力と同じ形に並べたものです。",
        "held_out": "{n} 点を学習に使わず残す",
        "result_prose": "最後のパラメータと、ネットワークの答えです。",
        "right": "学習用 {n} 点のうち {{right}} 点が正解です。",
        "right_test": "テスト用 {n} 点のうち {{right}} 点が正解です。",
    },
}

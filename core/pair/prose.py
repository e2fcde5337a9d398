"""The words of a handout of several runs, beside those of one run (core/handout, core/tasks)."""

from collections.abc import Mapping

from core.handout.prose import speaker
from core.record.say import Say

PROSE = {
    "en": {
        "pair_title": "{n} runs side by side",
        "pair_of": ": {title}",
        "pair_start": "Every run begins with these.",
        "pair_own": "A function for each run",
        "pair_own_prose": "Run A is the one that was kept first; the last letter was on stage. A function "
        "trains each run from its start, and has inside what the runs do not share. It gives the clock and the loss at "
        "every step from 0, and the parameters at the end.",
        "pair_run": "Run {letter}: {settings}",
        "pair_doc": "What run {letter} does by itself.",
        "pair_side": "Side by side",
        "pair_side_prose": "The runs are trained one after the other. A row of the table is a moment of the clock: a "
        "run's loss there is that after the last update it has made by then. After its end a run has none.",
        "pair_at": "The loss after the last update by then; none once the run is over.",
        "pair_update": "updates",
        "pair_epoch": "epochs",
        "pair_samples": "samples",
        "pair_final": "{name}: loss {losses[-1]:.8g} after {len(losses) - 1} updates",
        "pair_picture": "The losses over the clock",
        "pair_picture_prose": "This cell alone needs Matplotlib (`pip install matplotlib`).",
    },
    "ja": {
        "pair_title": "{n} つの学習を並べる",
        "pair_of": "：{title}",
        "pair_start": "どの学習も、この値から始める。",
        "pair_own": "学習ごとの関数",
        "pair_own_prose": "最初に残した学習が A で、最後の文字が画面で操作していた学習です。"
        "学習ごとに、最初から最後まで学習する関数を1つずつ作ります。ほかと違うところは、その関数の中に書いてあります。"
        "関数は、ステップ 0 からの損失と、比べる基準（更新回数など）の値、最後のパラメータを返します。",
        "pair_run": "学習 {letter}：{settings}",
        "pair_doc": "学習 {letter} だけに必要なもの。",
        "pair_side": "並べて比べる",
        "pair_side_prose": "学習を順に実行します。表の1行が、基準をそろえた1つの時点です。"
        "その時点までに行った最後の更新のあとの損失を並べます。終わった学習の欄は空です。",
        "pair_at": "その時点までの最後の更新のあとの損失。学習が終わったあとは空。",
        "pair_update": "更新回数",
        "pair_epoch": "エポック",
        "pair_samples": "サンプル数",
        "pair_final": "{name}: 損失 {losses[-1]:.8g}（更新 {len(losses) - 1} 回）",
        "pair_picture": "損失のグラフ",
        "pair_picture_prose": "このセルだけは Matplotlib が必要です（`pip install matplotlib`）。",
    },
}


def pair_speaker(language: str, own: Mapping[str, Mapping[str, str]]) -> Say:
    """Says these, the words of all handouts, and a task's `own`. Raises ValueError for an unknown language."""
    return speaker(language, {code: {**own[code], **words} for code, words in PROSE.items()})

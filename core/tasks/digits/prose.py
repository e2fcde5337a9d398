"""The words of the digits' handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "Handwritten digits, read by a {sizes} network",
        "data_digits": "{n} training images of {side} × {side} pixels.",
        "result_prose": "The parameters at the end, and the share of test images that are right.",
    },
    "ja": {
        "title": "{sizes} のネットワークが手書き数字を読む",
        "data_digits": "{side} × {side} 画素の学習用画像 {n} 枚です。",
        "result_prose": "最後のパラメータと、テスト画像の正解率です。",
    },
}

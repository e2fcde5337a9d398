"""The words of the digits' handouts, beside those that all tasks share (core/handout)."""

PROSE = {
    "en": {
        "title": "Handwritten digits, read by a {sizes} network",
        "data_file": "The images are in {file}, which must be in the same folder; the app hands it out too, and in the "
        "app's repository it is core/data/digits/{file}. It is a subset of the MNIST database of handwritten digits, "
        "© Yann LeCun and Corinna Cortes, at 16 grey levels, under the licence CC BY-SA 3.0 "
        "(https://creativecommons.org/licenses/by-sa/3.0/).",
        "folder": "a notebook has no __file__",
        "missing": "{file} is not in this folder. ",
        "where": "The app hands it out too; in the app's repository it is core/data/digits/{file}.",
        "data_digits": "{n} training images of {side} × {side} pixels, the first of each class. X has one image a row, "
        "row by row of pixels, from 0 (paper) to 1 (ink); t are the digits, and T has a 1 in the column of the digit.",
        "data_noise": "Every pixel of the training images has normal noise of standard deviation {noise:g}.",
        "data_wrong": "{wrong} of a hundred training images have a wrong label.",
        "data_added": "Beside them stand the drawings that were added by hand, each with its label.",
        "first": "Which labels are among the first of their class, in order.",
        "images": "The first images of each class, and their labels.",
        "pairs": "two pixels in a byte",
        "pooled": "means over {width} × {width}",
        "another": "one of the nine others",
        "watched": "the loss is measured on these",
        "drawing": "An image of which each pixel is written as its grey level, 0 to f.",
        "test_images": "{n} other images are for testing: the network never learns from them.",
        "test_images_loss": "loss on the test images:",
        "result_prose": "The parameters at the end, and how many test images are read correctly.",
        "right": "{{right}} of {n} test images are read correctly: {{right / {n}:.1%}}.",
    },
    "ja": {
        "title": "{sizes} のネットワークが手書き数字を読む",
        "data_file": "画像は {file} に入っています。このファイルと同じフォルダーに置いてください。"
        "アプリからダウンロードできるほか、アプリのリポジトリーの core/data/digits/{file} にもあります。"
        "手書き数字データベース MNIST（© Yann LeCun, Corinna Cortes）から一部を取り出して16階調にしたもので、"
        "ライセンスは CC BY-SA 3.0（https://creativecommons.org/licenses/by-sa/3.0/）です。",
        "folder": "ノートブックには __file__ がない",
        "missing": "{file} が同じフォルダーにありません。",
        "where": "アプリからダウンロードできます（アプリのリポジトリーでは core/data/digits/{file}）。",
        "data_digits": "{side} × {side} 画素の学習用画像 {n} 枚です（各クラスの先頭から取ります）。"
        "X は1行に1枚で、画素を上の行から順に並べます。値は 0（紙）から 1（インク）までです。"
        "t は数字、T はその数字の列だけを 1 にしたものです。",
        "data_noise": "学習用画像のすべての画素に、標準偏差 {noise:g} の正規乱数を加えます。",
        "data_wrong": "学習用画像の {wrong} % は、ラベルが誤っています。",
        "data_added": "手書きで追加した画像も、ラベルとともに並べておきます。",
        "first": "各クラスの先頭から count 個ずつの位置を、順に返す。",
        "images": "各クラスの先頭から count 枚ずつの画像と、そのラベルを返す。",
        "pairs": "1バイトに2画素",
        "pooled": "{width} × {width} 画素の平均",
        "another": "ほかの9つのどれか",
        "watched": "損失はこの画像で測る",
        "drawing": "各画素の濃さを 0 から f までの1文字で書いた画像。",
        "test_images": "これとは別のテスト画像 {n} 枚は、学習には使いません。",
        "test_images_loss": "テスト画像での損失:",
        "result_prose": "最後のパラメータと、正しく読めたテスト画像の枚数です。",
        "right": "テスト画像 {n} 枚のうち {{right}} 枚を正しく読みました（{{right / {n}:.1%}}）。",
    },
}

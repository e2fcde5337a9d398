"""Words of points of one's own: how to give them, and why a table is refused."""

ENGLISH: dict[str, str] = {
    "set_sine_pts": "Your own points",
    "own_points_how": "Two columns, x and y, up to {rows} rows. Or switch on “edit points” and click into the picture.",
    "own_points_paste": "Paste x,y",
    "own_points_use": "Use these points",
    "own_points_file": "CSV file",
    # a table refused
    "refused_empty": "There are no numbers in it. Two columns are needed, x and y.",
    "refused_few": "At least 2 points are needed.",
    "refused_size": "The file is over 2 MB.",
    "refused_rows": "{value} rows; at most {rows} are allowed.",
    "refused_columns": "Line {line} has {value} columns; two are needed, x and y.",
    "refused_number": "Line {line}: “{value}” is not a finite number.",
    "refused_large": "Line {line}: {value} is too large; numbers up to 1e100 are allowed.",
    "refused_text": "This is not a plain text table (line {line}).",
}

JAPANESE: dict[str, str] = {
    "set_sine_pts": "自分のデータ",
    "own_points_how": "x と y の2列、{rows}行まで。「点を編集」をオンにすると、図を押して点を置けます。",
    "own_points_paste": "x,y を貼り付け",
    "own_points_use": "この点を使う",
    "own_points_file": "CSV ファイル",
    # a table refused
    "refused_empty": "数が見つかりません。x と y の2列が必要です。",
    "refused_few": "点が2つ以上必要です。",
    "refused_size": "ファイルが 2 MB を超えています。",
    "refused_rows": "{value}行あります。{rows}行までです。",
    "refused_columns": "{line}行目は{value}列です。x と y の2列が必要です。",
    "refused_number": "{line}行目の「{value}」は有限の数ではありません。",
    "refused_large": "{line}行目の {value} は大きすぎます。1e100 までです。",
    "refused_text": "表として読めません（{line}行目）。",
}

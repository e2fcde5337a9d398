"""What is wrong with a link or a value, and what is allowed instead."""

ENGLISH: dict[str, str] = {
    # wrong
    "bad_unknown": "`{key}={value}`: this key is unknown and was ignored. Known keys: {allowed}.",
    "bad_value": "`{key}={value}` is not allowed. Allowed: {allowed}. Used instead: {used}.",
    "bad_twice": "`{key}={value}` is given more than once. Used: {used}.",
    "bad_conflict": "`{key}={value}` does not go with {other}. Used instead: {used}.",
    "bad_no_effect": "`{key}={value}` has no effect with {other}.",
    "bad_too_much": "`{key}={value}` is too much work for this network and data. At most {allowed}; {used} is used.",
    "bad_link": "The link is too long or broken: at most {allowed}. The defaults are used.",
    "bad_typed": "{value} is not allowed. Allowed: {allowed}. Still in use: {used}.",
    "too_much_steps": "`{key}={value}` is too much work for so long a function and so many walkers. At most {allowed}; {used} is used.",
    "more_remarks": "More remarks on this link ({n})",
    "link_cut": "Too many numbers for a link: shared or reloaded, it opens without them. Keep your data.",
    # allowed
    "range_integer": "a whole number from {low} to {high}",
    "range_number": "a number from {low} to {high}",
    "range_layers": "0 for none, or up to 6 sizes from 1 to 64 joined by “-”, such as 4-2",
    "range_numbers": "numbers from {low} to {high} joined by commas",
    "range_link": "65,536 characters and 200 keys",
    "range_pts": "2 to 10,000 pairs x,y joined by commas",
    "range_w": "{n} numbers joined by commas, in the order W₁ b₁ W₂ b₂ …",
    "range_vector": "{n} numbers from {low} to {high} joined by commas",
    "range_few": "1 to {n} numbers from {low} to {high} joined by commas",
    "range_some": "2 to {n} numbers from {low} to {high} joined by commas",
}

JAPANESE: dict[str, str] = {
    # wrong
    "bad_unknown": "`{key}={value}`: このキーはないので無視しました。使えるキー: {allowed}",
    "bad_value": "`{key}={value}` は使えません。使える値: {allowed}。代わりに {used} を使います。",
    "bad_twice": "`{key}={value}` が2回以上あります。{used} を使います。",
    "bad_conflict": "`{key}={value}` は {other} と一緒には使えません。代わりに {used} を使います。",
    "bad_no_effect": "`{key}={value}` は {other} では効果がありません。",
    "bad_too_much": "`{key}={value}` は、このネットワークとデータには計算量が多すぎます。上限は {allowed} なので {used} を使います。",
    "bad_link": "リンクが長すぎるか壊れています（上限: {allowed}）。初期設定を使います。",
    "bad_typed": "{value} は使えません。使える値: {allowed}。{used} のままにします。",
    "too_much_steps": "`{key}={value}` は、この長さの式と走者の数には計算量が多すぎます。上限は {allowed} なので {used} を使います。",
    "more_remarks": "このリンクについての注意（ほか{n}件）",
    "link_cut": "数値が多く、リンクに入りきりません。共有や再読み込みでは引き継がれないので、元のデータを残しておいてください。",
    # allowed
    "range_integer": "{low} から {high} までの整数",
    "range_number": "{low} から {high} までの数",
    "range_layers": "0（なし）、または 1 から 64 までの数を「-」でつないだもの（6個まで、例: 4-2）",
    "range_numbers": "{low} から {high} までの数をコンマで区切ったもの",
    "range_link": "65,536 文字、200 キー",
    "range_pts": "x,y の組をコンマでつないだもの（2組から10,000組）",
    "range_w": "コンマで区切った {n} 個の数（W₁ b₁ W₂ b₂ … の順）",
    "range_vector": "{low} から {high} までの数 {n} 個をコンマ区切りで",
    "range_few": "{low} から {high} までの数をコンマで区切ったもの（1〜{n}個）",
    "range_some": "{low} から {high} までの数をコンマで区切ったもの（2〜{n}個）",
}

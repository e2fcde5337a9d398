"""Words of the player's own: its buttons, its keys and what it says of the connection."""

ENGLISH: dict[str, str] = {
    "play": "Play",
    "pause": "Pause",
    "forward": "One step forward",
    "back": "One step back",
    "start": "To the start",
    "end": "To the end",
    "speed": "Speed",
    "loop": "Repeat",
    "seek": "Step",
    "offline": "Connection lost. The loaded part still plays.",
    "waiting": "Waiting for the next steps",
    "save_png": "Save as PNG",
    "save_svg": "Save as SVG",
    "reset_zoom": "Reset zoom",
    "keys": "Space: play or pause · ← →: one step · Home, End: start, end · + −: speed · Page Down: play or pause · Page Up: start",
}

JAPANESE: dict[str, str] = {
    "play": "再生",
    "pause": "一時停止",
    "forward": "1ステップ進む",
    "back": "1ステップ戻る",
    "start": "最初へ",
    "end": "最後へ",
    "speed": "速さ",
    "loop": "くり返し",
    "seek": "ステップ",
    "offline": "接続が切れました。読み込んだところまでは再生できます。",
    "waiting": "続きを待っています",
    "save_png": "PNG で保存",
    "save_svg": "SVG で保存",
    "reset_zoom": "拡大を戻す",
    "keys": "スペース: 再生・一時停止 · ← →: 1ステップ · Home・End: 最初・最後 · + −: 速さ · Page Down: 再生・一時停止 · Page Up: 最初へ",
}

"""Words of the teachers' page; the plans' own are in their files."""

ENGLISH: dict[str, str] = {
    "teach": "For teachers",
    "teach_title": "Plans for a class",
    "teach_lead": "Each line is a link: open it on the projector; the class opens the same run by its code.",
    "teach_minutes": "{n} min",
    "teach_time": "min",
    "teach_open": "open",
    "teach_ask": "ask",
    "teach_see": "what is seen",
    "teach_do": "on their own devices",
    "teach_code": "for the class",
    "teach_code_of": "QR code of “{title}”",
    "teach_print": "Print",
    "teach_all": "All plans on one page, for printing",
    "teach_unknown": "The plan “{name}” does not exist; there are: {allowed}.",
    "teach_hints": "In class",
    "teach_hints_text": "- **Lecture mode** (L, or the screen in the bar): settings fold away, letters grow, the last row can read them.\n"
    "- **A presenter's remote** works there: its page keys lead to the next lesson and back, its black-screen key (B or .) plays and pauses.\n"
    "- **Share** (the code in the bar) shows a large QR code of exactly what is on screen, for the back row.\n"
    "- **No accounts**: whoever has the link has the run, with the same numbers for everybody. Nothing is stored on the server.",
}

JAPANESE: dict[str, str] = {
    "teach": "授業で使う",
    "teach_title": "授業案",
    "teach_lead": "1行が1つのリンクです。スクリーンで開き、受講者は QR コードから同じ学習を開きます。",
    "teach_minutes": "{n}分",
    "teach_time": "分",
    "teach_open": "開くもの",
    "teach_ask": "問いかけ",
    "teach_see": "見えること",
    "teach_do": "各自の端末で",
    "teach_code": "受講者用",
    "teach_code_of": "「{title}」の QR コード",
    "teach_print": "印刷する",
    "teach_all": "すべての授業案をまとめて印刷する",
    "teach_unknown": "「{name}」という授業案はありません。使えるもの：{allowed}。",
    "teach_hints": "教室では",
    "teach_hints_text": "- **講義モード**（L キー、または上のバーのスクリーンの印）では、設定が隠れて文字が大きくなり、いちばん後ろの席からも読めます。\n"
    "- 講義モードでは**プレゼン用リモコン**も使えます。ページ送りのボタンで次や前のレッスンに移り、画面を消すボタン（B または .）で再生と一時停止を切り替えます。\n"
    "- **共有**（上のバーの QR コードの印）を押すと、今の画面の QR コードが大きく表示されます。\n"
    "- **アカウントは要りません**。リンクを開けば、誰でも同じ数値の学習を見られます。サーバーには何も保存しません。",
}

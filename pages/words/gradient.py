"""Words of the gradient page."""

from pages.words import settings


def _activations(words):
    """The activations are called as everywhere else; softmax is none of a single unit."""
    names = [key for key in words if key.startswith("act_") and key != "act_softmax"]
    return {f"gradient_{key}": words[key] for key in names}


ENGLISH: dict[str, str] = {
    **_activations(settings.ENGLISH),
    "gradient": "Gradient",
    # pictures
    "pic_gr_curve": "f = {f} at {x} = {at}",
    "pic_gr_curve_hint": "Tangent and secant; a click moves the point.",
    "pic_gr_lens": "Magnified by 1/h",
    "pic_gr_lens_hint": "The same, so close that rounding shows. In units of h: for a very small h rounding makes stairs of the curve.",
    "pic_gr_errors": "Error against h",
    "pic_gr_errors_hint": "How far each scheme is off, for each h. Distance from the exact derivative, both axes logarithmic.",
    "pic_gr_schemes": "f′ exactly: {exact}",
    "pic_gr_schemes_hint": "Derivative and error of each scheme at this h. A name draws its secant.",
    "pic_gr_plane": "−∇f for f = x₀² + x₁²",
    "pic_gr_plane_hint": "Arrows go downhill, longer where it is steeper. A click moves the point.",
    "pic_gr_partials": "Partial derivatives at ({x0}, {x1})",
    "pic_gr_partials_hint": "Exact, and by central differences. The last with an array of integers.",
    "pic_gr_check": "Gradient check: 2-3-1 network, XOR",
    "pic_gr_check_hint": "Whether backpropagation and differences agree. The differences are central ones, at this h.",
    "pic_gr_checked": "Every gradient, twice (▶ largest gap)",
    "pic_gr_checked_hint": "Both gradients, and how far apart they are. By backpropagation and by central differences.",
    "gr_tangent": "tangent",
    "gr_secant": "secant",
    "gr_difference": "by difference",
    "gr_exact": "exact",
    "gr_point": "point",
    "gr_truncation": "truncation",
    "gr_rounding": "rounding",
    "gr_all_h": "to 10⁻⁴⁹",
    "gr_no_derivative": "no derivative here",
    "gr_draw_secant": "draw this secant",
    "gr_central": "central difference",
    "gr_integers": "in an integer array",
    "gr_safe": "at a good h",
    "gr_now": "at this h",
    "gr_verdict": "verdict",
    "gr_worst": "worst parameter",
    "gr_relative": "largest gap, relative",
    "gr_agrees": "✓ they agree",
    "gr_disagrees": "✗ one is wrong",
    "gr_kink": "– a kink within ± h",
    "gr_unfit": "– this h cannot tell",
    "gr_backprop": "backprop",
    "gr_gap": "gap",
    # settings
    "set_gradient_f": "Function",
    "set_gradient_x": "x",
    "set_gradient_scheme": "Secant",
    "set_gradient_x0": "Plane: x₀",
    "set_gradient_x1": "Plane: x₁",
    "set_gradient_act": "Network: units",
    "set_gradient_seed": "Seed",
    "set_gradient_broken": "Break one gradient",
    "gradient_f_square": "x²",
    "gradient_f_book": "0.01x² + 0.1x",
    "gradient_f_sin": "sin x",
    "gradient_f_exp": "exp x",
    "gradient_f_cube": "x³",
    "gradient_f_abs": "|x|",
    "gradient_f_bowl0": "x₀² + x₁², along x₀",
    "gradient_f_bowl1": "x₀² + x₁², along x₁",
    "gradient_scheme_forward": "forward",
    "gradient_scheme_backward": "backward",
    "gradient_scheme_central": "central",
    # sentences
    "say_gradient_truncation": "Truncation rules: a tenth of h makes the error about {times} times smaller.",
    "say_gradient_sweet": "The bottom of the U: truncation and rounding are about equal. Best h ≈ {best}.",
    "say_gradient_rounding": "Rounding rules: a tenth of h makes the error about ten times larger. Best h ≈ {best}.",
    "say_gradient_plain": "Nothing is truncated here. Only rounding is left: the larger h, the better.",
    "say_gradient_right": "Right to the last digit.",
    "say_gradient_lost": "h is lost: x ± h rounds to x = {x} itself, so the difference is exactly 0.",
    "say_gradient_absorbed": "h is lost in f: f(x ± h) rounds to f(x), so the difference is exactly 0.",
    "say_gradient_kink": "No derivative at the kink: forward says 1, backward −1, central 0.",
    "say_gradient_straddle": "The secant reaches across the kink at 0. Only a smaller h helps.",
    # explanations
    "why_truncation": "Why a large h errs",
    "because_truncation": "f(x + h) = f + h f′ + h²/2 · f″ + h³/6 · f‴ + …\n\n"
    "- **Forward, backward**: (f(x + h) − f(x)) / h = f′ + h/2 · f″ + …, so the error is about **h |f″| / 2**: "
    "ten times smaller for a tenth of h.\n"
    "- **Central**: (f(x + h) − f(x − h)) / 2h. The terms in f″ cancel and **h² |f‴| / 6** remains: a hundred times "
    "smaller for a tenth of h. For a parabola f‴ = 0, and nothing is truncated at all.",
    "why_rounding": "Why a small h errs, and gives 0 in the end",
    "because_rounding": "A float64 keeps 53 bits, about 16 digits: ε = 2.2e-16. f(x + h) and f(x) agree in most of "
    "them. The subtraction leaves the last few, rounded ones, and the division by h makes their error large: "
    "about ε |f| / h. Rounding x ± h adds a share of its own; together **ε (|f| + |x f′|) / h**.\n\n"
    "- The arms cross near **√ε ≈ 1e-8** for forward and backward, near **∛ε ≈ 6e-6** for central, times a factor "
    "that depends on f. The notebook's central difference with h = 1e-4 is a safe choice.\n"
    "- Below about 1e-16 · |x| the sum x + h rounds to x. The difference is exactly 0 / h = 0, whatever f is, and the "
    "error is |f′| itself. The notebook's bad example, 10e-50, is 1e-49.\n"
    "- At x = 0 nothing is lost: 0 + h is h, since numbers stand densest there.",
    "why_partial": "Partial derivatives, and the trap of the integer array",
    "because_partial": "∂f/∂x₀ is the ordinary derivative with x₁ held: at (3, 4) that of x₀² + 16, which is 6. "
    "∂f/∂x₁ is that of 9 + x₁², which is 8. Together they are the gradient (6, 8); it points uphill, −∇f downhill.\n\n"
    "**The trap.** `np.array([3, 4])` holds integers. Written into it, 3 + 1e-4 is cut to 3, and 3 − 1e-4 to 2. "
    "So the difference becomes (f(3, 4) − f(2, 4)) / 0.0002 = 5 / 0.0002 = 25000 instead of 6, and 7 / 0.0002 = 35000 "
    "instead of 8. `np.array([3.0, 4.0])` is the cure.",
    "why_check": "How to read the gradient check",
    "because_check": "Here f is the loss and x are all the weights: each is moved by ± h, and the central difference "
    "stands beside what backpropagation says. The relative gap is the largest distance divided by the largest gradient; "
    "at h = 1e-5 a correct gradient gives about 1e-9.\n\n"
    "- *Break one gradient* doubles one of them, as if a factor had been forgotten. The check names it.\n"
    "- With h = 0.1 or 1e-13 a correct gradient looks wrong as well: there the check cannot tell. What the difference may "
    "be off by, from the curve's bend and from rounding, is weighed first.\n"
    "- Where a weighted sum meets a unit's kink (ReLU) or jump (step) between −h and +h, the two may differ. That is no "
    "mistake: the check names the kink, and a smaller h stays clear of it.",
}
JAPANESE: dict[str, str] = {
    **_activations(settings.JAPANESE),
    "gradient": "数値微分",
    # pictures
    "pic_gr_curve": "{x} = {at} での f = {f}",
    "pic_gr_curve_hint": "接線と割線です（押すと点が動きます）。",
    "pic_gr_lens": "1/h 倍に拡大",
    "pic_gr_lens_hint": "h を単位に拡大したものです。h がとても小さいと、丸めのために曲線が階段になります。",
    "pic_gr_errors": "h と誤差",
    "pic_gr_errors_hint": "正確な微分係数との差です。h ごと、差分ごとに、両軸とも対数目盛りで示します。",
    "pic_gr_schemes": "正確な f′: {exact}",
    "pic_gr_schemes_hint": "この h での微分係数と誤差です。名前を押すと、その割線を描きます。",
    "pic_gr_plane": "f = x₀² + x₁² の −∇f",
    "pic_gr_plane_hint": "矢印は下る向きで、急なほど長くなります。押すと点が動きます。",
    "pic_gr_partials": "点 ({x0}, {x1}) での偏微分",
    "pic_gr_partials_hint": "正確な値と、中心差分の値です。最後は整数の配列での中心差分です。",
    "pic_gr_check": "勾配確認（2-3-1、XOR）",
    "pic_gr_check_hint": "逆伝播と中心差分が一致するかどうかです。この h での比較です。",
    "pic_gr_checked": "すべての勾配（▶ 差が最大）",
    "pic_gr_checked_hint": "2つの勾配と、その差です。誤差逆伝播法と中心差分によるものです。",
    "gr_tangent": "接線",
    "gr_secant": "割線",
    "gr_difference": "差分による値",
    "gr_exact": "正確な値",
    "gr_point": "点",
    "gr_truncation": "打ち切り誤差",
    "gr_rounding": "丸め誤差",
    "gr_all_h": "10⁻⁴⁹ まで",
    "gr_no_derivative": "ここでは微分できません",
    "gr_draw_secant": "この割線を描く",
    "gr_central": "中心差分",
    "gr_integers": "整数の配列",
    "gr_safe": "適切な h",
    "gr_now": "表示中の h",
    "gr_verdict": "判定",
    "gr_worst": "差が最大のもの",
    "gr_relative": "最大の差（相対値）",
    "gr_agrees": "✓ 一致",
    "gr_disagrees": "✗ 誤りあり",
    "gr_kink": "– ±h 内に折れ目",
    "gr_unfit": "– この h では不明",
    "gr_backprop": "誤差逆伝播法",
    "gr_gap": "差",
    # settings
    "set_gradient_f": "関数",
    "set_gradient_x": "x",
    "set_gradient_scheme": "割線",
    "set_gradient_x0": "平面の点 x₀",
    "set_gradient_x1": "平面の点 x₁",
    "set_gradient_act": "活性化関数",
    "set_gradient_seed": "シード",
    "set_gradient_broken": "勾配を1つ壊す",
    "gradient_f_square": "x²",
    "gradient_f_book": "0.01x² + 0.1x",
    "gradient_f_sin": "sin x",
    "gradient_f_exp": "exp x",
    "gradient_f_cube": "x³",
    "gradient_f_abs": "|x|",
    "gradient_f_bowl0": "x₀² + x₁²（x₀ 方向）",
    "gradient_f_bowl1": "x₀² + x₁²（x₁ 方向）",
    "gradient_scheme_forward": "前方差分",
    "gradient_scheme_backward": "後方差分",
    "gradient_scheme_central": "中心差分",
    # sentences
    "say_gradient_truncation": "打ち切り誤差が主です。h を10分の1にすると、誤差は約{times}分の1になります。",
    "say_gradient_sweet": "U 字の底です。打ち切り誤差と丸め誤差が釣り合っています。最適な h ≈ {best}。",
    "say_gradient_rounding": "丸め誤差が主です。h を10分の1にすると約10倍悪くなります。最適な h ≈ {best}。",
    "say_gradient_plain": "ここでは打ち切り誤差がなく、丸め誤差だけです。h は大きいほどよくなります。",
    "say_gradient_right": "最後の桁まで正しい値です。",
    "say_gradient_lost": "h が消えました。x ± h は丸めると x = {x} のままで、差はちょうど 0 です。",
    "say_gradient_absorbed": "f の中で h が消えました。f(x ± h) は丸めると f(x) と同じで、差はちょうど 0 です。",
    "say_gradient_kink": "折れ目では微分できません。前方差分は 1、後方差分は −1、中心差分は 0 です。",
    "say_gradient_straddle": "割線が 0 の折れ目をまたいでいます。h を小さくするしかありません。",
    # explanations
    "why_truncation": "h が大きいと、なぜずれるのか",
    "because_truncation": "f(x + h) = f + h f′ + h²/2 · f″ + h³/6 · f‴ + …\n\n"
    "- **前方差分・後方差分**: (f(x + h) − f(x)) / h = f′ + h/2 · f″ + … なので、誤差は約 **h |f″| / 2** です。"
    "h を10分の1にすると、誤差も10分の1になります。\n"
    "- **中心差分**: (f(x + h) − f(x − h)) / 2h。f″ の項が打ち消し合い、**h² |f‴| / 6** が残ります。"
    "h を10分の1にすると、誤差は100分の1になります。2次関数では f‴ = 0 なので、打ち切り誤差はまったくありません。",
    "why_rounding": "h が小さいと、なぜずれて、最後は 0 になるのか",
    "because_rounding": "float64 は53ビット、およそ16桁しか持てません（ε = 2.2e-16）。f(x + h) と f(x) は上の桁がほとんど同じなので、"
    "引き算をすると、丸められた下の数桁だけが残ります（桁落ち）。それを h で割ると誤差が大きくなり、約 ε |f| / h です。"
    "x ± h を丸める誤差も加わり、合わせて約 **ε (|f| + |x f′|) / h** になります。\n\n"
    "- 2つの腕が交わるのは、前方差分・後方差分では **√ε ≈ 1e-8**、中心差分では **∛ε ≈ 6e-6** のあたりです（f による倍率が掛かります）。"
    "ノートブックの中心差分の h = 1e-4 は無難な値です。\n"
    "- h がおよそ 1e-16 · |x| より小さいと、x + h は丸めて x になります。f が何であっても差は 0 / h = 0 で、誤差は |f′| そのものです。"
    "ノートブックの悪い例 10e-50 は 1e-49 のことです。\n"
    "- x = 0 では h は消えません。0 + h は h です。浮動小数点数は 0 の近くほど細かく並んでいるからです。",
    "why_partial": "偏微分と、整数の配列の落とし穴",
    "because_partial": "∂f/∂x₀ は、x₁ を固定したときの普通の微分です。点 (3, 4) では x₀² + 16 の微分で 6、"
    "∂f/∂x₁ は 9 + x₁² の微分で 8 です。並べたものが勾配 (6, 8) で、上る向きを指します。−∇f は下る向きです。\n\n"
    "**落とし穴。** `np.array([3, 4])` は整数の配列です。ここに 3 + 1e-4 を書き込むと切り捨てられて 3 に、3 − 1e-4 は 2 になります。"
    "そのため差分は (f(3, 4) − f(2, 4)) / 0.0002 = 5 / 0.0002 = 25000（正しくは 6）、もう一方は 7 / 0.0002 = 35000（正しくは 8）になります。"
    "`np.array([3.0, 4.0])` と書けば防げます。",
    "why_check": "勾配確認の読み方",
    "because_check": "ここでは f が損失、x がすべての重みです。重みを1つずつ ± h だけ動かした中心差分を、誤差逆伝播法の値と比べます。"
    "相対値は、最大の差を最大の勾配で割ったものです。勾配が正しければ、h = 1e-5 で 1e-9 くらいになります。\n\n"
    "- 「勾配を1つ壊す」は、係数を付け忘れたかのように勾配の1つを2倍にします。勾配確認はどれが誤りかを言い当てます。\n"
    "- h = 0.1 や 1e-13 では、正しい勾配も誤りに見えます。曲線の曲がりと丸めによる差分の誤差を見積もり、大きすぎる h では判断しません。\n"
    "- −h と +h の間で重み付き和が ReLU の折れ目やステップ関数の段差に当たると、差が出ることがあります。これは誤りではありません。"
    "その場合は折れ目があると示します。h を小さくすれば避けられます。",
}

"""The app: as `streamlit run app.py` finds it, Streamlit's pages and our own addresses; as a script, home."""

import streamlit as st
from streamlit import config, runtime

from pages.web.sockets import send_at_once

send_at_once()
if runtime.exists():
    from pages.ui.home import home

    home()
else:
    from pages.web import first, kept, tape

    base = config.get_option("server.baseUrlPath")
    app = st.App(
        __file__,
        routes=[*tape.routes(base), *kept.routes(base)],
        middleware=[*kept.middleware(), *first.middleware(base)],
    )

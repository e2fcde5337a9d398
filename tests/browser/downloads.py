"""A page with a download of its own, for the tests: the app served by deploy/serve.py in its place."""

import secrets

import streamlit as st

st.download_button("Download", secrets.token_hex(2000), "numbers.csv", on_click="ignore")

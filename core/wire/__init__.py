"""A tape as bytes, without Streamlit."""

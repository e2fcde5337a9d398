"""Pictures: Plotly figures with bindings that say which trace shows which array of the tape. No streamlit here."""

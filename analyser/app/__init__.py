"""The pages of the Streamlit app; `streamlit_app.py` is the door."""

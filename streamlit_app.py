"""The door of the app: `streamlit run streamlit_app.py`, or `analyser app`."""

from analyser.app.main import main

main()

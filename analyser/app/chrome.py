"""What Streamlit itself says on the page (buttons, menus, messages) in the language of the page."""

from __future__ import annotations

import json
import re
from functools import cache

import streamlit as st

from analyser.app.state import language
from analyser.app.texts import Language, catalogue

_OWN = "streamlit."
_SCRIPT = """<script>
(() => {
  document.documentElement.lang = %(language)s;
  window.avtaleSaid = %(said)s.map(([from, to]) => [new RegExp(from), to]);
  const inOurWords = text => {
    for (const [from, to] of window.avtaleSaid) if (from.test(text)) return text.replace(from, to);
    return text;
  };
  const put = (now, set) => { const next = now && inOurWords(now); if (now && next !== now) set(next); };
  const within = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement?.closest(".stHtml, .stText, .stCode, textarea"))
        put(node.nodeValue, text => { node.nodeValue = text; });
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of ["aria-label", "title", "placeholder"])
      put(node.getAttribute(name), text => node.setAttribute(name, text));
    node.childNodes.forEach(within);
  };
  within(document.body);
  if (window.avtaleWatch) return;
  window.avtaleWatch = new MutationObserver(changes => changes.forEach(change =>
    change.type === "childList" ? change.addedNodes.forEach(within) : within(change.target)));
  window.avtaleWatch.observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true,
    attributeFilter: ["aria-label", "title", "placeholder"],
  });
})();
</script>"""


def draw() -> None:
    """Say in the page which language it is in, and put Streamlit's own English into it."""
    st.html(_script(language()), unsafe_allow_javascript=True)


@cache
def _script(to: Language) -> str:
    """Only words of our own catalogue go into the script: nothing from a document."""
    pairs = [
        pair
        for key, wordings in catalogue().items()
        if key.startswith(_OWN)
        for pair in _pairs([text for name, text in wordings.items() if name != to], wordings[to])
    ]
    return _SCRIPT % {"language": _json(to), "said": _json(pairs)}


def _pairs(others: list[str], wanted: str) -> list[tuple[str, str]]:
    """A pattern for each other wording, with what it is replaced by."""
    shaped = [f"^{re.escape(one).replace(re.escape('{n}'), '(.+)')}$" for one in others if one != wanted]
    return [(pattern, wanted.replace("{n}", "$1")) for pattern in shaped]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")

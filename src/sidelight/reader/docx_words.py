# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a Word document that mammoth passes over, put where it finds them: text boxes that only
newer programs write, formulas, runs with a direction.  Hidden words are taken out.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

_OFF = frozenset({"0", "false", "off", "none"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def bring_words(root: Any) -> None:
    """Rewrite the root of a part of a Word document, in place."""
    word = etree.QName(root).namespace
    read_through = f"{{{word}}}smartTag"
    for node in list(root.iter("{*}AlternateContent")):
        _choose(node, read_through)
    for drawing in list(root.iter(f"{{{word}}}drawing")):
        for box in [box for box in drawing.iter("{*}txbxContent") if _is_outermost(box, drawing)]:
            # Such an older drawing goes after its paragraph.
            etree.SubElement(drawing, f"{{{word}}}pict").append(box)
    for node in list(root.iter(f"{{{word}}}dir", f"{{{word}}}bdo", "{*}oMathPara")):
        node.tag = read_through
    for formula in list(root.iter("{*}oMath")):
        _say_formula(formula, word)
    for hidden in list(root.iter(f"{{{word}}}vanish")):
        if is_on(hidden):
            _hide(hidden)


def is_on(switch: Any) -> bool:
    """Tell whether an element that is a switch (ISO 29500-1, 17.17.4) is there and on."""
    return switch is not None and (value_of(switch, "val") or "1").lower() not in _OFF


def value_of(node: Any, name: str) -> str:
    """Return an attribute of an element whatever its namespace, empty where there is none."""
    found = (value for key, value in node.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


def _choose(node: Any, read_through: str) -> None:
    """Take the newer way of two in which a program wrote the same, where only that has words."""
    choice, older = node.find("{*}Choice"), node.find("{*}Fallback")
    if choice is None or (older is not None and len(older) and not _only_has_words(choice, older)):
        return
    if older is not None:
        node.remove(older)
    node.tag = choice.tag = read_through


def _only_has_words(choice: Any, older: Any) -> bool:
    return _has_words(choice) and not _has_words(older)


def _has_words(node: Any) -> bool:
    return next(node.iter("{*}txbxContent"), None) is not None


def _is_outermost(box: Any, drawing: Any) -> bool:
    around = (node for node in box.iterancestors() if node is drawing or node.tag == box.tag)
    return next(around, None) is drawing


def _say_formula(formula: Any, word: str) -> None:
    """Its signs in a row: what stands above what is lost, but no letter is."""
    said = "".join(sign.text or "" for sign in formula.iter("{*}t"))
    tail = formula.tail
    formula.clear()
    formula.tag, formula.tail = f"{{{word}}}r", tail
    text = etree.SubElement(formula, f"{{{word}}}t")
    text.text = said
    text.set(_SPACE, "preserve")


def _hide(hidden: Any) -> None:
    look = hidden.getparent()
    run = look.getparent() if look is not None else None
    if run is None or not str(run.tag).endswith("}r"):
        return
    # The rest of a hidden run may be half of a field, which has to stay whole.
    for words in run.findall("{*}t"):
        run.remove(words)

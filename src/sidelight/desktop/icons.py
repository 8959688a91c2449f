# SPDX-License-Identifier: AGPL-3.0-or-later
"""Icons: the SVGs of ``resources/icons``, tinted to the theme as they are drawn."""

from __future__ import annotations

import weakref
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from sidelight import resources
from sidelight.desktop.theme import Theme

_SIGN = "sign:"
_LETTER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    '<text x="12" y="20" font-size="23" font-weight="bold" text-anchor="middle" '
    'font-family="sans-serif" fill="currentColor">{sign}</text></svg>'
)


class _HasIcon(Protocol):
    def setIcon(self, icon: QIcon) -> None: ...


@lru_cache(maxsize=256)
def _svg(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg_text(name).replace("currentColor", colour).encode()))


def svg_text(name: str) -> str:
    """Return an icon as SVG in ``currentColor``; after "sign:" comes a character that is one."""
    sign = name.removeprefix(_SIGN)
    if sign != name:
        from html import escape

        return _LETTER.format(sign=escape(sign))
    return (resources.folder("resources") / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def picture(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of ``size`` logical pixels, drawn for a screen of ``ratio``."""
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _svg(name, colour).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint(painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
    """Draw an icon into ``rect`` of what ``painter`` draws on."""
    _svg(name, colour).render(painter, rect)


class _Drawn(QIconEngine):
    """Draws an icon when it is painted, at the size it then has: most are in menus never opened."""

    def __init__(self, name: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._name = name
        self._colours = (colour, disabled or colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: ARG002
        """Return it as a picture of ``size`` device pixels, null where that is nothing."""
        side = min(size.width(), size.height())
        return picture(self._name, self._colour(mode), side) if side > 0 else QPixmap()

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,
        state: QIcon.State,  # noqa: ARG002
    ) -> None:
        """Draw it into the middle of ``rect``."""
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(rect).center())
        paint(painter, self._name, self._colour(mode), square)

    def _colour(self, mode: QIcon.Mode) -> str:
        return self._colours[mode == QIcon.Mode.Disabled]


@lru_cache(maxsize=256)
def icon(name: str, colour: str, disabled: str = "") -> QIcon:
    """Return an icon in one colour, and another where what it stands on is disabled."""
    return QIcon(_Drawn(name, colour, disabled))


class Tints:
    """Gives icons to buttons and actions and paints them anew when the theme changes."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._given: list[tuple[weakref.ref[_HasIcon], str, str]] = []
        theme.switched.connect(self.renew)

    def give(self, target: _HasIcon, name: str, word: str = "") -> None:
        """Set the icon ``name``; ``word`` is a verdict or a field of the colours, plain text's if
        empty.
        """
        self._given = [
            item for item in self._given if item[0]() is not None and item[0]() is not target
        ]
        self._given.append((weakref.ref(target), name, word))
        self._set(target, name, word)

    def renew(self) -> None:
        """Paint all icons in the theme's colours."""
        for reference, name, word in self._given:
            target = reference()
            if target is not None:
                try:
                    self._set(target, name, word)
                except RuntimeError:  # Qt has deleted it already
                    continue

    def _set(self, target: _HasIcon, name: str, word: str) -> None:
        colours = self._theme.colours
        colour = getattr(colours, word, "") or (colours.ink(word) if word else colours.text)
        if isinstance(target, QAbstractButton):
            self._theme.fit_icon(target)
        target.setIcon(icon(name, colour, colours.disabled))

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two fingers that spread: zoom around the place between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget


class Pinching(QObject):
    """Tells ``zoom(factor, point)`` of pinches on a touch pad or a touch screen.

    The factor is that of one step, the point one of the widget's.
    """

    def __init__(self, port: QWidget, zoom: Callable[[float, QPointF], object]) -> None:
        super().__init__(port)
        self._port = port
        self._zoom = zoom
        port.grabGesture(Qt.GestureType.PinchGesture)
        port.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take gestures."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
                return False
            # platforms give how much larger it became since the last event
            self._zoom(max(0.2, 1.0 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self._port.mapFromGlobal(pinch.centerPoint())
                self._zoom(pinch.scaleFactor(), middle)
                event.accept(pinch)
                return True
        return False

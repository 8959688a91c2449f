# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages as the reader draws them, and as images that Qt paints."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from sidelight.reader.picture import Picture

_GROUND = "ground"


def as_image(picture: Picture) -> QImage:
    """Return a picture as an image that owns its pixels, in the form that paints fastest.

    Its offset says where in the page's picture it lies.
    """
    borrowed = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB888,
    )
    image = borrowed.convertToFormat(QImage.Format.Format_RGB32)
    image.setOffset(QPoint(picture.left, picture.top))
    if picture.inverted:
        image.setText(_GROUND, "dark")
    return image


def as_picture(image: QImage) -> Picture:
    """Return an image of `as_image` as the picture it was made of."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    return Picture(
        plain.width(),
        plain.height(),
        plain.bytesPerLine(),
        bytes(plain.constBits()),
        image.offset().x(),
        image.offset().y(),
        is_inverted(image),
    )


def is_inverted(image: QImage) -> bool:
    """Tell whether a picture shows light print on dark ground."""
    return image.text(_GROUND) == "dark"

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text, pure: ink offsets, layers, quotes, words; anchors described and found again."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Choosing what a report holds, looking at it, printing it."""

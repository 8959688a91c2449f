# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window: shows and asks, nothing else.  The only package that imports Qt."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions that need an answer before anything can be done."""

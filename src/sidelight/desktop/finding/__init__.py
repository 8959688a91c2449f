# SPDX-License-Identifier: AGPL-3.0-or-later
"""Lists to choose from: results of a search, and the palette of all actions."""

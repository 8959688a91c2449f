# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims: the list below the documents and the card of the chosen one."""

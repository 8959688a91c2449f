# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands around the documents: bars, start page, joining curve."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two sides: tabs of documents, each in a reading view."""

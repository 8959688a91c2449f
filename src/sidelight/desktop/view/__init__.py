# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reading view: pages, selection, highlights, find.  Begin at `document_view.DocumentView`."""

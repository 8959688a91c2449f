# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading documents: bytes become pages, a text layer and pictures, in confined processes."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""What became of claims in the next draft of an article, as the window lists it."""

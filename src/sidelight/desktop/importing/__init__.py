# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of other programs before they come in: what is chosen, and what would come."""

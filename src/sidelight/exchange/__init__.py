# SPDX-License-Identifier: AGPL-3.0-or-later
"""What programs read: comparing and merging projects."""

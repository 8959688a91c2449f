# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown where copies are shared, compared, merged and settled, and what is removed."""

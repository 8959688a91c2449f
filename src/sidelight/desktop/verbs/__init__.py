# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the actions do: each asks the session through the bridge and shows what came of it."""

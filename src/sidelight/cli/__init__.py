# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: the front end that does everything but reading with the eyes."""

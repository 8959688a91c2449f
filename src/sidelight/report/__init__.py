# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people read: the report as plain data, then one file for each output."""

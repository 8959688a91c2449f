# SPDX-License-Identifier: AGPL-3.0-or-later
"""The model, pure: changes and their log, the records they make, and what a project can be
asked.
"""

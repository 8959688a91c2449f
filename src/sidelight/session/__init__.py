# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verbs that both front ends use, without any front end: open, add, claim, judge, link, undo,
report.
"""

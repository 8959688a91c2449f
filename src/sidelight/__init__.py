# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sidelight: an article beside its sources, each claim with its evidence and a verdict."""

__version__ = "0.1.0"

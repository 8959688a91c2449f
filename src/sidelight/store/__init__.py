# SPDX-License-Identifier: AGPL-3.0-or-later
"""The project file, and the only SQL: change log, blobs, projection, copies, strangers' files."""

# SPDX-License-Identifier: AGPL-3.0-or-later
"""Confined helper processes: they run entries of other packages, named by dotted string."""

from sidelight.worker.client import Worker
from sidelight.worker.faults import Cancelled, WorkerDied, WorkerTimeout
from sidelight.worker.limits import Limits
from sidelight.worker.messages import Blob, Call, Json, RemoteFault, Reply, Report

__all__ = [
    "Blob",
    "Call",
    "Cancelled",
    "Json",
    "Limits",
    "RemoteFault",
    "Reply",
    "Report",
    "Worker",
    "WorkerDied",
    "WorkerTimeout",
]

# SPDX-License-Identifier: AGPL-3.0-or-later
"""The schema of JSON lines that ships with the program, and what it says of a line."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from sidelight import resources


@cache
def schema() -> dict[str, Any]:
    """Return the schema."""
    path = resources.folder("resources") / "schemas" / "project-lines.schema.json"
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


@cache
def _validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(record: dict[str, Any]) -> list[str]:
    """Return what is wrong with a line."""
    found = _validator().iter_errors(record)
    return [f"{one.json_path}: {one.message}" for one in map(_deepest, found)]


def _deepest(error: ValidationError) -> ValidationError:
    """Return the fault within that kind of line which comes nearest."""
    return best_match([error]) or error

"""``tabletop schema``: JSON Schemas of the content files, for editors."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from simulator.cli.exit_codes import FINE, WRONG_INPUT
from simulator.cli.output import keep_json_whole
from simulator.words import Translate


def add_arguments(parser: argparse.ArgumentParser, t: Translate) -> None:
    parser.add_argument(
        "kind", nargs="?", metavar=t("KIND"), help=t("print the schema of one kind: scenario, manual, organization, …")
    )
    parser.add_argument(
        "--output", type=Path, metavar=t("FOLDER"), help=t("write all schemas into this folder (it is made if missing)")
    )


def run(args: argparse.Namespace, t: Translate, lang: str) -> int:
    """Write all schemas, or print one."""
    from simulator.content.json_schema import all_schemas

    del lang
    schemas = {name.removesuffix(".json"): schema for name, schema in all_schemas().items()}
    if args.kind is not None and args.kind not in schemas:
        message = t("There is no schema {name}. Schemas: {known}", name=args.kind, known=", ".join(schemas))
        sys.stderr.write(message + "\n")
        return WRONG_INPUT
    if args.output is not None:
        return _written(args.output, schemas, t)
    if args.kind is None:
        sys.stdout.writelines(f"{name}\n" for name in schemas)
        return FINE
    keep_json_whole()
    sys.stdout.write(text_of(schemas[args.kind]))
    return FINE


def text_of(schema: dict[str, object]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _written(folder: Path, schemas: dict[str, dict[str, object]], t: Translate) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (folder / f"{name}.json").write_text(text_of(schema), encoding="utf-8", newline="\n")
    except OSError as error:
        sys.stderr.write(t("{path} cannot be written: {reason}", path=folder, reason=error.strerror) + "\n")
        return WRONG_INPUT
    sys.stdout.write(t("{count} schemas written to {path}", count=len(schemas), path=folder) + "\n")
    return FINE

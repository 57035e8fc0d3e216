"""What schemathesis must know beyond the documents that are served; found by SCHEMATHESIS_HOOKS, see cluster/test-fuzz.sh."""

import re

import schemathesis


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for path, operations in raw_schema["paths"].items():
        for operation in operations.values():
            only_its_content(operation.get("requestBody", {}))
            declare_all_parameters(path, operation)


def only_its_content(body):
    """The agent's method takes a string, which Quarkus sees; what is in it, src/fuzz/resources tells. Both is neither."""
    for content in body.get("content", {}).values():
        if "$ref" in content["schema"]:
            content["schema"].pop("type", None)


def declare_all_parameters(path, operation):
    """A path's rest that no method looks at is in no document."""
    declared = {parameter["name"] for parameter in operation.get("parameters", [])}
    for name in set(re.findall(r"{(\w+)}", path)) - declared:
        operation.setdefault("parameters", []).append({"name": name, "in": "path", "required": True, "schema": {"type": "string"}})

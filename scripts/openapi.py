"""Print the OpenAPI document of the server, from which the web application's types are made."""

import json

import foedus
from foedus.doors.rest.app import create_app

if __name__ == "__main__":
    print(json.dumps(create_app(foedus.load()).openapi(), indent=1, sort_keys=True))

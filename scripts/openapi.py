"""Print the OpenAPI document of the server, from which the web application's types are made."""

import json

import foedus
from foedus.doors.rest.app import api
from foedus.doors.rest.metrics import Metrics
from foedus.doors.rest.settings import Settings
from foedus.doors.worker import Workers

if __name__ == "__main__":
    print(
        json.dumps(
            api(Workers(foedus.load()), Settings(), Metrics()).openapi(), indent=1, sort_keys=True
        )
    )

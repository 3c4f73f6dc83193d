"""What people are told of YAML."""

from competence_app.catalogue.formats.wording import FormatNames

YAML_NAMES = FormatNames("YAML", "YAML", "YAML", "a YAML file")

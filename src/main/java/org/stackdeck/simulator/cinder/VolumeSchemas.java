package org.stackdeck.simulator.cinder;

import org.stackdeck.simulator.schema.JsonSchema;

/** Cinder's schemas of requests that create and change volumes (cinder.api.schemas.volumes). */
final class VolumeSchemas {

    private static final String TEXT = """
            "name": {"type": ["string", "null"], "maxLength": 255},
            "description": {"type": ["string", "null"], "maxLength": 255},
            "display_name": {"type": ["string", "null"], "maxLength": 255},
            "display_description": {"type": ["string", "null"], "maxLength": 255},
            "metadata": {"type": ["object", "null"],
                         "patternProperties": {"^.{1,255}$": {"type": ["string", "null"], "maxLength": 255}}}""";

    private static final String UUID = """
            {"type": ["string", "null"], "pattern": "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|)$"}""";

    /** Cinder ignores other attributes of a new volume. */
    static final JsonSchema CREATE = JsonSchema.of("""
            {"type": "object", "properties": {"volume": {"type": "object", "properties": {%s,
                "availability_zone": {"type": ["string", "null"]},
                "volume_type": {"type": ["string", "null"]},
                "imageRef": {"type": ["string", "null"]},
                "snapshot_id": %2$s,
                "source_volid": %2$s,
                "backup_id": %2$s,
                "consistencygroup_id": %2$s,
                "multiattach": {"type": ["boolean", "string", "null"], "enum": [false, "false", "False", null]}}}}, "required": ["volume"]}""".formatted(TEXT, UUID));

    static final JsonSchema UPDATE = JsonSchema.of("""
            {"type": "object", "properties": {"volume": {"type": "object", "properties": {%s},
             "additionalProperties": false}}, "required": ["volume"]}""".formatted(TEXT));

    private VolumeSchemas() {}
}

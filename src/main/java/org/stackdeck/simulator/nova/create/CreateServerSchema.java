package org.stackdeck.simulator.nova.create;

import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;

/**
 * Schemas of {@code POST /servers} for microversions before and from 2.37 (nova.api.openstack.compute.schemas.servers).
 */
final class CreateServerSchema {

    private static final String UUID = """
            {"type": "string", "format": "uuid"}""";
    private static final String COUNT = """
            {"type": ["integer", "string"], "pattern": "^[0-9]*$", "minimum": 1, "minLength": 1}""";
    private static final String BOOLEAN = """
            {"type": ["boolean", "string"]}""";
    private static final String NETWORK_LIST = """
            {"type": "array", "items": {
              "type": "object",
              "properties": {
                "fixed_ip": {"type": "string"},
                "port": {"oneOf": [%s, {"type": "null"}]},
                "uuid": %s,
                "tag": %s},
              "additionalProperties": false}}""".formatted(UUID, UUID, CommonSchemas.TAG);
    private static final String BLOCK_DEVICES = """
            {"type": "array", "items": {
              "type": "object",
              "properties": {
                "source_type": {"type": "string", "enum": ["volume", "image", "snapshot", "blank"]},
                "uuid": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[a-zA-Z0-9._-]*$"},
                "volume_id": %1$s, "snapshot_id": %1$s, "image_id": %1$s,
                "volume_size": {"type": ["integer", "string"], "pattern": "^[0-9]+$", "minimum": 1,
                                "maximum": 2147483647},
                "destination_type": {"type": "string", "enum": ["local", "volume"]},
                "delete_on_termination": %2$s,
                "boot_index": {"type": ["integer", "string", "null"], "pattern": "^-?[0-9]+$"},
                "device_name": {"type": "string"}, "guest_format": {"type": "string"},
                "device_type": {"type": "string"}, "disk_bus": {"type": "string"}, "no_device": {},
                "tag": %3$s, "volume_type": {"type": ["string", "null"], "maxLength": 255}},
              "additionalProperties": false}}""".formatted(UUID, BOOLEAN, CommonSchemas.TAG);
    private static final String LATER = """
            , "description": %s
            , "tags": {"type": "array", "items": %s, "maxItems": 50}
            , "trusted_image_certificates": {"type": ["array", "null"]}
            , "host": {"type": "string"}, "hypervisor_hostname": {"type": "string"}
            , "hostname": {"type": "string", "minLength": 1, "maxLength": 255}""".formatted(CommonSchemas.DESCRIPTION, CommonSchemas.TAG);

    private static final JsonSchema OLD = schema(NETWORK_LIST, "", "\"name\", \"flavorRef\"");
    private static final JsonSchema NEW = schema(
            "{\"oneOf\": [" + NETWORK_LIST + ", {\"type\": \"string\", \"enum\": [\"none\", \"auto\"]}]}",
            LATER,
            "\"name\", \"flavorRef\", \"networks\"");

    private CreateServerSchema() {}

    private static JsonSchema schema(String networks, String more, String required) {
        String properties = """
                "name": %1$s,
                "imageRef": {"oneOf": [%2$s, {"type": "string", "maxLength": 0}]},
                "flavorRef": {"type": ["string", "integer"], "minLength": 1},
                "adminPass": {"type": "string"},
                "metadata": %3$s,
                "networks": %6$s,
                "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]},
                "accessIPv4": {"type": "string", "format": "ipv4"},
                "accessIPv6": {"type": "string", "format": "ipv6"},
                "availability_zone": %1$s,
                "block_device_mapping_v2": %7$s,
                "config_drive": %4$s,
                "key_name": %1$s,
                "min_count": %5$s,
                "max_count": %5$s,
                "return_reservation_id": %4$s,
                "security_groups": {"type": "array", "items": {
                  "type": "object", "properties": {"name": %1$s}, "additionalProperties": false}},
                "user_data": {"type": "string", "format": "base64", "maxLength": 65535}""".formatted(
                        CommonSchemas.NAME, UUID, CommonSchemas.METADATA, BOOLEAN, COUNT, networks, BLOCK_DEVICES);
        return JsonSchema.of("""
                {"type": "object",
                 "properties": {
                   "server": {"type": "object", "properties": {%s%s}, "required": [%s], "additionalProperties": false},
                   "os:scheduler_hints": {"type": "object", "properties": {"group": %s}},
                   "OS-SCH-HNT:scheduler_hints": {"type": "object", "properties": {"group": %s}}},
                 "required": ["server"], "additionalProperties": false}""".formatted(properties, more, required, UUID, UUID));
    }

    static void check(NovaRequest novaRequest) {
        (novaRequest.version().atLeast(37) ? NEW : OLD).check(novaRequest.body());
    }
}

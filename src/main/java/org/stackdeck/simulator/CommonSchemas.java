package org.stackdeck.simulator;

/** Schema types that several of Nova's schemas share (nova.api.validation.parameter_types). */
final class CommonSchemas {

    static final String NAME = """
            {"type": "string", "minLength": 1, "maxLength": 255, "format": "name"}""";

    static final String METADATA = """
            {"type": "object",
             "patternProperties": {"^[a-zA-Z0-9-_:. ]{1,255}$": {"type": "string", "maxLength": 255}},
             "additionalProperties": false}""";

    /** Nova's pattern lists all printable characters. */
    static final String DESCRIPTION = """
            {"type": ["string", "null"], "minLength": 0, "maxLength": 255, "pattern": "^[^\\\\p{C}\\\\p{Zl}\\\\p{Zp}]*$"}""";

    static final String TAG = """
            {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[^,/]*$"}""";

    private CommonSchemas() {}
}

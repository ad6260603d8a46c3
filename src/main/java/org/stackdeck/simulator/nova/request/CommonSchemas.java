package org.stackdeck.simulator.nova.request;

/** Schema types that several of Nova's schemas share (nova.api.validation.parameter_types). */
public final class CommonSchemas {

    public static final String NAME = """
            {"type": "string", "minLength": 1, "maxLength": 255, "format": "name"}""";

    public static final String METADATA = """
            {"type": "object",
             "patternProperties": {"^[a-zA-Z0-9-_:. ]{1,255}$": {"type": "string", "maxLength": 255}},
             "additionalProperties": false}""";

    /** Nova's pattern lists all printable characters; this pattern excludes the others. */
    public static final String DESCRIPTION = """
            {"type": ["string", "null"], "minLength": 0, "maxLength": 255, "pattern": "^[^\\\\p{C}\\\\p{Zl}\\\\p{Zp}]*$"}""";

    public static final String TAG = """
            {"type": "string", "minLength": 1, "maxLength": 60, "pattern": "^[^,/]*$"}""";

    private CommonSchemas() {}
}

package org.stackdeck.access;

import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Converts terms and their parts to and from JSON for the database. */
final class TermsJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TermsJson() {}

    static String write(ServerSelector selector) {
        return JSON.writeValueAsString(SelectorDocument.of(selector));
    }

    static ServerSelector selector(String json) {
        return JSON.readValue(json, SelectorDocument.class).selector();
    }

    static String write(WeeklyHours hours) {
        return JSON.writeValueAsString(HoursDocument.of(hours));
    }

    static WeeklyHours hours(String json) {
        return JSON.readValue(json, HoursDocument.class).hours();
    }

    static String write(PromisedGrant promised) {
        return JSON.writeValueAsString(PromiseDocument.of(promised));
    }

    /** @param roles looks up the current role by name */
    static PromisedGrant promised(String json, Function<String, Role> roles) {
        return JSON.readValue(json, PromiseDocument.class).promised(roles);
    }
}

package org.stackdeck.access;

import tools.jackson.databind.json.JsonMapper;

/** The parts of terms that are stored as JSON. */
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
}

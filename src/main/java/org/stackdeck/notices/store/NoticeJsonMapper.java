package org.stackdeck.notices.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import tools.jackson.databind.json.JsonMapper;

/** Converts {@link NoticeContent}, without the kind, to JSON for the database and back. */
final class NoticeJsonMapper {

    private static final JsonMapper JSON = new JsonMapper();

    private NoticeJsonMapper() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Arguments(
            int count,
            @Nullable String action,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String until,
            List<NoticeObject> items) {}

    static String write(NoticeContent content) {
        Instant until = content.until();
        return JSON.writeValueAsString(new Arguments(
                content.count(),
                content.action(),
                content.actor(),
                content.reason(),
                until == null ? null : until.toString(),
                content.items()));
    }

    static NoticeContent read(NoticeKind kind, String json) {
        Arguments arguments = JSON.readValue(json, Arguments.class);
        return new NoticeContent(
                kind,
                arguments.count(),
                arguments.action(),
                arguments.actor(),
                arguments.reason(),
                arguments.until() == null ? null : Instant.parse(arguments.until()),
                arguments.items());
    }
}

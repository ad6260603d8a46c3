package org.stackdeck.notices.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Converts {@link NoticeContent}, without the kind, to JSON for the database and back. */
final class NoticeJsonMapper {

    private static final String KIND = "kind";
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private NoticeJsonMapper() {}

    static String write(NoticeContent content) {
        ObjectNode document = JSON.valueToTree(content);
        document.remove(KIND);
        return document.toString();
    }

    static NoticeContent read(NoticeKind kind, String json) {
        ObjectNode document = (ObjectNode) JSON.readTree(json);
        document.put(KIND, kind.name());
        return JSON.treeToValue(document, NoticeContent.class);
    }
}

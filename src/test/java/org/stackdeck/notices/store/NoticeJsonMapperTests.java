package org.stackdeck.notices.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;

class NoticeJsonMapperTests {

    private static final NoticeContent CONTENT = new NoticeContent(
            NoticeKind.OPERATION_FAILED,
            2,
            "REBOOT",
            null,
            "timeout",
            Instant.parse("2026-11-25T10:00:00.123456Z"),
            List.of(new NoticeObject("server", "lab", "s1", "web"), new NoticeObject("user", null, "u1", "anna")));

    @Test
    void documentContainsNeitherTheKindNorMissingValues() {
        assertThat(NoticeJsonMapper.write(CONTENT))
                .contains("\"count\":2", "\"until\":\"2026-11-25T10:00:00.123456Z\"")
                .doesNotContain("kind", "actor", "null");
    }

    @Test
    void writtenDocumentIsReadWithItsKind() {
        assertThat(NoticeJsonMapper.read(NoticeKind.OPERATION_FAILED, NoticeJsonMapper.write(CONTENT)))
                .isEqualTo(CONTENT);
    }

    @Test
    void documentOfAnEarlierVersionIsRead() {
        assertThat(NoticeJsonMapper.read(NoticeKind.OPERATION_FAILED, """
                {"count":2,"action":"REBOOT","reason":"timeout","until":"2026-11-25T10:00:00.123456Z","items":[\
                {"type":"server","cloud":"lab","id":"s1","name":"web"},\
                {"type":"user","cloud":null,"id":"u1","name":"anna"}]}""")).isEqualTo(CONTENT);
    }
}

package org.stackdeck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AuditDetailTests {

    @Test
    void valuesAreWrittenInTheOrderInWhichTheyWereAdded() {
        AuditDetail detail = AuditDetail.of("zone", "a")
                .with("entries", 7)
                .with("absent", null)
                .with("empty", "")
                .with("none", List.of())
                .with("names", List.of("x", "y"))
                .with("with", Map.of("flavor", "3"))
                .with(AuditDetail.ofReason("locked"))
                .withError("gone", null);

        assertThat(detail.text())
                .isEqualTo("{\"zone\":\"a\",\"entries\":\"7\",\"names\":[\"x\",\"y\"],\"with\":{\"flavor\":\"3\"},"
                        + "\"reason\":\"locked\",\"error\":\"gone\"}");
    }

    @Test
    void valueWithSpecialCharactersIsKept() {
        AuditDetail detail = AuditDetail.of("name", "a=\"b\" \\ {c} 服务器 😀");

        assertThat(value(detail, "name")).isEqualTo("a=\"b\" \\ {c} 服务器 😀");
        assertThat(detail.sanitized()).isEqualTo(detail);
    }

    @Test
    void controlCharactersAreReplaced() {
        AuditDetail detail = AuditDetail.of("name", "a\nb\u0000\u202Ec\uD800").with("list", List.of("\r"));

        assertThat(detail.text()).isEqualTo("{\"name\":\"a b  c\uFFFD\",\"list\":[\" \"]}");
    }

    @Test
    void freeTextOfAnEarlierVersionHasNoValues() {
        assertThat(new AuditDetail("cloud=a not granted").values()).isEmpty();
        assertThat(new AuditDetail("[1]").values()).isEmpty();
        assertThat(new AuditDetail("{\"a\":\"b\"} c").values()).isEmpty();
        assertThat(new AuditDetail("[".repeat(2000)).values()).isEmpty();
        assertThat(new AuditDetail("").values()).isEmpty();
        assertThat(new AuditDetail("already\nAPPROVED").sanitized().text()).isEqualTo("already APPROVED");
    }

    @Test
    void longestValuesAreShortenedToTheColumn() {
        String id = "5143427d-43dc-426c-b775-8336a2681e51";
        AuditDetail detail = AuditDetail.of("operation", id)
                .with("metadata", metadata(128))
                .with("networks", Collections.nCopies(100, id))
                .with("request", id)
                .withError("conflict", "\"\\😀".repeat(5000))
                .sanitized();

        assertThat(detail.text()).hasSizeBetween(1000, AuditDetail.MAX_LENGTH);
        assertThat(value(detail, "operation")).isEqualTo(id);
        assertThat(value(detail, "request")).isEqualTo(id);
        assertThat(value(detail, "error")).isEqualTo("conflict");
        assertThat(value(detail, "message")).startsWith("\"\\😀").endsWith("…");
        assertThat(values(detail).path("networks").valueStream().map(item -> item.asString()))
                .startsWith(id, id)
                .endsWith("…");
        assertThat(value(detail, "metadata"))
                .startsWith("{\"key-1\":\"value\",")
                .endsWith("…");
    }

    @Test
    void detailOfMaximumLengthIsKept() {
        int overhead = "{\"name\":\"\"}".length();
        AuditDetail longest = AuditDetail.of("name", "x".repeat(AuditDetail.MAX_LENGTH - overhead));

        assertThat(longest.sanitized()).isEqualTo(longest);
        assertThat(longest.text()).hasSize(AuditDetail.MAX_LENGTH);
        AuditDetail longer = AuditDetail.of("name", "x".repeat(AuditDetail.MAX_LENGTH - overhead + 1));
        assertThat(value(longer.sanitized(), "name")).endsWith("x…");
    }

    @Test
    void manyValuesFitIntoAShortText() {
        AuditDetail detail = AuditDetail.EMPTY.with(metadata(9)).shortened(120);

        assertThat(values(detail).size()).isEqualTo(9);
        assertThat(detail.text()).hasSizeLessThanOrEqualTo(120);
    }

    private static Map<String, String> metadata(int items) {
        return IntStream.rangeClosed(1, items)
                .boxed()
                .collect(
                        Collectors.toMap(number -> "key-" + number, _ -> "value", (one, _) -> one, LinkedHashMap::new));
    }

    private static ObjectNode values(AuditDetail detail) {
        return detail.values().orElseThrow();
    }

    private static String value(AuditDetail detail, String code) {
        return values(detail).path(code).asString();
    }
}

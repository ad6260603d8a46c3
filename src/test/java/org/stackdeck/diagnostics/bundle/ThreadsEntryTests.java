package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadsEntryTests {

    @ParameterizedTest
    @CsvSource({
        "http-nio-10.1.2.3-8080-exec-1, http-nio",
        "broker-listener-rabbit.example:5672, broker-listener",
        "viewer-permissions-00000000-0000-0000-0000-000000000001, viewer-permissions",
        "ui-push, ui-push",
        "Common-Cleaner, Common-Cleaner",
        "'', ''"
    })
    void namesOfThreadsAreShortenedToTheirKind(String name, String kind) {
        String dump = """
            123
            #22 "%s" virtual
                  java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
            """;

        assertThat(ThreadsEntry.withoutNames(dump.formatted(name))).isEqualTo(dump.formatted(kind));
    }
}

package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadsEntryTests {

    @ParameterizedTest
    @CsvSource({
        "http-nio-10.1.2.3-8080-exec-1, http-nio",
        "broker-listener-rabbit.example:5672, broker-listener",
        "viewer-permissions-00000000-0000-0000-0000-000000000001, viewer-permissions",
        "ui-push, ui-push",
        "Common-Cleaner, Common-Cleaner",
        "poll-secret project, poll",
        "'', ''"
    })
    void namesOfThreadsAreShortenedToTheirKind(String name, String kind) {
        String dump = """
            123
            #22 "%s" virtual TIMED_WAITING 2026-11-30T21:02:33.611284459Z
                  java.base/java.lang.VirtualThread.park(VirtualThread.java:582)

            #23 "main" RUNNABLE 2026-11-30T21:02:33.611284459Z
            """;

        assertThat(ThreadsEntry.withoutNames(dump.formatted(name))).isEqualTo(dump.formatted(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"poll-lab/a\" secret", "poll-lab/a\" RUNNABLE secret", "poll-lab/a\nsecret\"\n#1 \"x\" secret"})
    void namesWithQuotesAndLineBreaksAreRemoved(String name) {
        String dump = """
            #22 "%s" virtual WAITING 2026-11-30T21:02:33Z
                  java.base/java.lang.VirtualThread.park(VirtualThread.java:582)
            """;

        assertThat(ThreadsEntry.withoutNames(dump.formatted(name))).isEqualTo(dump.formatted("poll"));
    }

    @Test
    void namesInAnUnknownFormatAreRemovedWithTheRest() {
        assertThat(ThreadsEntry.withoutNames("123\n#22 \"poll-secret\" new format\n"))
                .isEqualTo("123\n#22 \"poll\"");
    }

    @Test
    void namesOfRealThreadsAreRemoved(@TempDir Path directory) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().name("poll-lab/a\" b\nsecret").start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(new ThreadsEntry(directory).content())
                .asString()
                .contains("\"poll\" virtual ", "\"main\" ")
                .doesNotContain("secret");
        end.countDown();
        thread.join();
    }
}

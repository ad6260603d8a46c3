package org.stackdeck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LazyResponseListTests {

    /** Length in characters, which exceeds Jackson's buffer. */
    private static final int LENGTH = 20_000;

    private final List<Integer> sources = List.of(1, 2, 3);
    private final List<String> converted = new ArrayList<>();

    @Test
    void responsesConvertTheirSharedSourcesOnlyWhenTheyAreWritten() {
        LazyResponseList<Integer, String> first = list("a");
        LazyResponseList<Integer, String> second = list("b");
        assertThat(converted).isEmpty();

        assertThat(first.iterator().next()).isEqualTo("a1");
        assertThat(converted).containsExactly("a1");

        assertThat(second).containsExactly("b1", "b2", "b3");
        assertThat(converted).containsExactly("a1", "b1", "b2", "b3");
    }

    private LazyResponseList<Integer, String> list(String prefix) {
        return new LazyResponseList<>(sources, number -> {
            converted.add(prefix + number);
            return prefix + number;
        });
    }

    @Test
    void anElementIsWrittenBeforeTheNextOneIsConverted() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        List<Integer> sizes = new ArrayList<>();
        LazyResponseList<Integer, String> list = new LazyResponseList<>(Collections.nCopies(3, 1), _ -> {
            sizes.add(written.size());
            return "x".repeat(LENGTH);
        });

        JsonMapper.shared().writeValue(written, Map.of("volumes", list));

        assertThat(sizes)
                .satisfiesExactly(
                        size -> assertThat(size).isZero(),
                        size -> assertThat(size).isGreaterThan(LENGTH / 2),
                        size -> assertThat(size).isGreaterThan(LENGTH));
    }
}

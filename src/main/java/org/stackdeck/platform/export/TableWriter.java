package org.stackdeck.platform.export;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table row by row, so that the required memory does not depend on the number of rows. The file is incomplete
 * until {@link #end} is called.
 */
public interface TableWriter {

    /**
     * Writes one row.
     *
     * @param values one value for each column: a number, an {@link java.time.Instant}, a collection or null; any other
     *     value is written as text
     */
    void add(List<? extends @Nullable Object> values) throws IOException;

    /** Writes the end of the file. Does not close the output. */
    void end() throws IOException;

    /** Returns the text of a value for formats without collections. */
    static String text(@Nullable Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : Objects.toString(value, "");
    }
}

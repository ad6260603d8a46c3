package org.stackdeck.platform.export;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a JSON array with an object for each row. Collections are written as arrays. */
public final class JsonTableWriter implements TableWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Appendable out;
    private final List<String> columns;
    private boolean first = true;

    /** Writes the beginning of the file. */
    public JsonTableWriter(Appendable out, List<String> columns) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        out.append('[');
    }

    @Override
    public void add(List<? extends @Nullable Object> values) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            object.put(columns.get(i), values.get(i));
        }
        out.append(first ? "\n" : ",\n").append(JSON.writeValueAsString(object));
        first = false;
    }

    @Override
    public void end() throws IOException {
        out.append("\n]\n");
    }
}

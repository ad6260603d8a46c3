package org.stackdeck.diagnostics.bundle;

import java.util.Map;
import org.springframework.stereotype.Component;

/** The applied changes of the database schema, and the number of rows of each table, such as sessions and grants. */
@Component
class DatabaseEntry implements BundleEntry {

    private final DatabaseInfoReader databaseInfoReader;

    DatabaseEntry(DatabaseInfoReader databaseInfoReader) {
        this.databaseInfoReader = databaseInfoReader;
    }

    @Override
    public String fileName() {
        return "database.json";
    }

    @Override
    public Object content() {
        return Map.of("rows", databaseInfoReader.rowCounts(), "changes", databaseInfoReader.appliedChanges());
    }
}

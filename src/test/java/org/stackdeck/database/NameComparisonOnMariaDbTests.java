package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnMariaDb
class NameComparisonOnMariaDbTests extends NameComparisonTests {

    private static final List<String> LIQUIBASES_OWN = List.of("DATABASECHANGELOG", "DATABASECHANGELOGLOCK");

    /** The schema must not depend on the default collation of an installation. */
    @Test
    void everyTextColumnHasACollation() {
        List<String> collations = textColumns("1 = 1");

        assertThat(collations).hasSizeGreaterThan(20);
        assertThat(textColumns("c.collation_name not in ('ascii_bin', 'utf8mb4_nopad_bin')"))
                .isEmpty();
    }

    private List<String> textColumns(String condition) {
        return database.sql("select concat(c.table_name, '.', c.column_name, ' ', c.collation_name)"
                        + " from information_schema.columns c where c.table_schema = database()"
                        + " and c.collation_name is not null and c.table_name not in (:own) and "
                        + condition)
                .param("own", LIQUIBASES_OWN)
                .query(String.class)
                .list();
    }
}

package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

@OnPostgreSql
class NameComparisonOnPostgreSqlTests extends NameComparisonTests {

    private static final String TEXT_COLUMNS = """
            select table_name || '.' || column_name || ' ' || coalesce(collation_name, 'default')
            from information_schema.columns
            where table_schema = current_schema() and data_type in ('text', 'character', 'character varying')
            and table_name not in ('databasechangelog', 'databasechangeloglock')""";

    /** The schema must not depend on the default collation of an installation. */
    @Test
    void everyTextColumnHasACollation() {
        assertThat(texts(TEXT_COLUMNS)).hasSizeGreaterThan(20);
        assertThat(texts(TEXT_COLUMNS + " and (collation_name is null or collation_name not in ('C', 'und-x-icu'))"))
                .isEmpty();
    }

    /**
     * PostgreSQL creates no indexes for foreign keys. Without one, each deleted row causes a scan of the other table.
     */
    @Test
    void everyForeignKeyHasAnIndex() {
        assertThat(texts("""
                        select conname from pg_constraint f
                        where contype = 'f' and not exists (select 1 from pg_index i where i.indrelid = f.conrelid
                        and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey)""")).isEmpty();
    }

    private List<String> texts(String sql) {
        return database.sql(sql).query(String.class).list();
    }
}

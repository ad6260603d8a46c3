package org.stackdeck.platform.database;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a dialect of PostgreSQL that maps {@code char} columns of entities to {@code varchar}, the type of these
 * columns in PostgreSQL: PostgreSQL does not use an index on a {@code char} column for a {@code varchar} parameter.
 * Hibernate resolves the dialects of other databases.
 */
public final class VarcharPostgreSqlDialectResolver implements DialectResolver {

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo database) {
        return database.getDatabaseName().equals("PostgreSQL") ? new VarcharDialect(database) : null;
    }

    private static final class VarcharDialect extends PostgreSQLDialect {

        VarcharDialect(DialectResolutionInfo database) {
            super(database);
        }

        @Override
        protected String columnType(int sqlTypeCode) {
            return super.columnType(sqlTypeCode == SqlTypes.CHAR ? SqlTypes.VARCHAR : sqlTypeCode);
        }
    }
}

package org.stackdeck.platform.database;

import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a dialect of PostgreSQL for columns of the type {@code varchar}, where H2 and MariaDB have {@code char}:
 * PostgreSQL does not use an index on a {@code char} column for a parameter of the type {@code varchar}. Hibernate
 * resolves the dialects of the other databases.
 */
public final class PostgreSqlDialectResolver implements DialectResolver {

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

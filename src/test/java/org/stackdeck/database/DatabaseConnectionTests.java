package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DatabaseTest
class DatabaseConnectionTests {

    private final DataSource database;

    DatabaseConnectionTests(DataSource database) {
        this.database = database;
    }

    /**
     * In H2, check constraints with a list of values fail after the connection that created them is closed
     * (h2database/h2database#4308).
     */
    @Test
    void connectionsHaveNoMaximumLifetime() throws SQLException {
        assertThat(database.unwrap(HikariDataSource.class).getMaxLifetime()).isZero();
    }
}

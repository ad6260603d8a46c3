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

    /** H2 drops the constraints of tables together with the connection that created them. */
    @Test
    void connectionsHaveNoMaximumLifetime() throws SQLException {
        assertThat(database.unwrap(HikariDataSource.class).getMaxLifetime()).isZero();
    }
}

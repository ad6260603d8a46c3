package org.stackdeck.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@DatabaseTest
class ConnectionTests {

    private final DataSource database;

    ConnectionTests(DataSource database) {
        this.database = database;
    }

    /** The constraints of H2's tables last as long as the connection by which they were made. */
    @Test
    void noConnectionIsGivenUpForItsAge() throws SQLException {
        assertThat(database.unwrap(HikariDataSource.class).getMaxLifetime()).isZero();
    }
}

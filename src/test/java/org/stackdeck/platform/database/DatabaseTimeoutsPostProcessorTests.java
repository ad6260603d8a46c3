package org.stackdeck.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseInstalledCondition;
import org.stackdeck.database.DatabaseProduct;
import org.stackdeck.database.DatabaseServer;

@ExtendWith(DatabaseInstalledCondition.class)
class DatabaseTimeoutsPostProcessorTests {

    private static final int DEFAULT = DatabaseTimeoutsPostProcessor.SOCKET_TIMEOUT_SECONDS * 1000;
    private static final int SHORT = Math.toIntExact(NetworkTimeoutDataSource.SHORT.toMillis());

    @Test
    @Tag("mariadb")
    void waitsForMariaDbAreLimited() throws SQLException {
        waitsAreLimited(DatabaseProduct.MARIADB, "?socketTimeout=7000", "select @@idle_transaction_timeout", "60");
    }

    @Test
    @Tag("postgresql")
    void waitsForPostgreSqlAreLimited() throws SQLException {
        waitsAreLimited(
                DatabaseProduct.POSTGRESQL, "?socketTimeout=7", "show idle_in_transaction_session_timeout", "1min");
    }

    private static void waitsAreLimited(DatabaseProduct product, String option, String idleQuery, String idle)
            throws SQLException {
        String url = product.running().newDatabase();
        try (HikariDataSource pool = pool(url)) {
            assertThat(networkTimeout(pool)).isEqualTo(DEFAULT);
            assertThat(networkTimeout(new NetworkTimeoutDataSource(pool, NetworkTimeoutDataSource.SHORT)))
                    .isEqualTo(SHORT);
            assertThat(networkTimeout(new NetworkTimeoutDataSource(pool, Duration.ZERO)))
                    .isZero();
            assertThat(networkTimeout(pool)).as("after a return to the pool").isEqualTo(DEFAULT);
            assertThat(JdbcClient.create(pool)
                            .sql(idleQuery)
                            .query(String.class)
                            .single())
                    .isEqualTo(idle);
        }
        try (HikariDataSource pool = pool(url + option)) {
            assertThat(networkTimeout(pool)).as("parameter of the URL").isEqualTo(7_000);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(DatabaseServer.USER);
        pool.setMaximumPoolSize(1);
        new DatabaseTimeoutsPostProcessor().postProcessBeforeInitialization(pool, "dataSource");
        return pool;
    }

    private static int networkTimeout(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }
}

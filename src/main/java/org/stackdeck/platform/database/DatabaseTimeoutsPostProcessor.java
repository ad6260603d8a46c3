package org.stackdeck.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Limits the waits of Stackdeck and of the database server for each other. Without these limits, a connection whose
 * packets are dropped blocks a thread of Stackdeck until TCP times out, and the server keeps the locks of its
 * transaction. Parameters of the URL, and properties of the pool, take precedence.
 */
@Component
public final class DatabaseTimeoutsPostProcessor implements BeanPostProcessor {

    /** Longer than the default of MariaDB's {@code innodb_lock_wait_timeout}, 50 seconds. */
    static final int SOCKET_TIMEOUT_SECONDS = 60;

    /** Longer than any pause between two statements of a transaction. */
    private static final int IDLE_TRANSACTION_SECONDS = 60;

    private static final Map<String, String> MARIADB =
            Map.of("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS * 1000));

    private static final Map<String, String> POSTGRESQL =
            Map.of("socketTimeout", String.valueOf(SOCKET_TIMEOUT_SECONDS), "tcpKeepAlive", "true");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
            if (pool.getJdbcUrl().startsWith("jdbc:mariadb:")) {
                limit(pool, MARIADB, "set session idle_transaction_timeout = " + IDLE_TRANSACTION_SECONDS);
            } else if (pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
                limit(
                        pool,
                        POSTGRESQL,
                        "set idle_in_transaction_session_timeout = '" + IDLE_TRANSACTION_SECONDS + "s'");
            }
        }
        return bean;
    }

    private static void limit(HikariDataSource pool, Map<String, String> properties, String initialization) {
        Properties known = pool.getDataSourceProperties();
        properties.forEach(known::putIfAbsent);
        if (pool.getConnectionInitSql() == null) {
            pool.setConnectionInitSql(initialization);
        }
    }
}

package org.stackdeck.platform.database;

import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Skips Liquibase if the database is up to date, because Liquibase needs much of the startup time to read all change
 * sets. Otherwise holds the {@link MigrationLock} while Liquibase runs.
 */
@Component
public final class LiquibaseSkipPostProcessor implements BeanPostProcessor, DisposableBean {

    private boolean ran;
    private Optional<MigrationLock> lock = Optional.empty();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            // A change to a large table can take longer than other statements may take.
            liquibase.setDataSource(new NetworkTimeoutDataSource(liquibase.getDataSource(), Duration.ZERO));
            liquibase.setCustomizer(_ -> ran = true);
            if (isCurrent(liquibase.getDataSource())) {
                liquibase.setShouldRun(false);
            }
        }
        return bean;
    }

    /** Checks again with the lock, because another process may have updated the database in the meantime. */
    private boolean isCurrent(DataSource database) {
        if (SchemaVersion.isCurrent(database)) {
            return true;
        }
        lock = MigrationLock.acquire(database);
        return SchemaVersion.isCurrent(database);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            if (ran) {
                SchemaVersion.store(liquibase.getDataSource());
            }
            destroy();
        }
        return bean;
    }

    /** Releases the lock, even after a failed migration. */
    @Override
    public void destroy() {
        lock.ifPresent(MigrationLock::close);
        lock = Optional.empty();
    }
}

package org.stackdeck.platform.database;

import java.time.Duration;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Skips Liquibase if the database is up to date, because Liquibase needs much of the startup time to read all change
 * sets.
 */
@Component
public final class LiquibaseSkipPostProcessor implements BeanPostProcessor {

    private boolean ran;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            // A change to a large table can take longer than other statements may take.
            liquibase.setDataSource(new NetworkTimeoutDataSource(liquibase.getDataSource(), Duration.ZERO));
            liquibase.setCustomizer(_ -> ran = true);
            if (SchemaVersion.isCurrent(liquibase.getDataSource())) {
                liquibase.setShouldRun(false);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase && ran) {
            SchemaVersion.store(liquibase.getDataSource());
        }
        return bean;
    }
}

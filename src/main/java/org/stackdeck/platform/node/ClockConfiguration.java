package org.stackdeck.platform.node;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.platform.database.DatabaseClock;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    /**
     * Creates the clock of all stored times: that of the database if several nodes use it, otherwise that of the
     * system. It has the precision of the database's columns, so that a time is equal to the same time read from the
     * database.
     */
    @Bean
    Clock clock(
            ClusterProperties clusterProperties,
            ObjectProvider<DataSource> dataSource,
            @Value("${spring.datasource.url}") String databaseUrl) {
        return clusterProperties.enabled()
                ? DatabaseClock.of(dataSource.getObject(), databaseUrl)
                : Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}

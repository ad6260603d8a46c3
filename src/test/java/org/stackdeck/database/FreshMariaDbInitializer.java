package org.stackdeck.database;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Provides each application context with a new MariaDB database. */
final class FreshMariaDbInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + MariaDbServer.running().newDatabase(),
                        "spring.datasource.username=root",
                        "spring.datasource.password=")
                .applyTo(context);
    }
}

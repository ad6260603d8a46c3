package org.stackdeck.database;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Provides each application context with a new database, with the whole schema, on the server that the property {@value
 * #PRODUCT} specifies.
 */
final class FreshDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String PRODUCT = "test.database";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseProduct product = context.getEnvironment().getRequiredProperty(PRODUCT, DatabaseProduct.class);
        TestPropertyValues.of(
                        "spring.datasource.url=" + product.running().newDatabaseWithSchema(),
                        "spring.datasource.username=" + DatabaseServer.USER,
                        "spring.datasource.password=")
                .applyTo(context);
    }
}

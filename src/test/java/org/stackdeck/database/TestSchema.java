package org.stackdeck.database;

import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.platform.database.LiquibaseSkipPostProcessor;

/** Creates the schema in a database, as the start of Stackdeck does. */
public final class TestSchema {

    private TestSchema() {}

    public static DataSource create(String url, String user) {
        DataSource database = new DriverManagerDataSource(url, user, "");
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(database);
        liquibase.setChangeLog("classpath:db/changelog/changelog.yaml");
        liquibase.setResourceLoader(new DefaultResourceLoader());
        LiquibaseSkipPostProcessor skip = new LiquibaseSkipPostProcessor();
        skip.postProcessBeforeInitialization(liquibase, "liquibase");
        try {
            liquibase.afterPropertiesSet();
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
        skip.postProcessAfterInitialization(liquibase, "liquibase");
        return database;
    }
}

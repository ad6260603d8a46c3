package org.stackdeck.platform;

import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    SpringLiquibase liquibase(DataSource database, @Value("${spring.liquibase.change-log}") String changeLog) {
        return new Migrations(database, changeLog);
    }
}

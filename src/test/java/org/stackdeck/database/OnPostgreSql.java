package org.stackdeck.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** Runs a {@link DatabaseTest} on a new PostgreSQL database. The test is skipped if PostgreSQL is not installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("postgresql")
@ExtendWith(DatabaseInstalledCondition.class)
@ContextConfiguration(initializers = FreshDatabaseInitializer.class)
@TestPropertySource(properties = FreshDatabaseInitializer.PRODUCT + "=POSTGRESQL")
public @interface OnPostgreSql {}

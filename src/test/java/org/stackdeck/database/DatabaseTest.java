package org.stackdeck.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestConstructor;

/**
 * Marks a test of a module's persistence. Provides a database with the whole schema, created by Liquibase and validated
 * by Hibernate, all entities and repositories, and the imported classes of the module. Runs on H2; subclasses with
 * {@link OnMariaDb} and {@link OnPostgreSql} run the same tests on those databases. Tests do not remove their rows and
 * therefore use unique IDs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("integration")
@SpringBootTest(
        classes = DatabaseTestConfiguration.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "stackdeck.data-dir=${test.data:target/test-data}",
            // Practically no limit: the tests of a class share users, and with a fixed clock, no session is older than
            // another.
            "stackdeck.session.per-user=100000",
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=MariaDB;DB_CLOSE_DELAY=-1",
            "spring.main.banner-mode=off"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
public @interface DatabaseTest {}

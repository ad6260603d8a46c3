package org.stackdeck.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Skips Liquibase if the database is up to date, because reading all change sets takes a considerable part of the
 * startup time. When all change sets have been applied, their digest is stored as a tag in Liquibase's table.
 */
@Component
final class LiquibaseSkipPostProcessor implements BeanPostProcessor {

    private static final String CHANGES = "classpath*:db/changelog/**/*.yaml";

    private boolean ran;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            liquibase.setCustomizer(_ -> ran = true);
            if (isUpToDate(liquibase.getDataSource())) {
                liquibase.setShouldRun(false);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase && ran) {
            tag(liquibase.getDataSource());
        }
        return bean;
    }

    private static boolean isUpToDate(DataSource database) {
        try {
            return !new JdbcTemplate(database)
                    .queryForList("SELECT ID FROM DATABASECHANGELOG WHERE TAG = ?", String.class, digest())
                    .isEmpty();
        } catch (DataAccessException e) {
            // The table or the database does not exist. Liquibase creates the table or reports the error.
            return false;
        }
    }

    private static void tag(DataSource database) {
        try {
            var jdbc = new JdbcTemplate(database);
            Integer newest = jdbc.queryForObject("SELECT MAX(ORDEREXECUTED) FROM DATABASECHANGELOG", Integer.class);
            jdbc.update("UPDATE DATABASECHANGELOG SET TAG = ? WHERE ORDEREXECUTED = ?", digest(), newest);
        } catch (DataAccessException e) {
            // Liquibase used a separate data source, which is already closed. Liquibase runs again at the next start.
        }
    }

    private static String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            Resource[] changes = new PathMatchingResourcePatternResolver().getResources(CHANGES);
            Arrays.sort(changes, Comparator.comparing(Resource::getFilename));
            for (Resource change : changes) {
                try (InputStream content = change.getInputStream()) {
                    sha.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the database changelog cannot be read", e);
        }
    }
}

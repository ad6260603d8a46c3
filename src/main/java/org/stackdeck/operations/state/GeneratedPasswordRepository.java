package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Repository of passwords that clouds generate. Each password is sealed for its operation and can be read once, within
 * an hour.
 */
@Component
public class GeneratedPasswordRepository {

    private static final Duration RETENTION = Duration.ofHours(1);

    private final JdbcClient database;
    private final SecretBox box;
    private final Clock clock;

    GeneratedPasswordRepository(JdbcClient database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** Stores a password unless it is null or invalid. */
    void save(OperationId operation, @Nullable String password) {
        if (password == null || !ActionParameter.PASSWORD.accepts(password)) {
            return;
        }
        database.sql("insert into operation_password (operation, sealed, made_at) values (?, ?, ?)")
                .param(operation.toString())
                .param(box.seal(password.getBytes(StandardCharsets.UTF_8), sealingContext(operation)))
                .param(DatabaseTimestamps.toDatabase(clock.instant()))
                .update();
    }

    /**
     * Reads and deletes the password; empty if it does not exist or has expired. Only one of several concurrent callers
     * receives it.
     *
     * @throws org.stackdeck.identity.secret.UnreadableSecretException if the password cannot be decrypted
     */
    Optional<String> remove(OperationId operation) {
        return database.sql("select sealed from operation_password where operation = ? and made_at > ?")
                .params(operation.toString(), startOfRetention())
                .query(String.class)
                .optional()
                .filter(_ -> 1
                        == database.sql("delete from operation_password where operation = ?")
                                .param(operation.toString())
                                .update())
                .map(text -> new String(box.open(text, sealingContext(operation)), StandardCharsets.UTF_8));
    }

    public void deleteExpired() {
        database.sql("delete from operation_password where made_at <= ?")
                .param(startOfRetention())
                .update();
    }

    private LocalDateTime startOfRetention() {
        return DatabaseTimestamps.toDatabase(clock.instant().minus(RETENTION));
    }

    static String sealingContext(OperationId operation) {
        return "admin password of operation " + operation;
    }
}

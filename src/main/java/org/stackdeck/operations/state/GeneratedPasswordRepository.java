package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Repository of passwords that clouds generate. Each password is sealed for its operation and can be read once. */
@Component
class GeneratedPasswordRepository {

    private final JdbcClient database;
    private final SecretBox box;

    GeneratedPasswordRepository(JdbcClient database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    void save(OperationId operation, String password, Instant now) {
        database.sql("insert into operation_password (operation, sealed, made_at) values (?, ?, ?)")
                .param(operation.toString())
                .param(box.seal(password.getBytes(StandardCharsets.UTF_8), sealingContext(operation)))
                .param(DatabaseTimestamps.toDatabase(now))
                .update();
    }

    /**
     * Reads and deletes the password. Only one of several concurrent callers receives it.
     *
     * @throws org.stackdeck.identity.secret.UnreadableSecretException if the password cannot be decrypted
     */
    Optional<String> remove(OperationId operation, Instant madeAfter) {
        return database.sql("select sealed from operation_password where operation = ? and made_at > ?")
                .params(operation.toString(), DatabaseTimestamps.toDatabase(madeAfter))
                .query(String.class)
                .optional()
                .filter(_ -> 1
                        == database.sql("delete from operation_password where operation = ?")
                                .param(operation.toString())
                                .update())
                .map(text -> new String(box.open(text, sealingContext(operation)), StandardCharsets.UTF_8));
    }

    void deleteCreatedBefore(Instant madeBefore) {
        database.sql("delete from operation_password where made_at <= ?")
                .param(DatabaseTimestamps.toDatabase(madeBefore))
                .update();
    }

    static String sealingContext(OperationId operation) {
        return "admin password of operation " + operation;
    }
}

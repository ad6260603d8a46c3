package org.stackdeck.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.SealedSecrets;
import org.stackdeck.identity.SecretBox;
import org.stackdeck.platform.StoredTime;

/** The table of passwords that clouds made and that were not told yet, each sealed for the one operation. */
@Component
class OperationPasswords implements SealedSecrets {

    private final JdbcClient database;
    private final SecretBox box;

    OperationPasswords(JdbcClient database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    void keep(OperationId operation, String password, Instant now) {
        database.sql("insert into operation_password (operation, sealed, made_at) values (?, ?, ?)")
                .param(operation.toString())
                .param(box.seal(password.getBytes(StandardCharsets.UTF_8), owner(operation)))
                .param(StoredTime.of(now))
                .update();
    }

    /**
     * Takes it out, for one alone who asks: of those who ask at once the others get nothing.
     *
     * @throws org.stackdeck.identity.UnreadableSecretException when its key is lost
     */
    Optional<String> take(OperationId operation, Instant madeAfter) {
        return database.sql("select sealed from operation_password where operation = ? and made_at > ?")
                .params(operation.toString(), StoredTime.of(madeAfter))
                .query(String.class)
                .optional()
                .filter(_ -> 1
                        == database.sql("delete from operation_password where operation = ?")
                                .param(operation.toString())
                                .update())
                .map(text -> new String(box.open(text, owner(operation)), StandardCharsets.UTF_8));
    }

    @Override
    public long countUnreadable() {
        return database
                .sql("select operation, sealed from operation_password")
                .query((row, _) ->
                        box.opens(row.getString(2), owner(new OperationId(UUID.fromString(row.getString(1))))))
                .stream()
                .filter(opens -> !opens)
                .count();
    }

    @Override
    public String description() {
        return "passwords that clouds created";
    }

    void wipe(Instant madeBefore) {
        database.sql("delete from operation_password where made_at <= ?")
                .param(StoredTime.of(madeBefore))
                .update();
    }

    private static String owner(OperationId operation) {
        return "admin password of operation " + operation;
    }
}

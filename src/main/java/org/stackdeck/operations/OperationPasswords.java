package org.stackdeck.operations;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.SecretBox;
import org.stackdeck.platform.StoredTime;

/** The table of passwords that clouds made and that were not told yet, each sealed for the one operation. */
@Component
class OperationPasswords {

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

    /** Takes it out, for one alone who asks: of those who ask at once the others get nothing. */
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

    void wipe(Instant madeBefore) {
        database.sql("delete from operation_password where made_at <= ?")
                .param(StoredTime.of(madeBefore))
                .update();
    }

    private static String owner(OperationId operation) {
        return "admin password of operation " + operation;
    }
}

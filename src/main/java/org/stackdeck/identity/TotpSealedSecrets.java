package org.stackdeck.identity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks the secrets of all authenticator apps. */
@Component
class TotpSealedSecrets implements SealedSecrets {

    private final JdbcClient database;
    private final SecretBox box;

    TotpSealedSecrets(JdbcClient database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    @Override
    public long countUnreadable() {
        return database
                .sql("select account_id, secret from totp_secrets")
                .query((row, _) -> box.opens(row.getString(2), row.getString(1)))
                .stream()
                .filter(opens -> !opens)
                .count();
    }

    @Override
    public String description() {
        return "authenticator apps";
    }
}

package org.stackdeck.identity.factor;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.EncryptedSecretsCheck;
import org.stackdeck.identity.secret.SecretBox;

/** Checks whether the secrets of all authenticator apps can be decrypted. */
@Component
class TotpEncryptedSecretsCheck implements EncryptedSecretsCheck {

    private final JdbcClient database;
    private final SecretBox box;

    TotpEncryptedSecretsCheck(JdbcClient database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    @Override
    public long countUnreadable() {
        return database
                .sql("select account_id, secret from totp_secrets")
                .query((row, _) -> box.canOpen(row.getString(2), row.getString(1)))
                .stream()
                .filter(opens -> !opens)
                .count();
    }

    @Override
    public String description() {
        return "authenticator apps";
    }
}

package org.stackdeck.identity.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.EncryptedColumn;

/** Secrets of authenticator apps. */
@Component
class TotpSecretEncryptedColumn extends EncryptedColumn {

    TotpSecretEncryptedColumn() {
        super("authenticator apps", "totp_secrets", "secret", "account_id");
    }

    @Override
    protected String owner(ResultSet row) throws SQLException {
        return row.getString("account_id");
    }
}

package org.stackdeck.identity.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Secrets that all nodes use. */
@Component
class SharedSecretColumn extends EncryptedColumn {

    SharedSecretColumn() {
        super("secrets of all nodes", "shared_secret", "content", "name");
    }

    @Override
    protected String owner(ResultSet row) throws SQLException {
        return row.getString("name");
    }
}

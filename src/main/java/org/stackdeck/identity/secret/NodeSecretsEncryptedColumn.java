package org.stackdeck.identity.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** Secrets that all nodes use. */
@Component
class NodeSecretsEncryptedColumn extends EncryptedColumn {

    NodeSecretsEncryptedColumn() {
        super("secrets of all nodes", "shared_secret", "content", "name");
    }

    @Override
    protected String owner(ResultSet row) throws SQLException {
        return row.getString("name");
    }
}

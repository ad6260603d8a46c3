package org.stackdeck.connections;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.identity.secret.EncryptedColumn;
import tools.jackson.core.JacksonException;

/** Secrets of connections to clouds. */
@Component
class CloudConnectionSecretsEncryptedColumn extends EncryptedColumn {

    CloudConnectionSecretsEncryptedColumn() {
        super("connections to clouds", "cloud_connection", "secrets", "name");
    }

    @Override
    protected String owner(ResultSet row) throws SQLException {
        try {
            return CloudConnectionRepository.sealingContext(new CloudSettings(
                    row.getString("name"), CloudConnectionRepository.fromJson(row.getString("settings"))));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("damaged settings", e);
        }
    }
}

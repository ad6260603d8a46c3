package org.stackdeck.identity.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.EncryptedColumn;

/** Contents of e-mails that have not been sent yet. */
@Component
class MailContentEncryptedColumn extends EncryptedColumn {

    MailContentEncryptedColumn() {
        super("e-mails", "mail_messages", "content", "id");
    }

    @Override
    protected String owner(ResultSet row) throws SQLException {
        return MailOutbox.owner(UUID.fromString(row.getString("id")));
    }
}

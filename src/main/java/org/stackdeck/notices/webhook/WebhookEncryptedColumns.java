package org.stackdeck.notices.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.secret.EncryptedColumn;

/** The encrypted columns of webhooks and of their messages. */
final class WebhookEncryptedColumns {

    private WebhookEncryptedColumns() {}

    /** URLs of webhooks, which contain a token. */
    @Component
    static class UrlColumn extends EncryptedColumn {

        UrlColumn() {
            super("webhooks of groups", "group_webhooks", "url", "group_id");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return WebhookRepository.sealingContext(new GroupId(UUID.fromString(row.getString("group_id"))));
        }
    }

    /** Messages that have not been sent yet. */
    @Component
    static class MessageColumn extends EncryptedColumn {

        MessageColumn() {
            super("messages to chats", "group_webhook_messages", "content", "id");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return WebhookOutbox.sealingContext(UUID.fromString(row.getString("id")));
        }
    }
}

package org.stackdeck.operations.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.EncryptedColumn;
import org.stackdeck.operations.OperationId;

final class OperationEncryptedColumns {

    private static final String PENDING = "passwords and user data of pending operations";

    private OperationEncryptedColumns() {}

    private static OperationId id(ResultSet row, String column) throws SQLException {
        return new OperationId(UUID.fromString(row.getString(column)));
    }

    @Component
    static class ActionSecretsColumn extends EncryptedColumn {

        ActionSecretsColumn() {
            super(PENDING, "operation", "secrets", "id");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return ActionRequestSerializer.sealingContext(id(row, "id"));
        }
    }

    @Component
    static class NewServerColumn extends EncryptedColumn {

        NewServerColumn() {
            super(PENDING, "operation", "plan", "id");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return ActionRequestSerializer.newServerSealingContext(id(row, "id"));
        }
    }

    @Component
    static class GeneratedPasswordColumn extends EncryptedColumn {

        GeneratedPasswordColumn() {
            super("passwords that clouds created", "operation_password", "sealed", "operation");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return GeneratedPasswordRepository.sealingContext(id(row, "operation"));
        }
    }

    @Component
    static class IdempotentRequestColumn extends EncryptedColumn {

        IdempotentRequestColumn() {
            super("requests with an idempotency key", "idempotent_request", "content", "user_id", "request_key");
        }

        @Override
        protected String owner(ResultSet row) throws SQLException {
            return IdempotentRequestRepository.sealingContext(row.getString("user_id"), row.getString("request_key"));
        }
    }
}

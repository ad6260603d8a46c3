package org.stackdeck.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** How an operation is read from its row, without what is secret. Times stand there in UTC. */
final class OperationRow {

    /** All that {@link #read} needs. */
    static final String SELECT = """
            select id, cloud, server_id, created_id, server_name, project_id, action, parameters, user_id, user_name, source,
              state, attempts, accepted_at, dispatched_at, unanswered_at, preceding_request_id, request_id, finished_at,
              error_code, error_message, key_pair
            from operation
            """;

    private OperationRow() {}

    static StoredOperation read(ResultSet row, int number) throws SQLException {
        String code = row.getString("error_code");
        Operation operation = new Operation(
                new OperationId(UUID.fromString(row.getString("id"))),
                new ServerKey(new CloudName(row.getString("cloud")), server(row)),
                row.getString("server_name"),
                new ProjectId(row.getString("project_id")),
                OrderColumns.read(ServerAction.valueOf(row.getString("action")), row.getString("parameters")),
                new UserId(UUID.fromString(row.getString("user_id"))),
                new UserName(row.getString("user_name")),
                Operation.State.valueOf(row.getString("state")),
                instant(row.getObject("accepted_at", LocalDateTime.class)),
                optional(row.getObject("dispatched_at", LocalDateTime.class)),
                optional(row.getObject("finished_at", LocalDateTime.class)),
                code == null ? null : new Operation.Failure(code, row.getString("error_message")),
                row.getString("request_id"));
        return new StoredOperation(
                operation,
                row.getString("source"),
                row.getInt("attempts"),
                optional(row.getObject("unanswered_at", LocalDateTime.class)),
                row.getString("preceding_request_id"),
                row.getString("key_pair"));
    }

    private static ServerId server(ResultSet row) throws SQLException {
        String created = row.getString("created_id");
        return new ServerId(created == null ? row.getString("server_id") : created);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }

    private static @Nullable Instant optional(@Nullable LocalDateTime utc) {
        return utc == null ? null : instant(utc);
    }
}

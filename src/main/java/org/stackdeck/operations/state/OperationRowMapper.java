package org.stackdeck.operations.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Maps rows to operations, without secrets. */
final class OperationRowMapper {

    /** All columns that {@link #read} requires. */
    static final String SELECT = """
            select id, cloud, server_id, created_id, server_name, project_id, action, parameters, user_id, user_name, source,
              state, attempts, accepted_at, dispatched_at, unanswered_at, preceding_request_id, request_id, finished_at,
              error_code, error_message, key_pair,
              exists (select 1 from operation_password p where p.operation = operation.id) as has_password
            from operation
            """;

    private OperationRowMapper() {}

    static OperationExecutionData read(ResultSet row, int number) throws SQLException {
        String code = row.getString("error_code");
        Operation operation = new Operation(
                new OperationId(UUID.fromString(row.getString("id"))),
                new ServerKey(new CloudName(row.getString("cloud")), server(row)),
                row.getString("server_name"),
                new ProjectId(row.getString("project_id")),
                ActionRequestSerializer.fromJson(
                        ServerAction.valueOf(row.getString("action")), row.getString("parameters")),
                new UserId(UUID.fromString(row.getString("user_id"))),
                new UserName(row.getString("user_name")),
                Operation.State.valueOf(row.getString("state")),
                DatabaseTimestamps.fromDatabase(row, "accepted_at"),
                DatabaseTimestamps.fromDatabaseOrNull(row, "dispatched_at"),
                DatabaseTimestamps.fromDatabaseOrNull(row, "finished_at"),
                code == null ? null : new Operation.Failure(code, row.getString("error_message")),
                row.getString("request_id"),
                row.getBoolean("has_password"));
        return new OperationExecutionData(
                operation,
                row.getString("source"),
                row.getInt("attempts"),
                DatabaseTimestamps.fromDatabaseOrNull(row, "unanswered_at"),
                row.getString("preceding_request_id"),
                row.getString("key_pair"));
    }

    private static ServerId server(ResultSet row) throws SQLException {
        String created = row.getString("created_id");
        return new ServerId(created == null ? row.getString("server_id") : created);
    }
}

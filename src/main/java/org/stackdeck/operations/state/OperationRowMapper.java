package org.stackdeck.operations.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

final class OperationRowMapper {

    /** All columns that {@link #read} requires. */
    static final String SELECT = """
            select id, cloud, target_id, created_id, target_name, project_id, action, parameters, user_id, user_name, source,
              state, attempts, accepted_at, dispatched_at, unanswered_at, preceding_request_id, request_id, finished_at,
              error_code, error_message, key_pair, traceparent,
              exists (select 1 from operation_password p where p.operation = operation.id) as has_password
            from operation
            """;

    private OperationRowMapper() {}

    static OperationExecutionData read(ResultSet row, int number) throws SQLException {
        String code = row.getString("error_code");
        CloudAction action = CloudAction.ofName(row.getString("action"));
        Operation operation = new Operation(
                new OperationId(UUID.fromString(row.getString("id"))),
                target(row, action),
                row.getString("target_name"),
                new ProjectId(row.getString("project_id")),
                ActionRequestSerializer.fromJson(action, row.getString("parameters")),
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
                row.getString("key_pair"),
                row.getString("traceparent"));
    }

    private static ActionTarget target(ResultSet row, CloudAction action) throws SQLException {
        CloudName cloud = new CloudName(row.getString("cloud"));
        String created = row.getString("created_id");
        String id = created == null ? row.getString("target_id") : created;
        return action instanceof ResourceAction onResource
                ? new ResourceKey(cloud, onResource.kind(), id)
                : new ServerKey(cloud, new ServerId(id));
    }
}

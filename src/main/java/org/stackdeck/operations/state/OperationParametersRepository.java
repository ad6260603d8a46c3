package org.stackdeck.operations.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Repository of the secrets and launch parameters of operations. {@link OperationRepository} stores them, and deletes
 * them when the state changes.
 */
@Component
public class OperationParametersRepository {

    /** Maximum number of failed or cancelled launches per user whose parameters are kept. */
    public static final int MAX_FAILED_LAUNCHES = 200;

    private final JdbcClient database;
    private final ActionRequestSerializer serializer;

    OperationParametersRepository(JdbcClient database, ActionRequestSerializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    /**
     * Returns the action request with its secrets. The secrets are deleted when the service has responded, the response
     * was lost, or the operation has ended.
     */
    public ActionRequest loadActionRequest(Operation operation) {
        return operation
                .actionRequest()
                .mergedWith(serializer.unsealSecrets(
                        operation.action(),
                        operation.id(),
                        findText("secrets", operation.id()).orElse(null)));
    }

    /**
     * Returns the parameters of the server to create; empty after Nova has responded, the response was lost, or the
     * operation has ended.
     */
    public Optional<NewServer> findNewServer(OperationId id) {
        return findText("plan", id).map(plan -> serializer.unsealNewServer(id, plan));
    }

    /** Returns the marker in the metadata of the server that the operation creates. */
    public LaunchMarker findMarker(OperationId id) {
        return new LaunchMarker(findText("launch_marker", id).orElseGet(id::toString));
    }

    /**
     * Returns the launch parameters; empty after the launch has succeeded or {@link #deleteFailedLaunches} has deleted
     * them.
     */
    public Optional<RelaunchDocument> findFailedLaunch(OperationId id) {
        return findText("wish", id).map(ActionRequestSerializer::failedLaunchFromJson);
    }

    /**
     * Deletes the parameters of failed and cancelled launches that ended before the given time, and of all but the
     * {@value #MAX_FAILED_LAUNCHES} latest of each user.
     */
    public void deleteFailedLaunches(Instant endedBefore) {
        database.sql("update operation set wish = null where wish is not null and active is null and finished_at < ?")
                .param(DatabaseTimestamps.toDatabase(endedBefore))
                .update();
        database.sql("""
                        select id from (
                          select id, row_number() over (partition by user_id order by accepted_at desc) as position
                          from operation where wish is not null and active is null) failed
                        where position > ?""")
                .param(MAX_FAILED_LAUNCHES)
                .query(String.class)
                .list()
                .forEach(id -> database.sql("update operation set wish = null where id = ?")
                        .param(id)
                        .update());
    }

    private Optional<String> findText(String column, OperationId id) {
        // The list contains null if the column is null.
        List<@Nullable String> texts = database.sql("select " + column + " from operation where id = ?")
                .param(id.toString())
                .query((row, _) -> row.getString(1))
                .list();
        return texts.isEmpty() ? Optional.empty() : Optional.ofNullable(texts.getFirst());
    }
}

package org.stackdeck.operations.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;
import org.stackdeck.platform.tracing.TraceParent;

/**
 * Repository of operations. Each change of state specifies the required previous state and attempt, so that only one of
 * several concurrent changes succeeds, even on different instances.
 */
@Component
public class OperationRepository {

    private final JdbcClient database;
    private final ActionRequestSerializer serializer;

    OperationRepository(JdbcClient database, ActionRequestSerializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    /**
     * @param actionRequest with its secrets
     * @throws org.springframework.dao.DuplicateKeyException if another operation is active on the target
     */
    public void insert(Operation operation, ActionRequest actionRequest, String source) {
        update(
                """
                insert into operation (id, cloud, target_type, target_id, target_name, project_id, action, parameters, secrets,
                  user_id, user_name, source, state, active, attempts, accepted_at, traceparent)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, 0, ?, ?)""",
                operation.id().toString(),
                operation.cloud().value(),
                operation.target().objectType(),
                operation.target().idText(),
                operation.targetName(),
                operation.project().value(),
                operation.action().name(),
                serializer.toJson(actionRequest),
                serializer.sealSecrets(actionRequest, operation.id()),
                operation.userId().toString(),
                operation.userName().value(),
                source,
                operation.state().name(),
                DatabaseTimestamps.toDatabase(operation.acceptedAt()),
                TraceParent.current());
    }

    /** Stores the parameters of the server that an inserted operation creates, and a new marker. */
    void saveNewServer(OperationId id, NewServer server) {
        update(
                "update operation set plan = ?, wish = ?, launch_marker = ? where id = ?",
                serializer.sealNewServer(server, id),
                ActionRequestSerializer.failedLaunchToJson(server),
                LaunchMarker.create(id).value(),
                id.toString());
    }

    private boolean update(String sql, @Nullable Object... values) {
        return database.sql(sql).params(Arrays.asList(values)).update() == 1;
    }

    /** Returns whether an operation is known to have created the server or other resource. */
    public boolean hasCreated(ActionTarget target) {
        return exists("cloud = ? and created_id = ?", target.cloud().value(), target.idText());
    }

    /**
     * Returns whether an operation of the user is known to have created the resource. Returns false if the response was
     * lost, because another user may then have created a resource that matches the request.
     */
    public boolean hasCreated(ActionTarget target, UserId user) {
        return exists(
                "cloud = ? and created_id = ? and user_id = ? and unanswered_at is null",
                target.cloud().value(),
                target.idText(),
                user.toString());
    }

    /** Returns whether the request ID is known to belong to an operation on the server. */
    public boolean hasRequestId(ServerKey server, String requestId) {
        return exists(
                "cloud = ? and target_type = ? and target_id = ? and request_id = ?",
                server.cloud().value(),
                server.objectType(),
                server.idText(),
                requestId);
    }

    private boolean exists(String condition, Object... values) {
        return count(condition, values) > 0;
    }

    private int count(String condition, Object... values) {
        return database.sql("select count(*) from operation where " + condition)
                .params(values)
                .query(Integer.class)
                .single();
    }

    /** Counts the user's operations that have not been sent; only launches if {@code launches} is true. */
    int countWaiting(UserId user, boolean launches) {
        return count(
                "active = true and state = 'WAITING' and user_id = ?" + (launches ? " and action = 'CREATE'" : ""),
                user.toString());
    }

    public Optional<OperationExecutionData> find(OperationId id) {
        return findAll("where id = ?", id.toString()).stream().findFirst();
    }

    /** @param criteria SQL that follows the table's name, with a question mark for each value */
    private List<OperationExecutionData> findAll(String criteria, Object... values) {
        return database.sql(OperationRowMapper.SELECT + criteria)
                .params(values)
                .query(OperationRowMapper::read)
                .list();
    }

    public List<OperationExecutionData> findActive() {
        return findAll("where active = true");
    }

    public Optional<OperationExecutionData> findActive(ActionTarget target) {
        return findActive(target, "");
    }

    private Optional<OperationExecutionData> findActive(ActionTarget target, String lock) {
        return findAll(
                        "where active = true and cloud = ? and target_type = ? and target_id = ?" + lock,
                        target.cloud().value(),
                        target.objectType(),
                        target.idText())
                .stream()
                .findFirst();
    }

    /**
     * Returns the active creations in the project that have created the resource, or whose resource is still unknown.
     *
     * @param creation the action that creates resources of this kind
     */
    public List<OperationExecutionData> findActiveCreations(
            ResourceAction creation, ResourceKey resource, ProjectId project) {
        return findAll(
                "where active = true and cloud = ? and action = ? and project_id = ?"
                        + " and (created_id = ? or created_id is null)",
                resource.cloud().value(),
                creation.name(),
                project.value(),
                resource.id());
    }

    /** Returns the active operation on the target and locks its row until the caller's transaction ends. */
    public Optional<OperationExecutionData> lockActive(ActionTarget target) {
        return findActive(target, " for update");
    }

    /** Returns the operations on the server, including its creation, newest first. */
    public List<Operation> findNewest(ServerKey server, int limit) {
        return findAll(
                        """
                        where cloud = ? and target_type = ? and (target_id = ? or created_id = ?)
                        order by accepted_at desc, id desc limit ?""",
                        server.cloud().value(),
                        server.objectType(),
                        server.id().value(),
                        server.id().value(),
                        limit)
                .stream()
                .map(OperationExecutionData::operation)
                .toList();
    }

    /** Changes the state to RUNNING, before the request is sent. Returns false if the loaded attempt is not WAITING. */
    public boolean markDispatched(OperationExecutionData loaded, Instant at) {
        return update("""
                update operation set state = 'RUNNING', dispatched_at = ?, preceding_request_id = null,
                  unanswered_at = null
                where id = ? and state = 'WAITING' and attempts = ?""", DatabaseTimestamps.toDatabase(at), loaded.id().toString(), loaded.attempts());
    }

    /**
     * Changes the state back to WAITING after a request that had no effect. Returns false if it was not the last one.
     */
    boolean returnToWaiting(OperationExecutionData stored) {
        return update("""
                update operation set state = 'WAITING', dispatched_at = null, attempts = attempts + 1
                where id = ? and state = 'RUNNING' and request_id is null and attempts = ?""", stored.id().toString(), stored.attempts());
    }

    /** Returns whether the operation is RUNNING, and no instance has returned it to WAITING since it was loaded. */
    public boolean isStillDispatched(OperationExecutionData loaded) {
        return exists(
                "id = ? and state = 'RUNNING' and attempts = ?", loaded.id().toString(), loaded.attempts());
    }

    boolean markUnanswered(OperationExecutionData loaded, Instant at) {
        return update("""
                update operation set unanswered_at = ?, secrets = null, plan = null
                where id = ? and state = 'RUNNING' and attempts = ?""", DatabaseTimestamps.toDatabase(at), loaded.id().toString(), loaded.attempts());
    }

    /** Removes the mark of a lost response. Stores a placeholder if the request ID is unknown. */
    boolean markAnswered(OperationExecutionData loaded) {
        return update("""
                update operation set unanswered_at = null, request_id = coalesce(request_id, '-')
                where id = ? and state = 'RUNNING' and attempts = ?""", loaded.id().toString(), loaded.attempts());
    }

    /** Stores the ID of an accepted request, even of a previous attempt that another instance has repeated. */
    boolean setRequestId(OperationId id, String requestId) {
        return update(
                "update operation set request_id = ?, secrets = null, plan = null where id = ? and state = 'RUNNING'",
                requestId,
                id.toString());
    }

    /**
     * Stores the ID that the service has assigned to the created target.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another operation has created the target
     */
    boolean setCreatedId(OperationId id, String createdId, @Nullable String requestId) {
        return update("""
                update operation set created_id = ?, request_id = ?, secrets = null, plan = null
                where id = ? and state = 'RUNNING' and created_id is null""", createdId, requestId, id.toString());
    }

    /** Stores the name of the key pair that may exist in Nova from this time on; null for none. */
    boolean setKeyPair(OperationId id, @Nullable String name) {
        return update("update operation set key_pair = ? where id = ?", name, id.toString());
    }

    /** Records a failed attempt to delete the key pair from Nova. */
    public void recordKeyPairDeletionAttempt(OperationId id, Instant at) {
        update(
                "update operation set key_pair_tried_at = ? where id = ? and key_pair is not null",
                DatabaseTimestamps.toDatabase(at),
                id.toString());
    }

    /** Returns ended operations whose key pair may still exist in Nova, least recently attempted deletions first. */
    public List<OperationExecutionData> findLeftoverKeyPairs(int limit) {
        return findAll("""
                where key_pair is not null and active is null
                order by coalesce(key_pair_tried_at, accepted_at), id limit ?""", limit);
    }

    /**
     * Ends the operation. Returns false if it has ended, or if another instance has repeated it since it was loaded.
     */
    public boolean finish(
            OperationExecutionData loaded, Operation.State state, Instant at, Operation.@Nullable Failure failure) {
        String wish = state == Operation.State.SUCCEEDED ? "wish = null, " : "";
        return update(
                "update operation set " + wish + """
                state = ?, active = null, secrets = null, plan = null, finished_at = ?, error_code = ?, error_message = ?
                where id = ? and active = true and attempts = ?""",
                state.name(),
                DatabaseTimestamps.toDatabase(at),
                failure == null ? null : failure.code(),
                failure == null ? null : truncate(failure.message()),
                loaded.id().toString(),
                loaded.attempts());
    }

    /** Cancels the operation. Returns false if it was already sent or has ended. */
    boolean cancel(OperationId id, Instant at, Operation.Failure failure) {
        return update("""
                update operation set state = 'CANCELLED', active = null, secrets = null, plan = null, finished_at = ?,
                  error_code = ? where id = ? and state = 'WAITING' and active = true""", DatabaseTimestamps.toDatabase(at), failure.code(), id.toString());
    }

    private static @Nullable String truncate(@Nullable String text) {
        return text == null || text.length() <= 2000 ? text : text.substring(0, 2000);
    }
}

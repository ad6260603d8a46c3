package org.stackdeck.operations;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.StoredTime;

/**
 * The table of operations. Plain SQL: each change names the state it starts from, so that of two that try only one
 * succeeds, on whichever node.
 */
@Component
class OperationStore {

    private final JdbcClient database;
    private final OrderColumns columns;

    OperationStore(JdbcClient database, OrderColumns columns) {
        this.database = database;
        this.columns = columns;
    }

    /**
     * @param order with its secrets
     * @throws org.springframework.dao.DuplicateKeyException when another one is active on the server
     */
    void insert(Operation operation, Order order, String source) {
        database.sql("""
                        insert into operation (id, cloud, server_id, server_name, project_id, action, parameters, secrets,
                          user_id, user_name, source, state, active, attempts, accepted_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true, 0, ?)""")
                .param(operation.id().toString())
                .param(operation.server().cloud().value())
                .param(operation.server().id().value())
                .param(operation.serverName())
                .param(operation.project().value())
                .param(operation.action().name())
                .param(columns.open(order))
                .param(columns.sealed(order, operation.id()))
                .param(operation.by().toString())
                .param(operation.byName().value())
                .param(source)
                .param(operation.state().name())
                .param(StoredTime.of(operation.acceptedAt()))
                .update();
    }

    /** What the server is to be like that the operation, just inserted, makes. */
    void plan(OperationId id, NewServer server) {
        database.sql("update operation set plan = ?, wish = ?, launch_marker = ? where id = ?")
                .params(
                        columns.sealed(server, id),
                        OrderColumns.kept(server),
                        LaunchMarker.create(id).value(),
                        id.toString())
                .update();
    }

    /** What the server that the operation creates carries in its metadata. */
    LaunchMarker marker(OperationId id) {
        return database.sql("select launch_marker from operation where id = ?")
                .param(id.toString())
                .query((row, number) -> new LaunchMarker(Objects.requireNonNullElse(row.getString(1), id.toString())))
                .single();
    }

    /** Whether an operation is known to have created the server. */
    boolean hasCreated(ServerKey server) {
        return database.sql("select count(*) from operation where cloud = ? and created_id = ?")
                        .params(server.cloud().value(), server.id().value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** What is kept of it as long as there is no such server, and no longer than {@link #forgetWishes}. */
    Optional<KeptWish> wish(OperationId id) {
        List<@Nullable String> kept = database.sql("select wish from operation where id = ?")
                .param(id.toString())
                .query((row, number) -> row.getString(1))
                .list();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(kept.getFirst()).map(OrderColumns::kept);
    }

    /** Nobody comes back for it after that. */
    void forgetWishes(Instant endedBefore) {
        database.sql("update operation set wish = null where wish is not null and active is null and finished_at < ?")
                .param(StoredTime.of(endedBefore))
                .update();
    }

    /** The same again, as long as it was not answered. */
    Optional<NewServer> plan(OperationId id) {
        List<@Nullable String> sealed = database.sql("select plan from operation where id = ?")
                .param(id.toString())
                .query((row, number) -> row.getString(1))
                .list();
        return sealed.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(sealed.getFirst()).map(plan -> columns.unsealed(id, plan));
    }

    /** Operations with secrets or a plan that the present key does not open. */
    long countUnreadable() {
        return database
                .sql("select id, secrets, plan from operation where secrets is not null or plan is not null")
                .query((row, _) -> columns.opens(
                        new OperationId(UUID.fromString(row.getString(1))), row.getString(2), row.getString(3)))
                .stream()
                .filter(opens -> !opens)
                .count();
    }

    Optional<StoredOperation> find(OperationId id) {
        return database.sql(OperationRow.SELECT + "where id = ?")
                .param(id.toString())
                .query(OperationRow::read)
                .optional();
    }

    /** The whole order, as long as it was not answered. */
    Order order(Operation operation) {
        // Not optional(): the column of most orders is null.
        List<@Nullable String> sealed = database.sql("select secrets from operation where id = ?")
                .param(operation.id().toString())
                .query((row, number) -> row.getString(1))
                .list();
        return operation
                .order()
                .and(columns.unsealed(operation.action(), operation.id(), sealed.isEmpty() ? null : sealed.getFirst()));
    }

    /** All that have not ended. */
    List<StoredOperation> active() {
        return database.sql(OperationRow.SELECT + "where active = true")
                .query(OperationRow::read)
                .list();
    }

    Optional<StoredOperation> active(ServerKey server) {
        return database.sql(OperationRow.SELECT + "where active = true and cloud = ? and server_id = ?")
                .params(server.cloud().value(), server.id().value())
                .query(OperationRow::read)
                .optional();
    }

    /** The newest first; of those accepted at the same moment, always in the same order. */
    List<StoredOperation> newest(UserId asker, OperationFilter filter, int limit) {
        return listed(new OperationCondition().and(filter, asker), limit);
    }

    /** The newest on one server first. */
    List<Operation> newest(ServerKey server, int limit) {
        return database
                .sql(OperationRow.SELECT + """
                        where cloud = ? and (server_id = ? or created_id = ?)
                        order by accepted_at desc, id desc limit ?""")
                .params(server.cloud().value(), server.id().value(), server.id().value(), limit)
                .query(OperationRow::read)
                .list()
                .stream()
                .map(StoredOperation::operation)
                .toList();
    }

    /** Of each cloud's each action the last ones that succeeded since then, at most so many; the oldest first. */
    List<RecentDurations.Success> successes(Instant since, int most) {
        return database.sql("""
                        select id, cloud, action, dispatched_at, finished_at from (
                          select id, cloud, action, dispatched_at, finished_at,
                            row_number() over (partition by cloud, action order by finished_at desc) as place
                          from operation
                          where state = 'SUCCEEDED' and finished_at > ? and dispatched_at <= finished_at) latest
                        where place <= ? order by finished_at""")
                .params(StoredTime.of(since), most)
                .query((row, _) -> new RecentDurations.Success(
                        new OperationId(UUID.fromString(row.getString("id"))),
                        new CloudName(row.getString("cloud")),
                        ServerAction.valueOf(row.getString("action")),
                        StoredTime.read(row, "dispatched_at"),
                        StoredTime.read(row, "finished_at")))
                .list();
    }

    /** Those that come after this one in the order of {@link #newest}. */
    List<StoredOperation> before(Operation operation, UserId asker, OperationFilter filter, int limit) {
        LocalDateTime at = StoredTime.of(operation.acceptedAt());
        return listed(
                new OperationCondition()
                        .and(
                                "(accepted_at < ? or (accepted_at = ? and id < ?))",
                                at,
                                at,
                                operation.id().toString())
                        .and(filter, asker),
                limit);
    }

    private List<StoredOperation> listed(OperationCondition condition, int limit) {
        return database.sql(OperationRow.SELECT + condition.where() + " order by accepted_at desc, id desc limit ?")
                .params(condition.values())
                .param(limit)
                .query(OperationRow::read)
                .list();
    }

    /** The same, and nobody else changes it until the caller's transaction ends. */
    Optional<StoredOperation> lockActive(ServerKey server) {
        return database.sql(OperationRow.SELECT + "where active = true and cloud = ? and server_id = ? for update")
                .params(server.cloud().value(), server.id().value())
                .query(OperationRow::read)
                .optional();
    }

    /** It is about to be sent. False when it was not waiting any more. */
    boolean dispatched(OperationId id, Instant at, @Nullable String precedingRequestId) {
        return 1
                == database.sql("""
                        update operation set state = 'RUNNING', dispatched_at = ?, preceding_request_id = ?,
                          unanswered_at = null
                        where id = ? and state = 'WAITING'""")
                        .param(StoredTime.of(at))
                        .param(precedingRequestId)
                        .param(id.toString())
                        .update();
    }

    /** It is known to have had no effect, so that it may be sent again. */
    boolean hadNoEffect(OperationId id) {
        return 1 == database.sql("""
                        update operation set state = 'WAITING', dispatched_at = null, attempts = attempts + 1
                        where id = ? and state = 'RUNNING' and request_id is null""").param(id.toString()).update();
    }

    boolean unanswered(OperationId id, Instant at) {
        return 1
                == database.sql(
                                "update operation set unanswered_at = ?, secrets = null, plan = null where id = ? and state = 'RUNNING'")
                        .params(StoredTime.of(at), id.toString())
                        .update();
    }

    boolean reached(OperationId id, String requestId) {
        return 1
                == database.sql(
                                "update operation set request_id = ?, secrets = null, plan = null where id = ? and state = 'RUNNING'")
                        .params(requestId, id.toString())
                        .update();
    }

    /**
     * Nova has begun to create the server.
     *
     * @throws org.springframework.dao.DuplicateKeyException when another operation created it
     */
    boolean begun(OperationId id, ServerId server, @Nullable String requestId) {
        return 1
                == database.sql("""
                        update operation set created_id = ?, request_id = ?, secrets = null, plan = null
                        where id = ? and state = 'RUNNING' and created_id is null""")
                        .param(server.value())
                        .param(requestId)
                        .param(id.toString())
                        .update();
    }

    /** A key pair of this name may be in Nova from now on; null for none. */
    boolean keyPair(OperationId id, @Nullable String name) {
        return 1
                == database.sql("update operation set key_pair = ? where id = ?")
                        .param(name)
                        .param(id.toString())
                        .update();
    }

    /** The key pair is still in Nova, or may be, though it was to be taken away. */
    void keyPairLeft(OperationId id, Instant at) {
        database.sql("update operation set key_pair_tried_at = ? where id = ? and key_pair is not null")
                .params(StoredTime.of(at), id.toString())
                .update();
    }

    /** Those that have ended, and whose key pair may be in Nova all the same; those first that were tried longest ago. */
    List<StoredOperation> leftKeyPairs(int most) {
        return database.sql(OperationRow.SELECT + """
                        where key_pair is not null and active is null
                        order by coalesce(key_pair_tried_at, accepted_at), id limit ?""")
                .param(most)
                .query(OperationRow::read)
                .list();
    }

    boolean ended(OperationId id, Operation.State state, Instant at, Operation.@Nullable Failure failure) {
        String wish = state == Operation.State.SUCCEEDED ? "wish = null, " : "";
        return 1
                == database.sql("update operation set " + wish + """
                        state = ?, active = null, secrets = null, plan = null, finished_at = ?, error_code = ?, error_message = ?
                        where id = ? and active = true""")
                        .param(state.name())
                        .param(StoredTime.of(at))
                        .param(failure == null ? null : failure.code())
                        .param(failure == null ? null : cut(failure.message()))
                        .param(id.toString())
                        .update();
    }

    /** False when it was sent, or has ended, before that. */
    boolean withdrawn(OperationId id, Instant at, Operation.Failure why) {
        return 1
                == database.sql("""
                        update operation set state = 'CANCELLED', active = null, secrets = null, plan = null, finished_at = ?,
                          error_code = ? where id = ? and state = 'WAITING' and active = true""")
                        .params(StoredTime.of(at), why.code(), id.toString())
                        .update();
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 2000 ? text : text.substring(0, 2000);
    }
}

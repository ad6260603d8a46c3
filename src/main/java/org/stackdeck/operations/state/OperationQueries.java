package org.stackdeck.operations.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Queries across the operations on all servers and resources. */
@Component
public class OperationQueries {

    private static final int SERVERS_PER_QUERY = 500;

    private final JdbcClient database;

    OperationQueries(JdbcClient database) {
        this.database = database;
    }

    /**
     * Returns the operations that match the filter, newest first. The order of operations that were accepted at the
     * same time does not change.
     *
     * @param user the user whose operations a filter for own operations selects
     */
    public List<OperationExecutionData> findNewest(UserId user, OperationFilter filter, int limit) {
        return find(null, user, filter, limit);
    }

    /** Returns the operations that follow the given one in the order of {@link #findNewest}. */
    public List<OperationExecutionData> findBefore(
            Operation operation, UserId user, OperationFilter filter, int limit) {
        return find(operation, user, filter, limit);
    }

    private List<OperationExecutionData> find(
            @Nullable Operation before, UserId user, OperationFilter filter, int limit) {
        // This condition is always true, so that a filter without conditions needs no special case.
        StringBuilder sql = new StringBuilder(OperationRowMapper.SELECT + "where 1 = 1");
        List<Object> values = new ArrayList<>();
        if (before != null) {
            LocalDateTime at = DatabaseTimestamps.toDatabase(before.acceptedAt());
            sql.append(" and (accepted_at < ? or (accepted_at = ? and id < ?))");
            values.addAll(List.of(at, at, before.id().toString()));
        }
        if (filter.ownOnly()) {
            sql.append(" and user_id = ?");
            values.add(user.toString());
        }
        if (!filter.includesAllStates()) {
            sql.append(" and state in (?" + ", ?".repeat(filter.states().size() - 1) + ")");
            filter.states().stream().map(Enum::name).sorted().forEach(values::add);
        }
        if (!filter.actions().isEmpty()) {
            sql.append(" and action in (?" + ", ?".repeat(filter.actions().size() - 1) + ")");
            filter.actions().stream().map(CloudAction::name).sorted().forEach(values::add);
        }
        if (filter.server() != null) {
            sql.append(" and (coalesce(created_id, target_id) = ? or target_name = ?)");
            values.addAll(List.of(filter.server(), filter.server()));
        }
        return database.sql(sql + " order by accepted_at desc, id desc limit ?")
                .params(values)
                .param(limit)
                .query(OperationRowMapper::read)
                .list();
    }

    /**
     * Returns the servers that have an operation that was sent and is active, or an operation that ended at or after
     * the time that the map contains for the server.
     */
    public Set<ServerKey> findServersWithOperationsSince(Map<ServerKey, Instant> since) {
        Set<ServerKey> found = new HashSet<>();
        List<ServerKey> servers = List.copyOf(since.keySet());
        for (int from = 0; from < servers.size(); from += SERVERS_PER_QUERY) {
            addServersWithOperations(
                    servers.subList(from, Math.min(servers.size(), from + SERVERS_PER_QUERY)), since, found);
        }
        return found;
    }

    private void addServersWithOperations(
            List<ServerKey> servers, Map<ServerKey, Instant> since, Set<ServerKey> found) {
        Instant earliest = servers.stream()
                .map(since::get)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        database.sql("""
                        select cloud, coalesce(created_id, target_id) as server_id, state, finished_at from operation
                        where target_type = 'server' and (target_id in (:ids) or created_id in (:ids))
                          and (state = 'RUNNING' or (state in ('SUCCEEDED', 'FAILED') and finished_at >= :earliest))""")
                .param(
                        "ids",
                        servers.stream()
                                .map(server -> server.id().value())
                                .distinct()
                                .toList())
                .param("earliest", DatabaseTimestamps.toDatabase(earliest))
                .query(row -> {
                    ServerKey server = new ServerKey(
                            new CloudName(row.getString("cloud")), new ServerId(row.getString("server_id")));
                    Instant time = since.get(server);
                    if (time != null
                            && (row.getString("state").equals("RUNNING")
                                    || !DatabaseTimestamps.fromDatabase(row, "finished_at")
                                            .isBefore(time))) {
                        found.add(server);
                    }
                });
    }

    /**
     * Returns the latest successful operations that ended after {@code since}, oldest first. Contains at most
     * {@code limit} operations for each cloud and action.
     */
    List<MedianActionDurationEstimator.SuccessfulAction> findRecentSuccesses(Instant since, int limit) {
        return database.sql("""
                        select id, cloud, action, dispatched_at, finished_at from (
                          select id, cloud, action, dispatched_at, finished_at,
                            row_number() over (partition by cloud, action order by finished_at desc) as place
                          from operation
                          where state = 'SUCCEEDED' and finished_at > ? and dispatched_at <= finished_at) latest
                        where place <= ? order by finished_at""")
                .params(DatabaseTimestamps.toDatabase(since), limit)
                .query((row, _) -> new MedianActionDurationEstimator.SuccessfulAction(
                        new OperationId(UUID.fromString(row.getString("id"))),
                        new CloudName(row.getString("cloud")),
                        CloudAction.ofName(row.getString("action")),
                        DatabaseTimestamps.fromDatabase(row, "dispatched_at"),
                        DatabaseTimestamps.fromDatabase(row, "finished_at")))
                .list();
    }
}

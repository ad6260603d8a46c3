package org.stackdeck.operations.state;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationFilter;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** Reads lists of operations of all servers. */
@Component
public class OperationQueries {

    private final JdbcClient database;

    OperationQueries(JdbcClient database) {
        this.database = database;
    }

    /** Newest first. Operations accepted at the same time have a stable order. */
    public List<OperationRecord> findNewest(UserId asker, OperationFilter filter, int limit) {
        return query(new OperationQueryCriteria().and(filter, asker), limit);
    }

    /** Operations that follow this one in the order of {@link #findNewest}. */
    public List<OperationRecord> findBefore(Operation operation, UserId asker, OperationFilter filter, int limit) {
        LocalDateTime at = DatabaseTimestamps.toDatabase(operation.acceptedAt());
        return query(
                new OperationQueryCriteria()
                        .and(
                                "(accepted_at < ? or (accepted_at = ? and id < ?))",
                                at,
                                at,
                                operation.id().toString())
                        .and(filter, asker),
                limit);
    }

    private List<OperationRecord> query(OperationQueryCriteria criteria, int limit) {
        return database.sql(OperationRowMapper.SELECT + criteria.whereClause()
                        + " order by accepted_at desc, id desc limit ?")
                .params(criteria.values())
                .param(limit)
                .query(OperationRowMapper::read)
                .list();
    }

    /**
     * The last successful operations since {@code since} for each cloud and action, at most {@code most}, oldest first.
     */
    List<MedianActionDurationEstimator.SuccessfulAction> findRecentSuccesses(Instant since, int most) {
        return database.sql("""
                        select id, cloud, action, dispatched_at, finished_at from (
                          select id, cloud, action, dispatched_at, finished_at,
                            row_number() over (partition by cloud, action order by finished_at desc) as place
                          from operation
                          where state = 'SUCCEEDED' and finished_at > ? and dispatched_at <= finished_at) latest
                        where place <= ? order by finished_at""")
                .params(DatabaseTimestamps.toDatabase(since), most)
                .query((row, _) -> new MedianActionDurationEstimator.SuccessfulAction(
                        new OperationId(UUID.fromString(row.getString("id"))),
                        new CloudName(row.getString("cloud")),
                        ServerAction.valueOf(row.getString("action")),
                        DatabaseTimestamps.fromDatabase(row, "dispatched_at"),
                        DatabaseTimestamps.fromDatabase(row, "finished_at")))
                .list();
    }
}

package org.stackdeck.inventory.replication;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.platform.database.DatabaseTimestamps;
import org.stackdeck.platform.database.NetworkTimeoutDataSource;

/** Runs in its own transactions, with a short network timeout. */
@Repository
class JdbcPollingLeaseRepository implements PollingLeaseRepository {

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    /** See {@link DatabaseTimestamps#nowExpression}. */
    private final String now;

    JdbcPollingLeaseRepository(DataSource dataSource, @Value("${spring.datasource.url}") String databaseUrl) {
        DataSource limited = new NetworkTimeoutDataSource(dataSource, NetworkTimeoutDataSource.SHORT);
        this.database = JdbcClient.create(limited);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(limited));
        this.now = DatabaseTimestamps.nowExpression(databaseUrl);
    }

    private record Position(long newest, LocalDateTime readAt) {}

    @Override
    public void deleteOutdated() {
        transaction.executeWithoutResult(_ -> {
            database.sql("""
                            update cloud_lease set changed_at = null, newest_complete = newest_change + 1
                            where changed_at < %1$s - interval '1' day and (node is null or expires_at < %1$s)""".formatted(now)).update();
            database.sql("""
                            delete from inventory_change
                            where lease_id in (select id from cloud_lease where changed_at is null)""").update();
        });
    }

    @Override
    public Optional<PollingLease> find(String id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    @Override
    public List<PollingLease> findAll(Collection<String> ids) {
        return database.sql("""
                        select id, node, term, newest_change, newest_complete, changed_at, %1$s as read_at,
                            case when node is null or expires_at < %1$s then 1 else 0 end as expired
                        from cloud_lease where id in (:ids)""".formatted(now))
                .param("ids", ids)
                .query((row, _) -> lease(row))
                .list();
    }

    private static PollingLease lease(ResultSet row) throws SQLException {
        LocalDateTime changedAt = row.getObject("changed_at", LocalDateTime.class);
        return new PollingLease(
                row.getString("id"),
                row.getString("node"),
                row.getLong("term"),
                row.getInt("expired") == 1,
                row.getLong("newest_change"),
                row.getLong("newest_complete"),
                changedAt == null ? null : Duration.between(changedAt, row.getObject("read_at", LocalDateTime.class)));
    }

    @Override
    public void insert(String id, CloudName cloud) {
        try {
            database.sql("""
                            insert into cloud_lease (id, cloud, term, newest_change, newest_complete)
                            values (?, ?, 0, 0, 0)""").params(id, cloud.value()).update();
        } catch (DuplicateKeyException e) {
            // Another node has inserted the lease at the same time.
        }
    }

    @Override
    public boolean acquire(PollingLease known, String node) {
        return database.sql("""
                        update cloud_lease set node = ?, term = term + 1, expires_at = %1$s + %2$s
                        where id = ? and term = ? and (node is null or expires_at < %1$s)""".formatted(now, validity()))
                        .params(node, known.id(), known.term())
                        .update()
                > 0;
    }

    @Override
    public boolean renew(String id, String node, long term) {
        return database.sql("update cloud_lease set expires_at = %s + %s where id = ? and node = ? and term = ?"
                                .formatted(now, validity()))
                        .params(id, node, term)
                        .update()
                > 0;
    }

    private static String validity() {
        return "interval '%d' second".formatted(VALIDITY.toSeconds());
    }

    @Override
    public void release(String id, String node, long term, boolean clears) {
        transaction.executeWithoutResult(_ -> {
            boolean released = database.sql("""
                            update cloud_lease set node = null, expires_at = null
                            where id = ? and node = ? and term = ?""").params(id, node, term).update() > 0;
            if (released && clears) {
                // The numbers continue, so that no node confuses later changes with the deleted ones.
                database.sql("""
                                update cloud_lease set changed_at = null, newest_complete = newest_change + 1
                                where id = ?""").param(id).update();
                database.sql("delete from inventory_change where lease_id = ?")
                        .param(id)
                        .update();
            }
        });
    }

    @Override
    public boolean publish(
            String id, String node, long term, List<String> contents, boolean complete, Supplier<Duration> age) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            // Lock the lease, so that no other node can acquire it before the changes are stored.
            Optional<Position> position = database.sql("""
                            select newest_change as newest, %s as read_at from cloud_lease
                            where id = ? and node = ? and term = ? for update""".formatted(now))
                    .params(id, node, term)
                    .query((row, _) ->
                            new Position(row.getLong("newest"), row.getObject("read_at", LocalDateTime.class)))
                    .optional();
            position.ifPresent(known -> append(id, known, contents, complete, age.get()));
            return position.isPresent();
        }));
    }

    private void append(String id, Position known, List<String> contents, boolean complete, Duration age) {
        long number = known.newest();
        for (String content : contents) {
            database.sql("insert into inventory_change (lease_id, number, content) values (?, ?, ?)")
                    .params(id, ++number, content)
                    .update();
        }
        database.sql("update cloud_lease set newest_change = ?, changed_at = ? where id = ?")
                .params(number, known.readAt().minus(age), id)
                .update();
        if (complete) {
            database.sql("update cloud_lease set newest_complete = ? where id = ?")
                    .params(known.newest() + 1, id)
                    .update();
            database.sql("delete from inventory_change where lease_id = ? and number <= ?")
                    .params(id, known.newest())
                    .update();
        }
    }

    @Override
    public List<String> findChanges(String id, long first, long last) {
        return database.sql("""
                        select content from inventory_change
                        where lease_id = ? and number between ? and ? order by number""").params(id, first, last).query(String.class).list();
    }
}

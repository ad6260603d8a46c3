package org.stackdeck.platform.node;

import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.platform.database.NetworkTimeoutDataSource;

/** Stores and reads the events of all nodes in the database. */
@Repository
class NodeEventRepository {

    /** Uses the current transaction. */
    private final JdbcClient database;
    /** Used by the thread that reads the events, without a transaction. */
    private final JdbcClient reader;

    NodeEventRepository(JdbcClient database, DataSource dataSource) {
        this.database = database;
        this.reader = JdbcClient.create(new NetworkTimeoutDataSource(dataSource, NetworkTimeoutDataSource.SHORT));
    }

    /** @param node the node on which the event occurred */
    record Row(long id, String node, SerializedNodeEvent event) {}

    void insert(NodeId node, List<SerializedNodeEvent> events) {
        for (SerializedNodeEvent event : events) {
            database.sql("insert into node_event (node, type, content) values (?, ?, ?)")
                    .params(node.toString(), event.type(), event.content())
                    .update();
        }
    }

    /** Returns the highest ID, or 0 if there is no event. */
    long newestId() {
        return Objects.requireNonNull(reader.sql("select coalesce(max(id), 0) from node_event")
                .query(Long.class)
                .single());
    }

    List<Row> findFrom(long id, int limit) {
        return reader.sql("select id, node, type, content from node_event where id >= ? order by id limit ?")
                .params(id, limit)
                .query((row, _) -> new Row(
                        row.getLong("id"),
                        row.getString("node"),
                        new SerializedNodeEvent(row.getString("type"), row.getString("content"))))
                .list();
    }

    void deleteUntil(long id) {
        reader.sql("delete from node_event where id <= ?").param(id).update();
    }
}

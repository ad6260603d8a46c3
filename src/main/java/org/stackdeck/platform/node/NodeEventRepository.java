package org.stackdeck.platform.node;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores and reads the events of all nodes in the database. */
@Repository
class NodeEventRepository {

    private final JdbcClient database;

    NodeEventRepository(JdbcClient database) {
        this.database = database;
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
        return Objects.requireNonNull(database.sql("select coalesce(max(id), 0) from node_event")
                .query(Long.class)
                .single());
    }

    List<Row> findFrom(long id, int limit) {
        return database.sql("select id, node, type, content from node_event where id >= ? order by id limit ?")
                .params(id, limit)
                .query((row, _) -> new Row(
                        row.getLong("id"),
                        row.getString("node"),
                        new SerializedNodeEvent(row.getString("type"), row.getString("content"))))
                .list();
    }

    void deleteUntil(long id) {
        database.sql("delete from node_event where id <= ?").param(id).update();
    }
}

package org.stackdeck.platform.node;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.PeriodicTask;
import org.stackdeck.platform.database.NetworkTimeoutDataSource;

/**
 * Registers this process in the database and detects other processes. Reports another process unless
 * {@code stackdeck.nodes.enabled} is true in both. A process is alive if its number of heartbeats has changed; clocks
 * are not compared. Not used with H2, whose file only one process can open.
 */
@Component
class NodeRegistry implements SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /**
     * Number of this process's heartbeats, within one minute, after which the row of a process without heartbeats is
     * deleted.
     */
    private static final int MAX_MISSED = 12;

    private static final int MAX_NAME_LENGTH = 255;

    private final JdbcClient database;
    private final ClusterProperties clusterProperties;
    private final NodeId node;
    private final boolean embedded;
    private final PeriodicTask heartbeats = new PeriodicTask("node-heartbeats", Duration.ZERO, INTERVAL, this::beat);
    private Map<String, LastSeen> known = new HashMap<>();
    private final Set<String> reported = new HashSet<>();

    private record OtherNode(String id, String name, boolean enabled, long beats) {}

    /** @param missed number of this process's heartbeats since the last heartbeat of the other node */
    private record LastSeen(long beats, int missed) {}

    NodeRegistry(
            DataSource dataSource,
            ClusterProperties clusterProperties,
            NodeId node,
            @Value("${spring.datasource.url}") String databaseUrl) {
        this.database = JdbcClient.create(new NetworkTimeoutDataSource(dataSource, NetworkTimeoutDataSource.SHORT));
        this.clusterProperties = clusterProperties;
        this.node = node;
        this.embedded = databaseUrl.startsWith("jdbc:h2:");
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!embedded) {
            heartbeats.start();
        }
    }

    @Override
    public void destroy() {
        if (heartbeats.isRunning()) {
            heartbeats.stop();
            try {
                database.sql("delete from node where id = ?")
                        .param(node.toString())
                        .update();
            } catch (RuntimeException e) {
                LOG.debug("Could not delete the row of this node. Another node deletes it", e);
            }
        }
    }

    /** Records a heartbeat of this node and checks the others. Must not be called concurrently. */
    void beat() {
        if (database.sql("update node set beats = beats + 1 where id = ?")
                        .param(node.toString())
                        .update()
                == 0) {
            database.sql("insert into node (id, name, enabled, beats) values (?, ?, ?, 0)")
                    .params(node.toString(), name(), clusterProperties.enabled())
                    .update();
        }
        Map<String, LastSeen> seen = new HashMap<>();
        for (OtherNode other : others()) {
            seen.put(other.id(), check(other));
        }
        known = seen;
    }

    private List<OtherNode> others() {
        return database.sql("select id, name, enabled, beats from node where id <> ?")
                .param(node.toString())
                .query(OtherNode.class)
                .list();
    }

    private LastSeen check(OtherNode other) {
        LastSeen before = known.get(other.id());
        if (before == null) {
            return new LastSeen(other.beats(), 0);
        }
        if (before.beats() != other.beats()) {
            report(other);
            return new LastSeen(other.beats(), 0);
        }
        if (before.missed() >= MAX_MISSED) {
            database.sql("delete from node where id = ? and beats = ?")
                    .params(other.id(), other.beats())
                    .update();
        }
        return new LastSeen(other.beats(), before.missed() + 1);
    }

    private void report(OtherNode other) {
        boolean shared = clusterProperties.enabled() && other.enabled();
        if (!shared && reported.add(other.id())) {
            LOG.error(
                    "Another Stackdeck process ({}) uses the same database, but stackdeck.nodes.enabled is not true in both."
                            + " Changes by one process take effect in the other after up to ten seconds, and limits of"
                            + " attempts apply to each process separately. Stop one of them, or set"
                            + " STACKDECK_NODES_ENABLED=true for both",
                    other.name());
        }
    }

    /** Returns the process ID and the host name. */
    private static String name() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }
}

package org.stackdeck.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.platform.ClientNetwork;

/**
 * Limits the number of open connections of a client network: an IPv4 address or an IPv6 /64 network. A network can open
 * another connection only while it has fewer connections than are free, so that a few networks cannot occupy all
 * connections. Thread-safe.
 */
final class ClientConnectionLimiter {

    private final int max;
    private final int total;
    private final Map<Object, String> networkByConnection = new ConcurrentHashMap<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param max maximum number of connections of one network; 0 for no limit
     * @param total maximum number of connections that the connector accepts
     */
    ClientConnectionLimiter(int max, int total) {
        this.max = max;
        this.total = total;
    }

    /** Counts the connection. Returns false without counting the connection if its network has reached a limit. */
    boolean admit(Object connection, @Nullable SocketAddress client) {
        if (max == 0 || !(client instanceof InetSocketAddress address)) {
            return true;
        }
        String network = ClientNetwork.of(address.getAddress());
        networkByConnection.put(connection, network);
        int own = open.merge(network, 1, Integer::sum);
        if (own > max || own > total - networkByConnection.size() + 1) {
            release(connection);
            return false;
        }
        return true;
    }

    /** Stops counting the connection. Has no effect for a connection that was not counted. */
    void release(Object connection) {
        String network = networkByConnection.remove(connection);
        if (network != null) {
            decrement(network);
        }
    }

    private void decrement(String network) {
        open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }
}

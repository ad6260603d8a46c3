package org.stackdeck.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of open connections of a client network: an IPv4 address or an IPv6 /64 network. A network can open
 * another connection only while it has fewer connections than are free, so that a few networks cannot occupy all
 * connections. Thread-safe.
 */
final class ClientConnectionLimiter {

    /** Length of the prefix that identifies a network, in bytes. An IPv6 customer usually has a whole /64 network. */
    private static final int NETWORK_BYTES = 8;

    private final int max;
    private final int total;
    private final Map<Object, ByteBuffer> networkByConnection = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Integer> open = new ConcurrentHashMap<>();

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
        ByteBuffer network = network(address.getAddress());
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
        ByteBuffer network = networkByConnection.remove(connection);
        if (network != null) {
            decrement(network);
        }
    }

    private void decrement(ByteBuffer network) {
        open.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
    }

    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(Arrays.copyOf(bytes, Math.min(bytes.length, NETWORK_BYTES)));
    }
}

package org.stackdeck.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Limits the number of open connections of a client address. Thread-safe. */
final class ClientConnectionLimiter {

    /** An IPv6 customer has a whole /64 network. */
    private static final int NETWORK_BYTES = 8;

    private final int max;
    private final Map<Object, ByteBuffer> networks = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Integer> open = new ConcurrentHashMap<>();

    /** @param max connections of one network, 0 for no limit */
    ClientConnectionLimiter(int max) {
        this.max = max;
    }

    /** Counts the connection. Returns false, without counting it, if its network has reached the limit. */
    boolean admit(Object connection, @Nullable SocketAddress client) {
        if (max == 0 || !(client instanceof InetSocketAddress address)) {
            return true;
        }
        ByteBuffer network = network(address.getAddress());
        if (open.merge(network, 1, Integer::sum) > max) {
            decrement(network);
            return false;
        }
        networks.put(connection, network);
        return true;
    }

    /** Has no effect for a connection that was not counted. */
    void release(Object connection) {
        ByteBuffer network = networks.remove(connection);
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

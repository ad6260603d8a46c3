package org.stackdeck.web;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.ClientNetwork;

/**
 * Limits the memory of request bodies that are received at the same time: in total, per address (IPv6: per /64
 * network), and per session. Does not count small bodies, so that sign-ins and most requests work while the budget is
 * exhausted. The limit on connections also limits the memory of small bodies. Thread-safe.
 */
@Component
public final class RequestBodyBudget {

    /** Maximum size of a small body, in bytes. */
    public static final int SMALL_BODY_SIZE = 8 * 1024;

    static final int MAX_PER_ADDRESS = 2 * 1024 * 1024;
    static final int MAX_PER_SESSION = 512 * 1024;

    private final long max;
    private long reserved;
    private final Map<String, Long> clients = new HashMap<>();

    RequestBodyBudget() {
        this(Runtime.getRuntime().maxMemory() / 16);
    }

    RequestBodyBudget(long max) {
        this.max = max;
    }

    /**
     * Reserves memory for a body. Returns false without reserving memory if the body would exceed a limit.
     *
     * @param session ID of the session; empty if there is none
     */
    public boolean reserve(long bytes, String address, String session) {
        if (bytes <= SMALL_BODY_SIZE) {
            return true;
        }
        synchronized (clients) {
            if (reserved + bytes > max
                    || clients.getOrDefault(addressKey(address), 0L) + bytes > MAX_PER_ADDRESS
                    || (!session.isEmpty()
                            && clients.getOrDefault(sessionKey(session), 0L) + bytes > MAX_PER_SESSION)) {
                return false;
            }
            add(bytes, address, session);
            return true;
        }
    }

    /** Releases the memory that {@link #reserve} reserved with the same arguments. */
    public void release(long bytes, String address, String session) {
        if (bytes > SMALL_BODY_SIZE) {
            synchronized (clients) {
                add(-bytes, address, session);
            }
        }
    }

    private void add(long bytes, String address, String session) {
        reserved += bytes;
        add(addressKey(address), bytes);
        if (!session.isEmpty()) {
            add(sessionKey(session), bytes);
        }
    }

    private void add(String client, long bytes) {
        clients.merge(client, bytes, (before, change) -> before + change == 0 ? null : before + change);
    }

    private static String addressKey(String address) {
        return "address " + ClientNetwork.of(address);
    }

    private static String sessionKey(String session) {
        return "session " + session;
    }
}

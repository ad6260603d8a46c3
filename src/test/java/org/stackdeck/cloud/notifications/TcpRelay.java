package org.stackdeck.cloud.notifications;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Relays TCP connections from a local port to a target. Cutting the connections simulates a failed broker without
 * affecting other tests.
 */
public final class TcpRelay implements AutoCloseable {

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    public TcpRelay(String host, int port) throws IOException {
        target = new InetSocketAddress(host, port);
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Cuts all connections and closes new ones immediately. */
    public void stop() {
        down = true;
        closeConnections();
    }

    public void start() {
        down = false;
    }

    void closeConnections() {
        open.forEach(TcpRelay::closeQuietly);
        open.clear();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket here = listener.accept();
                if (down) {
                    here.close();
                } else {
                    relay(here);
                }
            }
        } catch (IOException e) {
            closeConnections();
        }
    }

    private void relay(Socket here) throws IOException {
        Socket there = new Socket();
        there.connect(target);
        open.add(here);
        open.add(there);
        Thread.ofVirtual().start(() -> pump(here, there));
        Thread.ofVirtual().start(() -> pump(there, here));
    }

    private static void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The connection was cut.
        } finally {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is no longer used.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeConnections();
    }
}

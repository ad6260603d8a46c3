package org.stackdeck.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proxy on the loopback address that can drop all data without closing connections, like a firewall that has forgotten
 * them.
 */
final class DroppingTcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /** Connection of a client. */
    private static final class Link {

        final Socket client;
        final Socket server = new Socket();
        volatile boolean dead;

        Link(Socket client) {
            this.client = client;
        }
    }

    /** @param target port on the loopback address to which data is forwarded */
    DroppingTcpProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Drops the data of existing connections forever, and accepts connections without a response. */
    void cut() {
        cut = true;
        links.forEach(link -> link.dead = true);
    }

    /** Forwards the data of connections that are opened from now on. */
    void restore() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Link link = new Link(listener.accept());
                links.add(link);
                // The link is in the list before, so that a cut at this moment is not lost.
                if (cut) {
                    link.dead = true;
                }
                if (!link.dead) {
                    link.server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                    Thread.ofVirtual().start(() -> forward(link, link.client, link.server));
                    Thread.ofVirtual().start(() -> forward(link, link.server, link.client));
                }
            } catch (IOException e) {
                // The proxy was closed, or the server refuses the connection.
            }
        }
    }

    private static void forward(Link link, Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (!link.dead) {
                    output.write(buffer, 0, read);
                }
            }
            if (!link.dead) {
                from.close();
                to.close();
            }
        } catch (IOException e) {
            // A socket was closed. The other socket remains open, as after the loss of all packets.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Link link : links) {
            link.client.close();
            link.server.close();
        }
    }
}

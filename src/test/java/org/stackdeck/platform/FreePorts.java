package org.stackdeck.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free ports for the processes of tests. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * Returns a free port below the range that Linux uses for outgoing connections. Otherwise, such a connection could
     * take the port before the process does.
     */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
            try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException e) {
                // Tries another port.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package org.stackdeck.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP as it is on the wire, for requests that no client sends and headers that no client lets a caller set. */
public final class RawHttp {

    private static final int TIMEOUT_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * Sends a request without a body and reads the head of the response.
     *
     * @param head the request line and the headers; {@code Host} and {@code Connection: close} are added if missing
     */
    public static Head send(int port, String... head) {
        try (Socket socket = open(port)) {
            write(socket, port, "", head);
            InputStream in = socket.getInputStream();
            StringBuilder response = new StringBuilder();
            int next = in.read();
            while (next >= 0 && response.indexOf("\r\n\r\n") < 0) {
                response.append((char) next);
                next = in.read();
            }
            return new Head(List.of(response.toString().split("\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request with a body and returns the whole response. */
    static String exchange(int port, String body, String... head) {
        try (Socket socket = open(port)) {
            write(socket, port, body, head);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static void write(Socket socket, int port, String body, String... head) throws IOException {
        List<String> lines = new ArrayList<>(List.of(head));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: 127.0.0.1:" + port);
        }
        if (lines.stream().noneMatch(line -> line.startsWith("Connection:"))) {
            lines.add("Connection: close");
        }
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Status line and headers of a response. */
    public record Head(List<String> lines) {

        public int status() {
            return Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
        }

        /** All values of a header. */
        public List<String> all(String header) {
            String prefix = header.toLowerCase(Locale.ROOT) + ":";
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }
}

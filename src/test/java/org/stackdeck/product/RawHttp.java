package org.stackdeck.product;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** HTTP over a plain socket, for requests that no HTTP client sends. Each character is one byte (ISO 8859-1). */
public final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RawHttp() {}

    /** Sends the request, closes the sending side, and reads the whole response. */
    static Response send(int port, String request) throws IOException {
        return send("127.0.0.1", port, request);
    }

    /** Does the same from the given address of the loopback network. */
    static Response send(String from, int port, String request) throws IOException {
        try (Socket socket = open(from, port)) {
            write(socket, request);
            shutdownOutput(socket);
            return read(socket);
        }
    }

    /**
     * Sends a request without a body and reads the head of the response, whose body may be endless.
     *
     * @param head the request line and the headers; {@code Host} and {@code Connection: close} are added if missing
     */
    public static Head head(int port, String... head) {
        try (Socket socket = open("127.0.0.1", port)) {
            write(socket, request(port, "", head));
            return new Head(List.of(readHead(socket).split("\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Waits until the server has begun to process a request that has the header {@code Expect: 100-continue}. */
    static void awaitContinue(Socket socket) throws IOException {
        String head = readHead(socket);
        if (!head.startsWith("HTTP/1.1 100")) {
            throw new IOException("not 100 but " + head);
        }
    }

    /** Sends a request with a body and returns the whole response. */
    static String exchange(int port, String body, String... head) {
        try (Socket socket = open("127.0.0.1", port)) {
            write(socket, request(port, body, head));
            return read(socket).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String request(int port, String body, String... head) {
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
        return String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    /** Connects to 127.0.0.1 from the given address of the loopback network. */
    static Socket open(String from, int port) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), (int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends the text. Returns false if Stackdeck has closed the connection, which it may do at any time. */
    static boolean write(Socket socket, String part) {
        try {
            socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void shutdownOutput(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // Stackdeck has closed the connection; its response can still be read.
        }
    }

    /**
     * Reads until the connection is closed.
     *
     * @throws IOException if the connection stays open and no data arrives for ten seconds
     */
    static Response read(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            in.transferTo(received);
        } catch (SocketTimeoutException e) {
            throw new IOException("open after " + PATIENCE + ", received: " + received, e);
        } catch (SocketException _) {
            // The connection was reset, after or instead of a response.
        }
        return new Response(received.toString(StandardCharsets.ISO_8859_1));
    }

    /** @param text status line, headers and body; may be empty */
    record Response(String text) {

        /** Returns the status; 0 if the connection was closed without a response. */
        int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        String head() {
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }

        String header(String name) {
            return head().lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Status line and headers of a response. */
    public record Head(List<String> lines) {

        public int status() {
            return Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
        }

        public List<String> all(String header) {
            String prefix = header.toLowerCase(Locale.ROOT) + ":";
            return lines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }
}

package org.stackdeck.identity.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * SMTP server that sends no reply at all, or the given reply to each recipient. It closes the connection after QUIT
 * without a reply.
 */
final class TestSmtpServer implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> commands = new CopyOnWriteArrayList<>();

    /** @param reply reply to RCPT; empty to send no reply at all */
    TestSmtpServer(String reply) {
        this(reply, "127.0.0.1");
    }

    TestSmtpServer(String reply, String address) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> accept(reply));
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the first word of each received command. */
    List<String> commands() {
        return commands;
    }

    private void accept(String reply) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client, reply));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client, String reply) {
        try (client;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            if (reply.isEmpty()) {
                lines.readLine();
                return;
            }
            send(client, "220 test");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                commands.add(line.split(" ", 2)[0]);
                if (line.startsWith("QUIT")) {
                    return;
                }
                send(client, line.startsWith("RCPT") ? reply : line.equals("DATA") ? "354 go" : "250 ok");
                if (line.equals("DATA")) {
                    String body = lines.readLine();
                    while (body != null && !body.equals(".")) {
                        body = lines.readLine();
                    }
                    send(client, "250 accepted");
                }
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    private static void send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.stackdeck.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A WebSocket (RFC 6455) that takes compressed messages (RFC 7692) as browsers do, which the JDK's does not: what
 * compressing costs the console belongs to the figures. It sends nothing but what the protocol itself wants.
 */
final class PushSocket implements AutoCloseable {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final byte[] END_OF_DEFLATED = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean keepsContext;
    private final Receiver receiver;
    private final Inflater inflater = new Inflater(true);
    private volatile boolean closed;

    /** What is done with a message. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param arrivedAt when its last byte was read, in epoch milliseconds
         * @param wireBytes as which it travelled
         */
        void take(String text, long arrivedAt, int wireBytes);
    }

    private PushSocket(Socket socket, DataInputStream in, boolean keepsContext, Receiver receiver) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.keepsContext = keepsContext;
        this.receiver = receiver;
    }

    static PushSocket open(URI console, String path, String cookie, Receiver receiver) throws IOException {
        Socket socket = new Socket(console.getHost(), console.getPort());
        socket.setTcpNoDelay(true);
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + console.getAuthority() + "\r\nOrigin: " + console
                + "\r\nCookie: " + cookie
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key)
                + "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
        String answer = headers(in);
        if (!answer.startsWith("http/1.1 101")) {
            socket.close();
            throw new IOException("the push connection was refused: "
                    + answer.lines().findFirst().orElse(""));
        }
        return new PushSocket(socket, in, !answer.contains("server_no_context_takeover"), receiver);
    }

    private static String headers(DataInputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) in.readUnsignedByte());
        }
        return headers.toString().toLowerCase(Locale.ROOT);
    }

    /** Reads until it is closed, from either side. */
    void read() throws IOException {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            boolean deflated = false;
            while (!closed) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[length(in.readUnsignedByte())];
                in.readFully(payload);
                int kind = first & 0x0F;
                switch (kind) {
                    case TEXT, CONTINUATION -> {
                        deflated = kind == TEXT ? (first & 0x40) != 0 : deflated;
                        message.write(payload);
                        if ((first & 0x80) != 0) {
                            deliver(message.toByteArray(), deflated);
                            message.reset();
                        }
                    }
                    case PING -> send(PONG, payload);
                    case CLOSE -> throw new EOFException("closed by the console: " + reason(payload));
                    default -> {}
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            inflater.end();
        }
    }

    private static String reason(byte[] payload) {
        return payload.length < 2
                ? "no reason"
                : ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF) + " "
                        + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    private void deliver(byte[] wire, boolean deflated) throws IOException {
        long now = System.currentTimeMillis();
        receiver.take(new String(deflated ? inflated(wire) : wire, StandardCharsets.UTF_8), now, wire.length);
    }

    private byte[] inflated(byte[] wire) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(wire.length * 6);
        byte[] part = new byte[8192];
        try {
            for (byte[] input : new byte[][] {wire, END_OF_DEFLATED}) {
                inflater.setInput(input);
                for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                    plain.write(part, 0, n);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
        if (!keepsContext) {
            inflater.reset();
        }
        return plain.toByteArray();
    }

    private int length(int second) throws IOException {
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
    }

    /** What a client sends is masked; a mask of zeros leaves it as it is. */
    private synchronized void send(int kind, byte[] payload) throws IOException {
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | kind);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        out.write(frame);
    }

    @Override
    public void close() {
        closed = true;
        try {
            send(CLOSE, new byte[] {0x03, (byte) 0xE9});
            socket.close();
        } catch (IOException gone) {
            // it is to end in any case
        }
    }
}

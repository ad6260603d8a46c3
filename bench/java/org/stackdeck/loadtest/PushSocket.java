package org.stackdeck.loadtest;

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
 * WebSocket (RFC 6455) that accepts compressed messages (RFC 7692) like a browser, so that the measurements include the
 * cost of compression if Stackdeck enables it. The JDK's WebSocket does not support compression. Sends only control
 * frames.
 */
final class PushSocket implements AutoCloseable {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final byte[] DEFLATE_TRAILER = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean contextTakeover;
    private final Receiver receiver;
    private final Inflater inflater = new Inflater(true);
    private volatile boolean closed;

    /** Receives the messages. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param arrivedAt when the last byte was read, in epoch milliseconds
         * @param transferredBytes number of bytes before decompression
         */
        void receive(String text, long arrivedAt, int transferredBytes);
    }

    private PushSocket(Socket socket, DataInputStream in, boolean contextTakeover, Receiver receiver)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.contextTakeover = contextTakeover;
        this.receiver = receiver;
    }

    static PushSocket open(URI address, String path, String cookie, Receiver receiver) throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        byte[] key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nOrigin: " + address
                + "\r\nCookie: " + cookie
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + Base64.getEncoder().encodeToString(key)
                + "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
        String response = readHeaders(in);
        if (!response.startsWith("http/1.1 101")) {
            socket.close();
            throw new IOException("couldn't open the push connection: "
                    + response.lines().findFirst().orElse(""));
        }
        return new PushSocket(socket, in, !response.contains("server_no_context_takeover"), receiver);
    }

    private static String readHeaders(DataInputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            headers.append((char) in.readUnsignedByte());
        }
        return headers.toString().toLowerCase(Locale.ROOT);
    }

    /** Reads messages until one of the sides closes the connection. */
    void read() throws IOException {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            boolean compressed = false;
            while (!closed) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[readLength(in.readUnsignedByte())];
                in.readFully(payload);
                int opcode = first & 0x0F;
                switch (opcode) {
                    case TEXT, CONTINUATION -> {
                        compressed = opcode == TEXT ? (first & 0x40) != 0 : compressed;
                        message.write(payload);
                        if ((first & 0x80) != 0) {
                            deliver(message.toByteArray(), compressed);
                            message.reset();
                        }
                    }
                    case PING -> send(PONG, payload);
                    case CLOSE -> throw new EOFException("closed by Stackdeck: " + reason(payload));
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

    private void deliver(byte[] payload, boolean compressed) throws IOException {
        long now = System.currentTimeMillis();
        receiver.receive(
                new String(compressed ? inflate(payload) : payload, StandardCharsets.UTF_8), now, payload.length);
    }

    private byte[] inflate(byte[] compressed) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream(compressed.length * 6);
        byte[] buffer = new byte[8192];
        try {
            for (byte[] input : new byte[][] {compressed, DEFLATE_TRAILER}) {
                inflater.setInput(input);
                for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                    result.write(buffer, 0, n);
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
        if (!contextTakeover) {
            inflater.reset();
        }
        return result.toByteArray();
    }

    private int readLength(int second) throws IOException {
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
    }

    /**
     * The protocol requires a mask for the payload of clients. The mask is zero, which leaves the payload unchanged.
     */
    private synchronized void send(int opcode, byte[] payload) throws IOException {
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
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
        } catch (IOException ignored) {
            // The connection is already closed.
        }
    }
}

package org.stackdeck.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP protocol handler with a limit on connections from each client network, a deadline for receiving a
 * request, and a limit on WebSocket input. Tomcat's own timeouts apply only between two bytes. The deadline and the
 * limit on WebSocket input do not apply if Tomcat itself serves HTTPS; usually, a proxy serves HTTPS.
 */
public final class LimitingHttp11NioProtocol extends Http11NioProtocol {

    private final LimitedEndpoint endpoint;

    /** Creates the protocol handler. Tomcat calls this constructor by the name of the class. */
    public LimitingHttp11NioProtocol() {
        this(new LimitedEndpoint());
    }

    private LimitingHttp11NioProtocol(LimitedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        ConnectionHandler<NioChannel> handler = new LimitedConnectionHandler(this);
        setHandler(handler);
        endpoint.setHandler(handler);
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new AsteriskAdapter(adapter));
    }

    /**
     * Replaces the deadline of a connection that becomes a WebSocket with the limit on its input. Called before the
     * first frame is read.
     */
    @Override
    protected Processor createUpgradeProcessor(SocketWrapperBase<?> connection, UpgradeToken token) {
        if (connection.getSocket() instanceof LimitedChannel channel) {
            channel.upgrade();
        }
        return super.createUpgradeProcessor(connection, token);
    }

    /** Sets the limits. Must be called before the connector starts. */
    void setLimits(ClientConnectionLimiter addresses, Duration requestTimeout) {
        endpoint.addresses = addresses;
        endpoint.requestTimeout = requestTimeout;
    }

    /**
     * Replaces the path {@code *} of a request with {@code /}. Otherwise, Tomcat itself would respond, without security
     * headers.
     */
    private record AsteriskAdapter(Adapter adapter) implements Adapter {

        @Override
        public void service(Request request, Response response) throws Exception {
            if (request.requestURI().equals("*")) {
                request.requestURI().setString("/");
                request.decodedURI().setString("/");
            }
            adapter.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return adapter.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return adapter.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            adapter.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            adapter.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return adapter.getDomain();
        }
    }

    private static final class LimitedConnectionHandler extends ConnectionHandler<NioChannel> {

        private final LimitedEndpoint endpoint;

        LimitedConnectionHandler(LimitingHttp11NioProtocol protocol) {
            super(protocol);
            this.endpoint = protocol.endpoint;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> connection) {
            super.release(connection);
            SocketChannel channel = connection.getSocket().getIOChannel();
            if (channel != null) {
                endpoint.addresses.release(channel);
            }
        }
    }

    private static final class LimitedEndpoint extends NioEndpoint {

        private ClientConnectionLimiter addresses = new ClientConnectionLimiter(0, 0);
        private Duration requestTimeout = Duration.ofSeconds(20);

        @Override
        protected boolean setSocketOptions(SocketChannel channel) {
            // Counts the connection before Tomcat receives it, because Tomcat may close the connection immediately.
            if (!addresses.admit(channel, channel.socket().getRemoteSocketAddress())) {
                destroySocket(channel);
                return false;
            }
            boolean accepted = super.setSocketOptions(channel);
            if (!accepted) {
                addresses.release(channel);
            }
            return accepted;
        }

        @Override
        protected NioChannel createChannel(SocketBufferHandler buffers) {
            return isSSLEnabled()
                    ? super.createChannel(buffers)
                    : new LimitedChannel(buffers, new RequestReceiveDeadline(requestTimeout, System::nanoTime));
        }
    }

    /**
     * Channel whose reads fail after the deadline, so that the next byte of a slow request closes the connection. Reads
     * of a WebSocket fail if the client sends more than a page does, because the limits on requests do not apply to
     * WebSocket frames.
     */
    private static final class LimitedChannel extends NioChannel {

        /**
         * Maximum number of bytes that a WebSocket receives per window. A page sends only heartbeats of a few bytes.
         */
        private static final int MAX_WEBSOCKET_INPUT = 4096;

        private static final long WEBSOCKET_INPUT_WINDOW =
                Duration.ofSeconds(10).toNanos();

        private final RequestReceiveDeadline deadline;
        private volatile boolean upgraded;
        private long windowStart;
        private int received;

        LimitedChannel(SocketBufferHandler buffers, RequestReceiveDeadline deadline) {
            super(buffers);
            this.deadline = deadline;
        }

        /** Starts counting WebSocket input instead of applying the deadline, because a WebSocket has no requests. */
        void upgrade() {
            windowStart = System.nanoTime();
            received = 0;
            upgraded = true;
        }

        /** Resets the deadline. Called when Tomcat reuses the channel for another connection. */
        @Override
        public void reset(@Nullable SocketChannel channel, NioEndpoint.@Nullable NioSocketWrapper connection)
                throws IOException {
            super.reset(channel, connection);
            deadline.reset();
            upgraded = false;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (!upgraded && deadline.isExceeded()) {
                throw new SocketTimeoutException("request not received in time");
            }
            int bytes = super.read(into);
            if (bytes > 0 && upgraded) {
                countWebSocketInput(bytes);
            } else if (bytes > 0) {
                deadline.addReceived(bytes);
            }
            return bytes;
        }

        private void countWebSocketInput(int bytes) throws IOException {
            long now = System.nanoTime();
            if (now - windowStart > WEBSOCKET_INPUT_WINDOW) {
                windowStart = now;
                received = 0;
            }
            received += bytes;
            if (received > MAX_WEBSOCKET_INPUT) {
                throw new IOException("too much input over a WebSocket");
            }
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            deadline.reset();
            return super.write(from);
        }
    }
}

package org.stackdeck.notices.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.delivery.DeliveryException;
import org.stackdeck.platform.delivery.DeliveryException.Scope;

/**
 * Sends messages over HTTP/1.1 and reads only the status of the response. Uses sockets, because Java's HTTP client
 * would resolve the host again after the policy has checked the addresses. Follows no redirects and uses no proxy.
 */
@Component
class WebhookTransport {

    /** Limit of the whole exchange, including the resolution of the host. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_ADDRESSES = 3;
    private static final int MAX_STATUS_LENGTH = 512;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");

    private final WebhookAddressPolicy policy;
    private final HostResolver resolver;
    private final SSLSocketFactory socketFactory;
    private final Duration timeLimit;

    @FunctionalInterface
    interface HostResolver {

        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Autowired
    WebhookTransport(WebhookAddressPolicy policy, WebhookProperties properties, ObjectProvider<SslBundles> sslBundles) {
        this(policy, InetAddress::getAllByName, socketFactory(properties.sslBundle(), sslBundles), TIME_LIMIT);
    }

    WebhookTransport(
            WebhookAddressPolicy policy, HostResolver resolver, SSLSocketFactory socketFactory, Duration timeLimit) {
        this.policy = policy;
        this.resolver = resolver;
        this.socketFactory = socketFactory;
        this.timeLimit = timeLimit;
    }

    private static SSLSocketFactory socketFactory(String bundle, ObjectProvider<SslBundles> sslBundles) {
        return bundle.isBlank()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : sslBundles.getObject().getBundle(bundle).createSslContext().getSocketFactory();
    }

    /** Sends the JSON document. After a timeout, the message may still arrive. */
    void post(WebhookUrl url, String json) throws DeliveryException {
        FutureTask<Integer> exchange = new FutureTask<>(() -> exchange(url, json.getBytes(StandardCharsets.UTF_8)));
        // The interruption of a virtual thread closes the socket on which it waits.
        Thread.ofVirtual().name("webhook").start(exchange);
        try {
            requireSuccess(exchange.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new DeliveryException(Scope.SERVER, "timeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Scope.SERVER, "connection");
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    private static void requireSuccess(int status) throws DeliveryException {
        if (status >= 300 && status < 400) {
            throw new DeliveryException(Scope.SERVER, "redirect");
        }
        if (status < 200 || status >= 300) {
            // Mattermost also responds with 400 to an unknown webhook, so a later attempt can succeed.
            Scope scope = status == 413 ? Scope.MESSAGE : status == 400 ? Scope.ATTEMPT : Scope.SERVER;
            throw new DeliveryException(scope, "http-" + status);
        }
    }

    private static DeliveryException failure(Throwable cause) {
        return switch (cause) {
            case DeliveryException known -> known;
            case UnknownHostException _ -> new DeliveryException(Scope.SERVER, "unknown-host");
            case SocketTimeoutException _ -> new DeliveryException(Scope.SERVER, "timeout");
            case SSLException _ -> new DeliveryException(Scope.SERVER, "tls");
            default -> new DeliveryException(Scope.SERVER, "connection");
        };
    }

    private int exchange(WebhookUrl url, byte[] body) throws IOException, DeliveryException {
        try (Socket plain = connect(url);
                Socket socket = url.isHttps() ? secure(plain, url) : plain) {
            OutputStream output = socket.getOutputStream();
            output.write(head(url, body.length));
            output.write(body);
            output.flush();
            return readStatus(socket.getInputStream());
        }
    }

    private Socket connect(WebhookUrl url) throws IOException, DeliveryException {
        InetAddress[] addresses = resolver.resolve(url.hostName());
        for (InetAddress address : addresses) {
            if (!policy.isAllowed(address) || !(url.isHttps() || address.isLoopbackAddress())) {
                throw new DeliveryException(Scope.SERVER, "address-not-allowed");
            }
        }
        IOException failure = new UnknownHostException();
        for (int index = 0; index < Math.min(addresses.length, MAX_ADDRESSES); index++) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(
                        new InetSocketAddress(addresses[index], url.port()),
                        Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
                socket.setSoTimeout(Math.toIntExact(timeLimit.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    /** Starts TLS on the connection, and verifies the certificate and the host name in it. */
    private SSLSocket secure(Socket plain, WebhookUrl url) throws IOException {
        SSLSocket socket = (SSLSocket) socketFactory.createSocket(plain, url.hostName(), url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] head(WebhookUrl url, int length) {
        boolean defaultPort = url.port() == (url.isHttps() ? 443 : 80);
        return String.join(
                        "\r\n",
                        "POST " + url.requestTarget() + " HTTP/1.1",
                        "Host: " + url.host() + (defaultPort ? "" : ":" + url.port()),
                        "User-Agent: Stackdeck",
                        "Content-Type: application/json; charset=utf-8",
                        "Content-Length: " + length,
                        "Connection: close",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int readStatus(InputStream input) throws IOException, DeliveryException {
        StringBuilder line = new StringBuilder();
        int read = input.read();
        while (read >= 0 && read != '\n' && line.length() < MAX_STATUS_LENGTH) {
            line.append((char) read);
            read = input.read();
        }
        Matcher status = STATUS.matcher(line.toString().strip());
        if (!status.matches()) {
            throw new DeliveryException(Scope.SERVER, "invalid-response");
        }
        return Integer.parseInt(status.group(1));
    }
}

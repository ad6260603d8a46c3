package org.stackdeck.cloud.openstack.connectiontest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.TlsCertificate;
import org.stackdeck.cloud.openstack.connectiontest.ConnectionStepException.StepFinding;
import org.stackdeck.cloud.openstack.http.TlsContextFactory;
import org.stackdeck.cloud.openstack.http.TlsOptions;

/** Connects to a server, reads its certificates and verifies them. Sends no data except TLS handshakes. */
final class CertificateProbe {

    /** Limit of the displayed part of the chain, because the server chooses its length. */
    private static final int MAX_CERTIFICATES = 10;

    /** Limit of a displayed name, because the server chooses it. */
    private static final int MAX_NAME_LENGTH = 300;

    private final String host;
    private final int port;
    private final Duration timeout;

    /** @param timeout limit for connecting to each address of the host, and for each wait for data */
    CertificateProbe(URI address, Duration timeout) {
        this.host = address.getHost();
        this.port = address.getPort() == -1 ? address.getScheme().equals("https") ? 443 : 80 : address.getPort();
        this.timeout = timeout;
    }

    /**
     * Connects without a TLS handshake, for a server without TLS.
     *
     * @throws ConnectionStepException if the server cannot be reached
     */
    void connect() {
        call(() -> {
            open().close();
            return true;
        });
    }

    /**
     * Verifies the certificate of the server, unless the options disable the verification.
     *
     * @throws ConnectionStepException if the server cannot be reached or the verification fails
     */
    StepFinding verify(TlsOptions tlsOptions) {
        List<X509Certificate> chain = call(() -> handshake(new TlsOptions(false, null), false));
        List<TlsCertificate> shown = chain.stream()
                .limit(MAX_CERTIFICATES)
                .map(CertificateProbe::describe)
                .toList();
        if (!tlsOptions.verify()) {
            return new StepFinding(ConnectionFinding.CERTIFICATE_NOT_VERIFIED, List.of(), shown);
        }
        if (isRefused(tlsOptions, false)) {
            throw failure(
                    isExpired(chain) ? ConnectionFinding.CERTIFICATE_EXPIRED : ConnectionFinding.CERTIFICATE_UNTRUSTED,
                    shown);
        }
        if (isRefused(tlsOptions, true)) {
            throw failure(ConnectionFinding.CERTIFICATE_OF_OTHER_HOST, shown);
        }
        return new StepFinding(ConnectionFinding.CERTIFICATE_TRUSTED, List.of(), shown);
    }

    private ConnectionStepException failure(ConnectionFinding finding, List<TlsCertificate> shown) {
        return new ConnectionStepException(new StepFinding(finding, List.of(host), shown));
    }

    private boolean isRefused(TlsOptions tlsOptions, boolean verifyHost) {
        return call(() -> {
            try {
                handshake(tlsOptions, verifyHost);
                return false;
            } catch (SSLException e) {
                return true;
            }
        });
    }

    private List<X509Certificate> handshake(TlsOptions tlsOptions, boolean verifyHost)
            throws IOException, GeneralSecurityException {
        SSLContext context = TlsContextFactory.create(tlsOptions);
        // Closing the TLS socket closes the connection.
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(open(), host, port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(verifyHost ? "HTTPS" : "");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : socket.getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
            return chain;
        }
    }

    /** Connects to the first address that accepts the connection. */
    private Socket open() throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.setSoTimeout((int) timeout.toMillis());
                socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new UnknownHostException(host) : failure;
    }

    private interface Check<T> {
        T run() throws IOException, GeneralSecurityException;
    }

    private <T> T call(Check<T> check) {
        String address = host + ":" + port;
        try {
            return check.run();
        } catch (SocketTimeoutException e) {
            throw new ConnectionStepException(ConnectionFinding.TIMEOUT, address);
        } catch (UnknownHostException e) {
            throw new ConnectionStepException(ConnectionFinding.UNKNOWN_HOST, host);
        } catch (ConnectException e) {
            throw new ConnectionStepException(ConnectionFinding.CONNECTION_REFUSED, address);
        } catch (SSLException e) {
            throw new ConnectionStepException(ConnectionFinding.TLS_FAILED, address);
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectionStepException(ConnectionFinding.CONNECTION_REFUSED, address);
        }
    }

    private static boolean isExpired(List<X509Certificate> chain) {
        return chain.stream().anyMatch(certificate -> {
            try {
                certificate.checkValidity();
                return false;
            } catch (CertificateExpiredException | CertificateNotYetValidException e) {
                return true;
            }
        });
    }

    private static TlsCertificate describe(X509Certificate certificate) {
        try {
            byte[] encoded = certificate.getEncoded();
            String digest = HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded))
                    .toUpperCase(Locale.ROOT);
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(encoded)
                    + "\n-----END CERTIFICATE-----\n";
            return new TlsCertificate(
                    cut(certificate.getSubjectX500Principal().getName()),
                    cut(certificate.getIssuerX500Principal().getName()),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    digest,
                    pem);
        } catch (GeneralSecurityException e) {
            throw new ConnectionStepException(ConnectionFinding.TLS_FAILED, "");
        }
    }

    private static String cut(String name) {
        return name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) + "…" : name;
    }
}

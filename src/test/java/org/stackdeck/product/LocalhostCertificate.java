package org.stackdeck.product;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Self-signed certificate for {@code localhost} in PEM files, and clients that trust it. */
final class LocalhostCertificate {

    private static final String NAME = "localhost";
    private static final String PASSWORD = "changeit";

    private final Path certificate;
    private final Path key;
    private final Path both;
    private final SSLContext context;

    private LocalhostCertificate(Path certificate, Path key, Path both, SSLContext context) {
        this.certificate = certificate;
        this.key = key;
        this.both = both;
        this.context = context;
    }

    /** Creates the certificate and its files in the directory. */
    static LocalhostCertificate create(Path directory) throws IOException, GeneralSecurityException {
        Path store = directory.resolve("localhost.p12");
        generate(store);
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate(NAME);
        String certificatePem = pem("CERTIFICATE", certificate.getEncoded());
        String keyPem =
                pem("PRIVATE KEY", keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded());
        return new LocalhostCertificate(
                Files.writeString(directory.resolve("localhost.pem"), certificatePem),
                Files.writeString(directory.resolve("localhost.key"), keyPem),
                Files.writeString(directory.resolve("localhost-with-key.pem"), certificatePem + keyPem),
                trusting(certificate));
    }

    private static void generate(Path store) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "SAN=dns:" + NAME,
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + type + "-----\n";
    }

    private static SSLContext trusting(Certificate certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(NAME, certificate);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    Path certificate() {
        return certificate;
    }

    Path key() {
        return key;
    }

    /** Returns the file with the certificate and the key, which HAProxy reads. */
    Path certificateWithKey() {
        return both;
    }

    /** Returns the builder of a client that trusts the certificate. */
    HttpClient.Builder client() {
        return HttpClient.newBuilder().sslContext(context);
    }

    Socket encrypt(Socket connection) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(connection, NAME, connection.getPort(), true);
        // Java does not send names without a dot by default.
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(NAME)));
        socket.setSSLParameters(parameters);
        return socket;
    }
}

package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.CloudEntryGroup;
import org.stackdeck.cloud.openstack.config.CloudEntryLoader;
import org.stackdeck.cloud.openstack.config.CloudsFileLocator;

class TlsContextFactoryTests {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    private static HttpsServer named;
    private static HttpsServer misnamed;

    @BeforeAll
    static void start() throws Exception {
        named = serving("named", "IP:127.0.0.1");
        misnamed = serving("misnamed", "DNS:elsewhere.example");
    }

    @AfterAll
    static void stop() {
        named.stop(0);
        misnamed.stop(0);
    }

    /** Starts a server with a self-signed certificate, and exports the certificate in PEM and DER format. */
    private static HttpsServer serving(String name, String alternative) throws Exception {
        Path store = directory.resolve(name + ".p12");
        keytool(store, "-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=x", "-ext", "SAN=" + alternative);
        keytool(store, "-exportcert", "-rfc", "-alias", "k", "-file", pem(name).toString());
        String der = directory.resolve(name + ".der").toString();
        keytool(store, "-exportcert", "-alias", "k", "-file", der);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(contextOf(name)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static SSLContext contextOf(String name) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(exit).isZero();
    }

    private static Path pem(String name) {
        return directory.resolve(name + ".pem");
    }

    private static TlsOptions trusting(String name) throws IOException {
        return new TlsOptions(true, Files.readString(pem(name)));
    }

    private static int ask(HttpsServer server, TlsOptions tlsOptions) {
        var cloudContext = TestOpenStackClouds.context();
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        return cloudContext
                .transport("identity", tlsOptions)
                .send(ServiceRequest.get(uri, Map.of()))
                .status();
    }

    private static void refused(HttpsServer server, TlsOptions tlsOptions) {
        assertThatThrownBy(() -> ask(server, tlsOptions)).isInstanceOfSatisfying(CloudException.class, e -> {
            assertThat(e.category()).isEqualTo(Category.UNREACHABLE);
            assertThat(e).hasMessageContaining("certificate");
        });
    }

    @Test
    void untrustedCertificateIsRejected() {
        refused(named, TlsOptions.SYSTEM);
    }

    @Test
    void cacertIsTrustedForItsCloudOnly() throws IOException {
        assertThat(ask(named, trusting("named"))).isEqualTo(204);
        refused(misnamed, trusting("named"));
        refused(named, TlsOptions.SYSTEM);
    }

    /** Stackdeck creates a connection again when another entry joins the cloud. */
    @ParameterizedTest
    @ValueSource(strings = {"named.pem", "named.der"})
    void cacertIsTrustedAfterItsFileWasDeleted(String certificate) throws IOException {
        Path cacert = Files.copy(directory.resolve(certificate), directory.resolve("deleted"));
        Path file = Files.writeString(directory.resolve("clouds.yaml"), """
                clouds:
                  one:
                    cacert: %s
                    auth: {auth_url: "https://k", username: me, password: p, project_name: p}
                """.formatted(cacert));
        var locator = new CloudsFileLocator(file, Map.of(), directory, directory, directory);
        CloudEntry entry = CloudEntryGroup.ofUsable(new CloudEntryLoader(locator, Set.of()).load())
                .getFirst()
                .entries()
                .getFirst();

        Files.delete(cacert);

        assertThat(ask(named, entry.tls())).isEqualTo(204);
    }

    @Test
    void certificateOfAnotherHostIsRejectedDespiteCacert() throws IOException {
        refused(misnamed, trusting("misnamed"));
    }

    @Test
    void tlsFailureAfterTheHandshakeCountsAsPossibleEffect() throws Exception {
        try (var listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> breakAfterTheRequest(listening));
            var cloudContext = TestOpenStackClouds.context();
            URI uri = URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/");

            assertThatThrownBy(() -> cloudContext
                            .transport("compute", trusting("named"))
                            .send(new ServiceRequest("POST", uri, Map.of(), "{}")))
                    .isInstanceOfSatisfying(
                            CloudException.class,
                            e -> assertThat(e.hadNoEffect()).isFalse());
        }
    }

    @Test
    void onlyAFailedHandshakeHasCertainlyNoEffect() {
        ServiceRequest serviceRequest = new ServiceRequest("POST", URI.create("https://nova.example/"), Map.of(), "{}");

        assertThat(HttpTransport.toCloudException(serviceRequest, new SSLHandshakeException("no"))
                        .hadNoEffect())
                .isTrue();
        assertThat(HttpTransport.toCloudException(serviceRequest, new SSLException("bad record"))
                        .hadNoEffect())
                .isFalse();
    }

    private static void breakAfterTheRequest(ServerSocket listening) {
        try (Socket plain = listening.accept();
                SSLSocket secured =
                        (SSLSocket) contextOf("named").getSocketFactory().createSocket(plain, null, false)) {
            secured.setUseClientMode(false);
            secured.getInputStream().read(new byte[1024]);
            plain.getOutputStream().write("this is no TLS record".getBytes(StandardCharsets.US_ASCII));
            plain.getOutputStream().flush();
            plain.getInputStream().read();
        } catch (IOException e) {
            // The client has closed the connection, as expected.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void verifyFalseAcceptsAnyCertificateAndHost() {
        assertThat(ask(named, new TlsOptions(false, null))).isEqualTo(204);
        assertThat(ask(misnamed, new TlsOptions(false, null))).isEqualTo(204);
        refused(misnamed, TlsOptions.SYSTEM);
    }
}

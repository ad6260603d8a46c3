package org.stackdeck;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Training run for the AOT cache of the JVM (JEP 514). Starts Stackdeck with an empty data directory, the simulated
 * cloud and a loopback port. Creates and signs in a user, stops a server through the REST API, requests the pages that
 * users open first, and exits. With {@code -XX:AOTCacheOutput=FILE}, the JVM records the classes that this run loads.
 * With {@code -XX:AOTCache=FILE} and the same class path, Stackdeck then starts and responds to the first requests
 * faster.
 */
public final class AotTrainingMain {

    private static final String USER = "trainee";
    /** Prefix with which Vaadin prevents pages of other origins from running the response as a script. */
    private static final String UIDL_PREFIX = "for(;;);";

    private static final int MAX_ATTEMPTS = 40;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern MODULE = Pattern.compile("src=\"\\./(VAADIN/build/[^\"]+)\"");
    private static final JsonMapper JSON = new JsonMapper();

    private final URI baseUri;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private AotTrainingMain(int port) {
        this.baseUri = URI.create("http://127.0.0.1:" + port);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("stackdeck-training");
        String secret = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        try (var context = StackdeckApplication.application()
                .run(
                        "--stackdeck.data-dir=" + directory,
                        "--spring.datasource.url=jdbc:h2:file:" + directory.resolve("training") + ";MODE=MariaDB",
                        "--spring.datasource.username=sa",
                        "--spring.datasource.password=",
                        // Clears settings of the environment that would conflict with the settings of this run.
                        "--spring.datasource.password-file=",
                        "--stackdeck.setup-code-file=",
                        "--stackdeck.metrics.port=",
                        "--stackdeck.clouds-file=/dev/null",
                        "--stackdeck.setup-code=" + secret,
                        "--stackdeck.demo=true",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--logging.level.root=OFF")) {
            if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
                new AotTrainingMain(web.getWebServer().getPort()).visit(secret);
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void visit(String secret) throws IOException, InterruptedException {
        String account = "{\"code\":\"%s\",\"username\":\"%s\",\"password\":\"%s\"}".formatted(secret, USER, secret);
        send(request("/api/setup").header("Content-Type", "application/json").POST(BodyPublishers.ofString(account)));
        String form = send(request("/login")).body();
        Matcher token = CSRF.matcher(form);
        if (token.find()) {
            String fields = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + "&username=" + USER
                    + "&password=" + secret;
            send(request("/login")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(fields)));
        }
        JsonNode server = stopServer(secret);
        BrowserPage page = openPage();
        page.navigate("servers");
        page.navigate("servers/%s/%s"
                .formatted(server.path("cloud").asString(), server.path("id").asString()));
        page.navigate("overview");
    }

    /**
     * Waits for the first server of the inventory, stops it and returns it. Returns a missing node if no server appears
     * after {@value #MAX_ATTEMPTS} attempts.
     */
    private JsonNode stopServer(String secret) throws IOException, InterruptedException {
        String signIn = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(USER, secret);
        String token = JSON.readTree(send(request("/api/auth/login")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(signIn)))
                        .body())
                .path("token")
                .asString();
        JsonNode server = JSON.missingNode();
        for (int attempt = 0; attempt < MAX_ATTEMPTS && server.isMissingNode(); attempt++) {
            Thread.sleep(PAUSE);
            server = JSON.readTree(send(request("/api/os/servers").header("Authorization", "Bearer " + token))
                            .body())
                    .path("servers")
                    .path(0);
        }
        send(request("/api/os/servers/" + server.path("id").asString() + "/action")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"action\":\"stop\"}")));
        return server;
    }

    /** Sends the first requests of Flow's client: the page, its module and its initial state. */
    private BrowserPage openPage() throws IOException, InterruptedException {
        Matcher module = MODULE.matcher(send(request("/servers")).body());
        if (module.find()) {
            send(request("/" + module.group(1)));
        }
        return new BrowserPage(JSON.readTree(
                        send(request("/?v-r=init&location=servers&query=")).body())
                .path("appConfig"));
    }

    /** Page that sends the same requests for navigation as Flow's client. */
    private final class BrowserPage {

        private final JsonNode configuration;
        private int syncId;
        private int clientId;

        BrowserPage(JsonNode configuration) {
            this.configuration = configuration;
            this.syncId = configuration.path("uidl").path("syncId").asInt();
        }

        void navigate(String route) throws IOException, InterruptedException {
            ObjectNode navigation = JSON.createObjectNode()
                    .put(
                            "csrfToken",
                            configuration
                                    .path("uidl")
                                    .path("Vaadin-Security-Key")
                                    .asString())
                    .put("syncId", syncId)
                    .put("clientId", clientId++);
            navigation
                    .putArray("rpc")
                    .addObject()
                    .put("type", "event")
                    .put("node", 1)
                    .put("event", "ui-navigate")
                    .putObject("data")
                    .put("route", route)
                    .put("query", "")
                    .put("appShellTitle", "")
                    .put("trigger", "")
                    .putObject("historyState")
                    .put("idx", 0);
            String response = send(request("/?v-r=uidl&v-uiId="
                                    + configuration.path("v-uiId").asInt())
                            .header("Content-Type", "application/json; charset=UTF-8")
                            .POST(BodyPublishers.ofString(navigation.toString())))
                    .body();
            if (response.startsWith(UIDL_PREFIX)) {
                syncId = JSON.readTree(response.substring(UIDL_PREFIX.length()))
                        .path(0)
                        .path("syncId")
                        .asInt(syncId);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(baseUri.resolve(path)).header("Accept", "text/html,application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}

package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.stackdeck.browser.Browsers.Look;
import org.stackdeck.product.Console;
import org.stackdeck.product.Rest;
import org.stackdeck.product.StandAloneSimulator;
import tools.jackson.databind.JsonNode;

/** Stackdeck with an administrator named root over a simulated cloud that does not change by itself. */
final class Simulated implements AutoCloseable {

    static final String CLOUD = "simulator";

    private final StandAloneSimulator simulator;
    private final Console console;
    private final Rest root;
    private final Browsers browsers = new Browsers();

    private Simulated(StandAloneSimulator simulator, Console console) {
        this.simulator = simulator;
        this.console = console;
        this.root = console.setUp("root");
    }

    static Simulated start(Path directory) {
        return start(directory, Map.of());
    }

    /** Starts with additional settings, given as environment variables. */
    static Simulated start(Path directory, Map<String, String> settings) {
        StandAloneSimulator simulator = StandAloneSimulator.start(directory, 40);
        return new Simulated(simulator, Console.of(directory, simulator.cloudsFile(), List.of(CLOUD), settings));
    }

    Console console() {
        return console;
    }

    Rest root() {
        return root;
    }

    /** Returns a client of the simulator's control interface, for faults. */
    Rest trouble() {
        return simulator.control();
    }

    /** Violations of a content security policy that Chromium reported. */
    List<String> violations() {
        return browsers.violations();
    }

    Page stranger(Look look) {
        return browsers.person(console.url(), look);
    }

    /** Opens a page by host name instead of IP address. */
    Page named(Look look) {
        return browsers.person(console.url().replace("127.0.0.1", "localhost"), look);
    }

    Page signedIn(String user) {
        return signedIn(user, Look.USUAL);
    }

    Page signedIn(String user, Look look) {
        Page page = stranger(look);
        page.navigate("/login");
        // Found by name attribute because labels depend on the language.
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(Console.PASSWORD);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL("**/servers");
        return page;
    }

    void register(String user) {
        console.rest()
                .post("/api/auth/register", Map.of("username", user, "password", Console.PASSWORD))
                .expect(202);
    }

    /** Creates an approved user with these roles in the project {@code staff}. */
    void member(String user, String... roles) {
        register(user);
        root.post("/api/admin/users/" + user + "/approve", Map.of()).expect(200);
        grant(user, "staff", roles);
    }

    /** Creates a group of these users, who may restart all servers whose names begin with {@code staff-web}. */
    void group(String name, String... members) {
        root.post("/api/admin/groups", Map.of("name", name, "members", List.of(members)))
                .expect(201);
        root.post(
                        "/api/admin/grants",
                        Map.of(
                                "group",
                                name,
                                "cloud",
                                CLOUD,
                                "projects",
                                List.of("staff"),
                                "servers",
                                Map.of("name", "staff-web*"),
                                "permissions",
                                List.of("server:reboot"),
                                "until",
                                "2030-06-28T16:00:00Z"))
                .expect(201);
    }

    /** Replaces all grants of the user. */
    void grant(String user, String project, String... roles) {
        List<Map<String, String>> grants = List.of(roles).stream()
                .map(role -> Map.of("cloud", CLOUD, "project", project, "role", role))
                .toList();
        root.put("/api/admin/users/" + user + "/projects", Map.of("grants", grants))
                .expect(200);
    }

    /** Requests a permission on a server for eight hours, as a user who sees the server. Returns the request ID. */
    String request(String user, String server, String permission, String reason) {
        return request(
                user,
                Map.of(
                        "cloud",
                        CLOUD,
                        "servers",
                        List.of(id(server)),
                        "permissions",
                        List.of(permission),
                        "duration",
                        "PT8H",
                        "reason",
                        reason));
    }

    /** Submits a free-text request. Returns the request ID. */
    String request(String user, String reason) {
        return request(user, Map.of("duration", "P1D", "reason", reason));
    }

    private String request(String user, Map<String, Object> wish) {
        return console.rest(user)
                .post("/api/access-requests", wish)
                .expect(201)
                .body()
                .path("id")
                .asString();
    }

    /** Creates an invitation to the project. Returns the link. */
    String invite(String invitee, String project, String role) {
        return root.post(
                        "/api/admin/invitations",
                        Map.of(
                                "for",
                                invitee,
                                "grants",
                                List.of(Map.of("cloud", CLOUD, "project", project, "role", role, "lasts", "P14D"))))
                .expect(201)
                .body()
                .path("link")
                .asString();
    }

    /** Returns the unique name of a server of the project to which the action is available. */
    String serverFor(String action, String project) {
        List<JsonNode> servers = StreamSupport.stream(
                        root.get("/api/os/servers").body().path("servers").spliterator(), false)
                .toList();
        return servers.stream()
                .filter(server -> server.path("project").asString().equals(project))
                .filter(server -> StreamSupport.stream(
                                server.path("allowedActions").spliterator(), false)
                        .anyMatch(allowed -> allowed.asString().equals(action)))
                .map(server -> server.path("name").asString())
                .filter(name -> servers.stream()
                                .filter(other -> other.path("name").asString().contains(name))
                                .count()
                        == 1)
                .filter(name -> name.matches("[a-z0-9-]+"))
                .findFirst()
                .orElseThrow();
    }

    /** Submits an action as root. */
    void ask(String server, String action) {
        root.post("/api/os/servers/" + id(server) + "/action", Map.of("action", action))
                .expect(202);
    }

    /**
     * Makes the cloud accept the next action and then fail.
     *
     * @param call the call of the compute host, such as {@code power_off}
     */
    void failNext(String server, String call) {
        trouble()
                .post("/servers/" + id(server), Map.of("metadata", Map.of("lab_fail", call)))
                .expect(200);
    }

    /** Renames the server outside Stackdeck. */
    void rename(String server, String name) {
        trouble().post("/servers/" + id(server), Map.of("name", name)).expect(200);
    }

    String id(String name) {
        return StreamSupport.stream(
                        root.get("/api/os/servers").body().path("servers").spliterator(), false)
                .filter(server -> server.path("name").asString().equals(name))
                .map(server -> server.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        try (simulator;
                console) {
            browsers.close();
        }
    }
}

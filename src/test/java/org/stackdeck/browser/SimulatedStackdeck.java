package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.product.JsonHttpClient;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import tools.jackson.databind.JsonNode;

/** Stackdeck with an administrator named {@code root}, over a simulated cloud that does not change by itself. */
final class SimulatedStackdeck implements AutoCloseable {

    static final String CLOUD = "simulator";
    static final String ROOT = "root";

    private final SimulatorProcess process;
    private final StackdeckProcess stackdeckProcess;
    private final boolean shared;
    private final int outputBefore;
    private final JsonHttpClient root;
    private final TestBrowsers testBrowsers = new TestBrowsers();

    private SimulatedStackdeck(
            SimulatorProcess process, StackdeckProcess stackdeckProcess, boolean shared, JsonHttpClient root) {
        this.process = process;
        this.stackdeckProcess = stackdeckProcess;
        this.shared = shared;
        this.outputBefore = stackdeckProcess.output().length();
        this.root = root;
    }

    /**
     * Returns the Stackdeck that the test classes of this JVM share. The class must use its own users, server names and
     * texts, leave no pending request and no second administrator, and restore settings that apply to all users.
     */
    static SimulatedStackdeck shared(Class<?> test) {
        SharedStackdeck common = SharedStackdeck.forClass(test);
        return new SimulatedStackdeck(
                common.simulator(), common.stackdeck(), true, common.stackdeck().rest(ROOT));
    }

    static SimulatedStackdeck start(Path directory) {
        return start(directory, Map.of());
    }

    /** Starts with additional settings, given as environment variables. */
    static SimulatedStackdeck start(Path directory, Map<String, String> settings) {
        SimulatorProcess process = SimulatorProcess.start(directory, 40);
        StackdeckProcess stackdeckProcess =
                StackdeckProcess.withClouds(directory, process.cloudsFile(), List.of(CLOUD), settings);
        return new SimulatedStackdeck(process, stackdeckProcess, false, stackdeckProcess.setUp(ROOT));
    }

    /** Starts while the cloud refuses all requests, until the faults are deleted. */
    static SimulatedStackdeck startWithUnreachableCloud(Path directory) {
        SimulatorProcess process = SimulatorProcess.start(directory, 40);
        // The simulator accepts requests when this file exists.
        Path cloudsFile = process.cloudsFile();
        refuseAllRequests(process);
        StackdeckProcess stackdeckProcess = StackdeckProcess.withClouds(directory, cloudsFile, List.of(CLOUD));
        return new SimulatedStackdeck(process, stackdeckProcess, false, stackdeckProcess.setUp(ROOT));
    }

    /** Makes the cloud refuse all requests until the faults are deleted. */
    void refuseAllRequests() {
        refuseAllRequests(process);
    }

    private static void refuseAllRequests(SimulatorProcess simulator) {
        simulator.control().post("/faults", Map.of("status", 503)).expect(200);
    }

    StackdeckProcess console() {
        return stackdeckProcess;
    }

    /** Returns the output of Stackdeck since this object was created. */
    String output() {
        return stackdeckProcess.output().substring(outputBefore);
    }

    JsonHttpClient root() {
        return root;
    }

    /** Returns a client of the simulator's control API, which can inject faults. */
    JsonHttpClient trouble() {
        return process.control();
    }

    /** Returns the violations of a content security policy that Chromium has reported. */
    List<String> violations() {
        return testBrowsers.violations();
    }

    int openedPages() {
        return testBrowsers.opened();
    }

    void closePagesAfter(int number) {
        testBrowsers.closePagesAfter(number);
    }

    Page anonymousPage(Look look) {
        return testBrowsers.openPage(stackdeckProcess.url(), look);
    }

    /** Opens a page by host name instead of IP address. */
    Page named(Look look) {
        return testBrowsers.openPage(stackdeckProcess.url().replace("127.0.0.1", "localhost"), look);
    }

    Page signedIn(String user) {
        return signedIn(user, Look.USUAL);
    }

    Page signedIn(String user, Look look) {
        return signedIn(user, look, "/servers");
    }

    /** Opens this page after the sign-in, which avoids loading the servers page before it. */
    Page signedIn(String user, Look look, String path) {
        Page page = anonymousPage(look);
        page.navigate("/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        // The fields are found by their name attribute, because labels depend on the language.
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(StackdeckProcess.PASSWORD);
        page.locator("input[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    void register(String user) {
        stackdeckProcess
                .rest()
                .post("/api/auth/register", Map.of("username", user, "password", StackdeckProcess.PASSWORD))
                .expect(202);
    }

    /** Creates an approved user with these roles in the project {@code staff}. */
    void member(String user, String... roles) {
        stackdeckProcess.createMember(root, user);
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

    /** Replaces all grants of the user with these roles in the project. */
    void grant(String user, String project, String... roles) {
        List<Map<String, String>> grants = List.of(roles).stream()
                .map(role -> Map.of("cloud", CLOUD, "project", project, "role", role))
                .toList();
        root.put("/api/admin/users/" + user + "/projects", Map.of("grants", grants))
                .expect(200);
    }

    /**
     * Requests a permission on a server for eight hours, as a user to whom the server is visible. Returns the ID of the
     * request.
     */
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

    /** Submits a request with free text. Returns the ID of the request. */
    String request(String user, String reason) {
        return request(user, Map.of("duration", "P1D", "reason", reason));
    }

    private String request(String user, Map<String, Object> wish) {
        return stackdeckProcess
                .rest(user)
                .post("/api/access-requests", wish)
                .expect(201)
                .body()
                .path("id")
                .asString();
    }

    /** Creates an invitation with a role in the project. Returns the link. */
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

    /**
     * Returns the name of an ordinary server of the project for which the action is allowed. No other server's name
     * contains this name.
     */
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
                .filter(SimulatedStackdeck::isOrdinary)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns whether actions on the server behave as usual. The simulator also has servers with unusual states and
     * names.
     */
    static boolean isOrdinary(String server) {
        return server.matches("(staff|research)-[a-z]+-\\d{3}");
    }

    /** Submits an action as root. */
    void ask(String server, String action) {
        root.post("/api/os/servers/" + id(server) + "/action", Map.of("action", action))
                .expect(202);
    }

    /**
     * Makes the next action fail after the cloud has accepted it.
     *
     * @param call the call to the compute host, such as {@code power_off}
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
        if (shared) {
            testBrowsers.close();
            return;
        }
        try (process;
                stackdeckProcess) {
            testBrowsers.close();
        }
    }
}

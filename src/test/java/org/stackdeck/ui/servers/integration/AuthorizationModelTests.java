package org.stackdeck.ui.servers.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.password.WeakPasswordHasherTestConfiguration;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.OperationService;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.TestSeed;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.grid.RecentServerOperations;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.integration.AuthorizationModel.Given;
import org.stackdeck.ui.servers.integration.AuthorizationModel.Person;
import org.stackdeck.ui.servers.integration.AuthorizationModel.Thing;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.SortedServersCache;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares Stackdeck with {@link AuthorizationModel} for random users, groups, roles, owners and grants. Covers the
 * inventory stream, the rows of a grid, the services behind its buttons, and all REST endpoints except those for the
 * caller's own data.
 */
@Tag("integration")
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:everyway;MODE=MariaDB;DB_CLOSE_DELAY=-1",
            "stackdeck.setup-code=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.sign-ins=1000000",
            "stackdeck.limits.changes=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.clouds-file=target/test-data/no-clouds.yaml",
            "stackdeck.data-dir=target/test-data/every-way-in"
        })
@AutoConfigureMockMvc
@Import(WeakPasswordHasherTestConfiguration.class)
class AuthorizationModelTests {

    private static final int PEOPLE = 16;
    private static final int SERVERS = 30;
    private static final int ROUNDS = Integer.getInteger("rounds", 2);
    /**
     * Number of actions, number of launches and number of creations of resources that each user requests in each round.
     */
    private static final int ASKED = 5;

    /** The user also calls all other endpoints of the server for this number of the first actions. */
    private static final int ASKED_WHOLLY = 3;

    /** Number of users who call all administration endpoints. */
    private static final int ADMINISTRATION_CALLERS = 4;

    private static final int OPERATIONS = 4;

    /** Users from the second on whose grants are not random, by the time of their grant to manage: rare by chance. */
    private static final List<String> TIMES_OF_FIXED_GRANTS = List.of("over", "later");

    /** IDs of the servers from which images were created. The last server does not exist. */
    private static final String[] IMAGES = {"s1", "s2", "s3", "s4", "deleted"};

    private static final String PASSWORD = "a quiet river bends";
    private static final JsonMapper JSON = new JsonMapper();
    private static final CloudName A = new CloudName("a");
    private static final CloudName B = new CloudName("b");
    /** Two clouds may contain the same project IDs and server IDs. */
    private static final List<Project> PROJECTS = List.of(
            new Project(A, new ProjectId("p"), "shop"),
            new Project(A, new ProjectId("q"), "web"),
            new Project(B, new ProjectId("p"), "shop"));

    private static final List<String> GROUPS = List.of("ants", "bees");
    private static final Map<String, List<String>> OWN_ROLES =
            Map.of("restarter", List.of("server:reboot"), "guard", List.of("server:stop", "server:read-host"));

    private static final List<ResourceKind> KINDS = Arrays.stream(ResourceKind.values())
            .filter(ResourceKind::hasProject)
            .toList();

    /** Endpoints for the caller's own data or for public data; every other endpoint must be tested. */
    private static final Set<String> OWN = Set.of(
            "POST /api/auth/login",
            "POST /api/auth/logout",
            "POST /api/auth/register",
            "GET /api/auth/factors",
            "POST /api/auth/totp",
            "DELETE /api/auth/totp",
            "POST /api/auth/totp/confirm",
            "POST /api/auth/recovery-codes",
            "POST /api/auth/step-up",
            "POST /api/setup",
            "GET /api/keys",
            "POST /api/keys",
            "DELETE /api/keys/{name}",
            "GET /api/access-requests",
            "POST /api/access-requests",
            "DELETE /api/access-requests/{id}",
            "GET /api/openapi",
            "GET /api/openapi.yaml");

    private static final String ADMINISTRATION = " /api/admin/";
    /** Query parameters without which even an administrator gets an error. */
    private static final Map<String, String> QUERIES =
            Map.of("GET /api/admin/settings/audit-retention/preview", "?days=365");

    /** Replaces the configured clouds. */
    @TestConfiguration(proxyBeanMethods = false)
    static class TwoClouds {

        @Bean
        FakeCompute a() {
            return new FakeCompute(PROJECTS.get(0), PROJECTS.get(1));
        }

        @Bean
        FakeCompute b() {
            return new FakeCompute(PROJECTS.get(2));
        }

        @Bean
        @Primary
        FakeClouds twoClouds(FakeCompute a, FakeCompute b) {
            return new FakeClouds(a, b);
        }
    }

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeCompute a;

    @Autowired
    FakeCompute b;

    @Autowired
    Inventory inventory;

    @Autowired
    ResourceInventory resourceInventory;

    @Autowired
    FakeClouds clouds;

    @Autowired
    OperationService operations;

    @Autowired
    ActionAvailabilityService availability;

    @Autowired
    AccessDecisionService access;

    @Autowired
    OwnershipService ownership;

    @Autowired
    UserDirectory directory;

    @Autowired
    Clock clock;

    @Autowired
    Map<String, RequestMappingHandlerMapping> mappings;

    private final long seed = TestSeed.printedFor(AuthorizationModelTests.class);
    private final Random random = new Random(seed);
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Map<Integer, Integer> launched = new TreeMap<>();
    /** Number of launches with an image of a server, by whether the user may use the image. */
    private final Map<Boolean, Integer> images = new TreeMap<>();

    private final Map<String, String> tokens = new HashMap<>();
    private final SortedServersCache sortedServersCache = new SortedServersCache();
    private final Map<String, UserId> ids = new HashMap<>();
    private final Map<String, VisibleServersUpdate> streamed = new ConcurrentHashMap<>();
    private final List<Subscription> watches = new ArrayList<>();
    private final List<String> grants = new ArrayList<>();
    private final Map<ResourceKey, String> resourceOwners = new HashMap<>();
    private final Set<ServerKey> shielded = new HashSet<>();
    /** Servers by the ID of their ended operation. */
    private final Map<String, Server> done = new TreeMap<>();
    /** Projects by the ID of their template, which is shared with all users. */
    private final Map<String, Project> launchTemplates = new TreeMap<>();

    private final Set<String> asked = new TreeSet<>();
    private List<Server> servers = List.of();
    private int cases;

    @AfterEach
    void close() {
        watches.forEach(Subscription::close);
    }

    @Test
    void allEntryPointsAgreeWithTheAuthorizationModel() {
        fillTheClouds();
        List<Person> people = new ArrayList<>(begin());
        operate();
        keepLaunchTemplates();
        for (int round = 0; round < ROUNDS; round++) {
            if (round == ROUNDS - 1) {
                // Signs in again, because on a slow machine the first sign-in is no longer recent.
                tokens.put("root", token("root"));
                Person leaving = people.removeLast();
                root(HttpMethod.POST, "/api/admin/users/" + leaving.name() + "/disable", Map.of(), 200);
                people.add(leaving.disabled());
            }
            deal(people);
            Map<String, String> owners = owners(people);
            protect();
            for (Person person : people) {
                compare(person, owners, round);
            }
            if (round == 0) {
                people.subList(0, ADMINISTRATION_CALLERS).forEach(this::compareAdministration);
            } else if (round == ROUNDS - 1) {
                compareAdministration(people.getLast());
            }
        }
        compareTraces();
        // Depending on the seed, one of the two keys can be missing.
        assertThat(images).isNotEmpty();
        assertThat(endpoints())
                .as("every endpoint is tested or listed as own")
                .isEqualTo(Stream.concat(asked.stream(), OWN.stream()).collect(Collectors.toCollection(TreeSet::new)));
        assertThat(launched.keySet()).containsExactlyInAnyOrder(400, 403, 404);
        assertThat(cases).isGreaterThan(20_000);
        assertThat(answers.keySet())
                .containsExactlyInAnyOrder(
                        "available",
                        "ended",
                        "invisible",
                        "locked",
                        "not granted",
                        "not locked",
                        "not yet",
                        "protected",
                        "wrong state");
        assertThat(answers.values())
                .as("%s", answers)
                .allSatisfy(count -> assertThat(count).isGreaterThan(cases / 20_000));
    }

    private void compare(Person person, Map<String, String> owners, int round) {
        Map<Thing, Map<String, String>> model = new HashMap<>();
        Set<String> visible = new TreeSet<>();
        Set<String> hosts = new TreeSet<>();
        for (Server server : servers) {
            Thing thing = thing(server, owners);
            Map<String, String> says = new TreeMap<>();
            for (ServerAction action : ServerAction.values()) {
                says.put(action.code(), AuthorizationModel.actionAvailability(person, thing, action.code()));
            }
            model.put(thing, says);
            if (AuthorizationModel.canSeeServer(person, thing)) {
                visible.add(thing.key());
            }
            if (AuthorizationModel.canSeeHost(person, thing)) {
                hosts.add(thing.key());
            }
        }
        String about = "seed " + seed + ", round " + round + ": " + person;
        compareStream(person, visible, hosts, about);
        compareRows(person, owners, model, about);
        compareList(person, owners, model, visible, hosts, about);
        compareActions(person, owners, model, about);
        compareProjects(person, about);
        compareResources(person, about);
        compareResourceCreations(person, about);
        compareLaunches(person, owners, about);
        compareOperations(person, owners, model, about);
        compareLaunchTemplates(person, about);
    }

    private void compareOperations(
            Person person, Map<String, String> owners, Map<Thing, Map<String, String>> model, String about) {
        MvcTestResult list = ask(person.name(), HttpMethod.GET, "/api/os/operations", null);
        if (person.active()) {
            assertThat(StreamSupport.stream(body(list).path("operations").spliterator(), false)
                            .map(operation -> operation.path("id").asString()))
                    .as("operations, " + about)
                    .containsExactlyInAnyOrderElementsOf(done.entrySet().stream()
                            .filter(one -> AuthorizationModel.canSeeServer(person, thing(one.getValue(), owners)))
                            .map(Map.Entry::getKey)
                            .toList());
        } else {
            assertThat(list).as(about).hasStatus(401);
        }
        done.forEach((id, server) -> {
            Thing thing = thing(server, owners);
            String right = AuthorizationModel.permissionState(person, thing, "update");
            String address = "/api/os/operations/" + id;
            compareStatus(person, HttpMethod.GET, address, null, right.equals("invisible") ? 404 : 200, about);
            // No user can cancel an operation that has ended.
            compareStatus(person, HttpMethod.DELETE, address, null, right.equals("given") ? 409 : status(right), about);
            // None of these users submitted the operation, and only its submitter can see the password.
            compareStatus(person, HttpMethod.POST, address + "/password", null, 404, about);
            String again = known(known(model, thing), "set-description");
            if (!again.equals("available")) {
                compareStatus(person, HttpMethod.POST, address + "/again", null, status(again), about);
            }
        });
    }

    private void compareLaunchTemplates(Person person, String about) {
        MvcTestResult list = ask(person.name(), HttpMethod.GET, "/api/recipes", null);
        if (person.active()) {
            assertThat(StreamSupport.stream(body(list).path("recipes").spliterator(), false)
                            .map(launchTemplate -> launchTemplate.path("id").asString()))
                    .as("recipes, " + about)
                    .containsExactlyInAnyOrderElementsOf(launchTemplates.entrySet().stream()
                            .filter(one -> seesLaunchTemplate(person, one.getValue()))
                            .map(Map.Entry::getKey)
                            .toList());
        } else {
            assertThat(list).as(about).hasStatus(401);
        }
        launchTemplates.forEach((id, project) -> {
            boolean seen = seesLaunchTemplate(person, project);
            if (!person.administrator()) {
                String address = "/api/recipes/" + id;
                compareStatus(person, HttpMethod.PUT, address, launchTemplate(), seen ? 403 : 404, about);
                compareStatus(person, HttpMethod.DELETE, address, null, seen ? 403 : 404, about);
            }
            String makes = AuthorizationModel.creationAvailability(person, toBeMade(person, project, "web-1"));
            // A permitted launch fails because the flavor does not exist.
            int launched = !seen || makes.equals("yes") ? 400 : 403;
            compareStatus(person, HttpMethod.POST, "/api/os/servers", Map.of("recipe", id), launched, about);
            if (!makes.equals("yes")) {
                compareStatus(
                        person,
                        HttpMethod.POST,
                        "/api/recipes",
                        launchTemplate(project),
                        makes.equals("no") ? 403 : 404,
                        about);
            }
        });
    }

    private static boolean seesLaunchTemplate(Person person, Project project) {
        return AuthorizationModel.canSeeLaunchTemplate(person, project.cloud().value(), project.name());
    }

    private static Map<String, Object> launchTemplate(Project project) {
        Map<String, Object> body = new HashMap<>(launchTemplate());
        body.put("cloud", project.cloud().value());
        body.put("project", project.name());
        body.put("name", project.cloud() + " " + project.name());
        return body;
    }

    /** Returns the body of a launch template that names no project. */
    private static Map<String, Object> launchTemplate() {
        return Map.of(
                "name",
                "another",
                "server",
                Map.of("name", "web-1", "image", "none", "flavor", "none"),
                "sharedWith",
                Map.of("kind", "everyone"));
    }

    private static Thing toBeMade(Person person, Project project, String name) {
        return new Thing(
                project.cloud().value(),
                "to be made",
                project.name(),
                name,
                Set.of(),
                Map.of(),
                "",
                false,
                false,
                person.name());
    }

    /** Only administrators can use the administration endpoints, regardless of the request. */
    private void compareAdministration(Person person) {
        if (person.administrator()) {
            return;
        }
        String about = "seed " + seed + ": " + person;
        Map<String, Integer> statuses = new TreeMap<>();
        for (String endpoint : endpoints()) {
            if (endpoint.contains(ADMINISTRATION)) {
                String[] parts = endpoint.split(" ", 2);
                String address = parts[1].replace("{id}", UUID.randomUUID().toString())
                        // Uses the first of the accepted values.
                        .replaceAll("\\{\\w+:(\\w+)[^}]*}", "$1")
                        .replaceAll("\\{[^}]*}", "none");
                MvcTestResult reply = ask(
                        person.name(),
                        HttpMethod.valueOf(parts[0]),
                        address + QUERIES.getOrDefault(endpoint, ""),
                        parts[0].equals("GET") ? null : Map.of());
                statuses.put(endpoint, reply.getResponse().getStatus());
                cases++;
            }
        }
        assertThat(statuses).as(about).isNotEmpty();
        assertThat(statuses.entrySet().stream()
                        .filter(one -> one.getValue() != (person.active() ? 403 : 401))
                        .toList())
                .as(about)
                .isEmpty();
    }

    /** @param expected status for an account that is not disabled */
    private void compareStatus(
            Person person, HttpMethod method, String address, @Nullable Object body, int expected, String about) {
        assertThat(ask(person.name(), method, address, body).getResponse().getStatus())
                .as("%s %s, %s", method, address, about)
                .isEqualTo(person.active() ? expected : 401);
        cases++;
    }

    /** Returns all endpoints, each with its method and the pattern of its path. */
    private Set<String> endpoints() {
        return mappings.values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/"))
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void compareProjects(Person person, String about) {
        MvcTestResult list = ask(person.name(), HttpMethod.GET, "/api/os/projects", null);
        if (person.active()) {
            assertThat(StreamSupport.stream(body(list).spliterator(), false)
                            .map(project -> project.path("cloud").asString() + "/"
                                    + project.path("name").asString()))
                    .as("projects, " + about)
                    .containsExactlyElementsOf(PROJECTS.stream()
                            .filter(project -> knows(person, project))
                            .map(project -> project.cloud() + "/" + project.name())
                            .toList());
        } else {
            assertThat(list).as(about).hasStatus(401);
        }
        for (Project project : PROJECTS) {
            assertThat(ask(
                                    person.name(),
                                    HttpMethod.GET,
                                    "/api/os/projects/" + project.id() + "/limits?cloud=" + project.cloud(),
                                    null)
                            .getResponse()
                            .getStatus())
                    .as("%s, %s", project, about)
                    .isEqualTo(!person.active() ? 401 : knows(person, project) ? 200 : 404);
            cases += 2;
        }
    }

    /** Compares the lists that pages and REST requests receive, the buttons of pages, and the endpoints. */
    private void compareResources(Person person, String about) {
        for (ResourceKind kind : KINDS) {
            List<CloudResource> present = resourcesOf(kind);
            Map<String, CloudResource> visible = present.stream()
                    .filter(resource -> canSee(person, resource))
                    .collect(Collectors.toMap(AuthorizationModelTests::key, Function.identity()));
            compareResourceStream(person, kind, visible, about);
            compareResourceList(person, kind, visible, about);
            compareResourceButtons(person, present, about);
            CloudResource resource = any(present.toArray(CloudResource[]::new));
            compareStatus(
                    person,
                    HttpMethod.GET,
                    address(resource, ""),
                    null,
                    visible.containsKey(key(resource)) ? 200 : 404,
                    about);
            compareResourceAction(person, resource, about);
            if (DeletionProtection.appliesTo(kind)) {
                compareResourceProtection(person, resource, about);
            }
            if (kind == ResourceKind.IMAGE) {
                compareUpload(person, resource, about);
                compareMembers(person, resource, about);
            }
        }
    }

    /** Waits until a subscription like that of a page has delivered the visible resources. */
    private void compareResourceStream(
            Person person, ResourceKind kind, Map<String, CloudResource> visible, String about) {
        AtomicReference<VisibleResources> delivered = new AtomicReference<>(VisibleResources.NONE);
        Subscription subscription = resourceInventory.subscribe(kind, known(ids, person.name()), delivered::set);
        try {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(delivered.get().resources())
                            .as(kind + ", " + about)
                            .extracting(AuthorizationModelTests::key)
                            .containsExactlyInAnyOrderElementsOf(visible.keySet()));
        } finally {
            subscription.close();
        }
        delivered
                .get()
                .resources()
                .forEach(resource -> assertThat(resource.project() != null)
                        .as("project of %s, %s", resource, about)
                        .isEqualTo(showsProject(person, known(visible, key(resource)))));
        cases += visible.size();
    }

    private void compareResourceList(
            Person person, ResourceKind kind, Map<String, CloudResource> visible, String about) {
        MvcTestResult list = ask(person.name(), HttpMethod.GET, "/api/os/" + kind.code(), null);
        assertThat(list).as(about).hasStatus(person.active() ? 200 : 401);
        Map<String, JsonNode> listed = new HashMap<>();
        // The first field contains the resources.
        body(list)
                .iterator()
                .next()
                .valueStream()
                .forEach(resource -> listed.put(
                        resource.path("cloud").asString() + "/"
                                + resource.path("id").asString(),
                        resource));
        assertThat(listed.keySet()).as(kind + ", " + about).isEqualTo(visible.keySet());
        listed.forEach((key, resource) -> {
            boolean inProject = showsProject(person, known(visible, key));
            assertThat(resource.path("project").isNull())
                    .as("project of %s, %s", key, about)
                    .isEqualTo(!inProject);
            assertThat(resource.path("owner").asString(""))
                    .as("owner of %s %s, %s", kind, key, about)
                    .isEqualTo(
                            inProject
                                    ? resourceOwners.getOrDefault(
                                            known(visible, key).key(), "")
                                    : "");
        });
        cases += visible.size();
    }

    private void compareResourceButtons(Person person, List<CloudResource> present, String about) {
        Subject subject = access.subject(known(ids, person.name()));
        for (CloudResource resource : present) {
            ResourceActionLookup.of(resource.kind()).forEach(action -> {
                assertThat(name(availability.check(subject, resource, action)))
                        .as("%s %s, %s", action, resource, about)
                        .isEqualTo(actionAvailability(person, resource, action));
                cases++;
            });
        }
    }

    /** Requests only actions that do not succeed, so that the clouds do not change. */
    private void compareResourceAction(Person person, CloudResource resource, String about) {
        ResourceAction action = any(ResourceActionLookup.of(resource.kind()).toArray(ResourceAction[]::new));
        String expected = actionAvailability(person, resource, action);
        if (expected.equals("available")) {
            return;
        }
        ActionRequest sample = sample(action);
        Caller atThePage =
                new Caller(known(ids, person.name()), new UserName(person.name()), "127.0.0.1", Caller.Channel.UI);
        ActionRefusedException refused = catchThrowableOfType(
                ActionRefusedException.class, () -> operations.submit(atThePage, resource.key(), sample));
        assertThat(refused).as("%s %s, %s", action, resource, about).isNotNull();
        assertThat(name(refused.availability()))
                .as("%s %s, %s", action, resource, about)
                .isEqualTo(expected);
        compareStatus(
                person,
                HttpMethod.POST,
                address(resource, "/action"),
                body(sample),
                statusOf(person, resource, expected),
                action + ", " + about);
        if (ResourceActionLookup.bulkActionsOf(resource.kind()).toList().contains(action)) {
            compareBulk(
                    person,
                    resource.kind().code(),
                    resource.key(),
                    Map.of("action", action.code(), "ids", List.of(resource.id())),
                    statusOf(person, resource, expected),
                    about);
        }
    }

    /** Returns the status of a refusal. A published resource is visible, but its users have no permission for it. */
    private int statusOf(Person person, CloudResource resource, String expected) {
        return expected.equals("invisible") && canSee(person, resource) ? 403 : status(expected);
    }

    private String actionAvailability(Person person, CloudResource resource, ResourceAction action) {
        if (resource.project() == null) {
            return "invisible";
        }
        String expected = AuthorizationModel.resourceActionAvailability(
                person, resource.kind().permissionObject(), thing(resource), action.code());
        return expected.equals("available")
                        && resource.published()
                        && action.code().endsWith("-project")
                ? "not-shared"
                : expected;
    }

    /** Users who may delete a resource only read its protection, so that it does not change. */
    private void compareResourceProtection(Person person, CloudResource resource, String about) {
        String path = address(resource, "/protection");
        compareStatus(person, HttpMethod.GET, path, null, canSee(person, resource) ? 200 : 404, about);
        String expected = actionAvailability(
                person,
                resource,
                ResourceActionLookup.deletionOf(resource.kind()).orElseThrow());
        if (List.of("available", "wrong state").contains(expected)) {
            return;
        }
        for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
            compareStatus(person, method, path, null, statusOf(person, resource, expected), about);
        }
    }

    /** Uploads data only to images that are not waiting for data, so that no upload is accepted. */
    private void compareUpload(Person person, CloudResource image, String about) {
        // Each role that contains the permission to create images also contains the permission to update them.
        String expected = actionAvailability(person, image, ResourceAction.SET_IMAGE);
        compareStatus(
                person,
                HttpMethod.PUT,
                address(image, "/file"),
                new byte[1],
                expected.equals("available") ? 409 : statusOf(person, image, expected),
                about);
    }

    private void compareMembers(Person person, CloudResource image, String about) {
        boolean shared = image.text("visibility").isPresent();
        compareStatus(
                person,
                HttpMethod.GET,
                address(image, "/members"),
                null,
                shared && canSee(person, image) ? 200 : 404,
                about);
    }

    /** Requests creations from resources that do not exist, so that the clouds do not change. */
    private void compareResourceCreations(Person person, String about) {
        for (int i = 0; i < ASKED; i++) {
            Project project = any(PROJECTS.toArray(Project[]::new));
            ResourceKind kind = any(KINDS.stream()
                    .filter(one -> ResourceActionLookup.creationOf(one).isPresent())
                    .toArray(ResourceKind[]::new));
            String name = any("web-1", "web-2", "db", "Web-1");
            // Floating IPs have no name.
            Thing resource = toBeMade(person, project, kind == ResourceKind.FLOATING_IP ? "" : name);
            int expected = switch (AuthorizationModel.resourceCreationAvailability(
                    person, kind.permissionObject(), resource)) {
                case "yes" -> 400;
                case "no" -> 403;
                default -> 404;
            };
            if (expected == 400
                    && List.of(ResourceKind.NETWORK, ResourceKind.SERVER_GROUP).contains(kind)) {
                // The creation refers to no other resource, so it would succeed.
                continue;
            }
            Map<String, Object> wish = new HashMap<>(creation(kind));
            wish.putAll(Map.of("cloud", resource.cloud(), "project", resource.project()));
            if (kind != ResourceKind.FLOATING_IP) {
                wish.put("name", name);
            }
            compareStatus(
                    person,
                    HttpMethod.POST,
                    "/api/os/" + kind.code(),
                    wish,
                    expected,
                    "a new " + resource + ", " + about);
        }
    }

    private static Map<String, Object> creation(ResourceKind kind) {
        return switch (kind) {
            case IMAGE -> Map.of("diskFormat", "raw", "volume", "none");
            case VOLUME -> Map.of("size", 1, "snapshot", "none");
            case VOLUME_SNAPSHOT, VOLUME_BACKUP -> Map.of("volume", "none");
            case SUBNET -> Map.of("network", "none", "cidr", "10.0.0.0/24");
            case PORT, FLOATING_IP, ROUTER -> Map.of("network", "none");
            case SECURITY_GROUP -> Map.of("sourceGroup", "none");
            case SERVER_GROUP -> Map.of("policy", "affinity");
            default -> Map.of();
        };
    }

    private boolean canSee(Person person, CloudResource resource) {
        return AuthorizationModel.canSeeResource(
                person, resource.kind().permissionObject(), thing(resource), resource.published());
    }

    private boolean showsProject(Person person, CloudResource resource) {
        return resource.project() != null && AuthorizationModel.canSeeProjectOf(person, thing(resource));
    }

    private Thing thing(CloudResource resource) {
        Project project = resource.project();
        return new Thing(
                resource.cloud().value(),
                resource.id(),
                project == null ? "" : project.name(),
                resource.name(),
                Set.copyOf(resource.texts("tags")),
                resource.map("metadata"),
                "",
                false,
                false,
                resourceOwners.getOrDefault(resource.key(), ""));
    }

    private static String key(CloudResource resource) {
        return resource.cloud() + "/" + resource.id();
    }

    private static String address(CloudResource resource, String part) {
        return "/api/os/" + resource.kind().code() + "/" + resource.id() + part + "?cloud=" + resource.cloud();
    }

    private List<CloudResource> resourcesOf(ResourceKind kind) {
        return Stream.of(A, B)
                .flatMap(cloud -> resourcesOf(cloud).stream())
                .filter(resource -> resource.kind() == kind)
                .toList();
    }

    /**
     * Returns a resource of each kind with the attributes of each server of the cloud, and public images and networks
     * with and without a project.
     */
    private List<CloudResource> resourcesOf(CloudName cloud) {
        Stream<CloudResource> twins = servers.stream()
                .filter(server -> server.cloud().equals(cloud))
                .flatMap(server -> KINDS.stream()
                        .map(kind -> new CloudResource(
                                kind,
                                cloud,
                                server.id().value(),
                                server.project(),
                                server.name(),
                                false,
                                attributes(kind, server))));
        Stream<CloudResource> published = Stream.of(ResourceKind.IMAGE, ResourceKind.NETWORK)
                .flatMap(kind -> Stream.of(
                        new CloudResource(kind, cloud, "public", null, "debian", true, Map.of()),
                        new CloudResource(kind, cloud, "published", projectOf(cloud), "web-1", true, Map.of())));
        return Stream.concat(twins, published).toList();
    }

    private static Project projectOf(CloudName cloud) {
        return PROJECTS.stream()
                .filter(project -> project.cloud().equals(cloud))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> attributes(ResourceKind kind, Server server) {
        return switch (kind) {
            case IMAGE ->
                Map.of("tags", List.copyOf(server.tags()), "visibility", "shared", CloudResource.MEMBERS, Map.of());
            case VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP -> Map.of("metadata", server.metadata());
            case NETWORK, SUBNET, PORT, ROUTER, FLOATING_IP, SECURITY_GROUP ->
                Map.of("tags", List.copyOf(server.tags()));
            default -> Map.of();
        };
    }

    private static boolean knows(Person person, Project project) {
        return AuthorizationModel.canSeeProject(person, project.cloud().value(), project.name());
    }

    /** Requests launches with a flavor that does not exist, so that the clouds do not change. */
    private void compareLaunches(Person person, Map<String, String> owners, String about) {
        for (int i = 0; i < ASKED; i++) {
            Project project = any(PROJECTS.toArray(Project[]::new));
            Thing theirs = new Thing(
                    project.cloud().value(),
                    "to be made",
                    project.name(),
                    any("web-1", "web-2", "db", "Web-1"),
                    any(Set.of(), Set.of("blue"), Set.of("blue", "old")),
                    any(Map.of(), Map.of("team", "shop"), Map.of("team", "shop", "tier", "1")),
                    "",
                    false,
                    false,
                    person.name());
            Map<String, Object> wish = Map.of(
                    "cloud",
                    theirs.cloud(),
                    "project",
                    theirs.project(),
                    "name",
                    theirs.name(),
                    "tags",
                    theirs.tags(),
                    "metadata",
                    theirs.metadata(),
                    "image",
                    "none",
                    "flavor",
                    "none");
            int expected = switch (AuthorizationModel.creationAvailability(person, theirs)) {
                case "yes" -> 400;
                case "no" -> 403;
                default -> 404;
            };
            assertThat(ask(person.name(), HttpMethod.POST, "/api/os/servers", wish)
                            .getResponse()
                            .getStatus())
                    .as("a new %s, %s", theirs, about)
                    .isEqualTo(person.active() ? expected : 401);
            launched.merge(expected, 1, Integer::sum);
            cases++;
            if (expected == 400 && person.active()) {
                compareImage(person, owners, theirs, wish, about);
            }
        }
    }

    /**
     * Requests a launch with an image of a server and with a network that does not exist. Stackdeck checks the network
     * after the image.
     */
    private void compareImage(
            Person person, Map<String, String> owners, Thing theirs, Map<String, Object> wish, String about) {
        String id = any(IMAGES);
        Map<String, Object> copy = new HashMap<>(wish);
        copy.putAll(Map.of("flavor", "small", "image", "image of " + id, "networks", List.of("none")));
        boolean allowed = AuthorizationModel.canUseImage(person, source(theirs.cloud(), id, owners), theirs);
        assertThat(body(ask(person.name(), HttpMethod.POST, "/api/os/servers", copy))
                        .path("field")
                        .asString())
                .as("a new %s of %s, %s", theirs, id, about)
                .isEqualTo(allowed ? "networks" : "source");
        images.merge(allowed, 1, Integer::sum);
        cases++;
    }

    private @Nullable Thing source(String cloud, String id, Map<String, String> owners) {
        return servers.stream()
                .filter(server -> server.cloud().value().equals(cloud)
                        && server.id().value().equals(id))
                .findFirst()
                .map(server -> thing(server, owners))
                .orElse(null);
    }

    /** Requests a rebuild or a rescue of the server with an image, if the user is not permitted to use that image. */
    private void compareImageOfAction(
            Person person, Map<String, String> owners, Server server, ServerAction action, String about) {
        String id = any(IMAGES);
        Thing thing = thing(server, owners);
        if (!AuthorizationModel.canUseImage(person, source(thing.cloud(), id, owners), thing)) {
            assertThat(body(ask(
                                    person.name(),
                                    HttpMethod.POST,
                                    "/api/os/servers/" + server.id() + "/action?cloud=" + server.cloud(),
                                    Map.of("action", action.code(), "image", "image of " + id)))
                            .path("field")
                            .asString())
                    .as("%s %s with an image of %s, %s", action, thing, id, about)
                    .isEqualTo("image");
            cases++;
        }
    }

    /** Checks that requests for nonexistent and for invisible servers have the same responses and audit entries. */
    private void compareTraces() {
        Person late = join(PEOPLE);
        Server server = servers.getFirst();
        for (String id : List.of(server.id().value(), "unknown")) {
            String address = "/api/os/servers/" + id + "%s?cloud=" + server.cloud();
            for (String action : List.of("stop", "delete")) {
                compareStatus(late, HttpMethod.POST, address.formatted("/action"), Map.of("action", action), 404, id);
            }
            compareStatus(late, HttpMethod.GET, address.formatted("/log"), null, 404, id);
            compareStatus(late, HttpMethod.POST, address.formatted("/console"), null, 404, id);
            compareStatus(late, HttpMethod.PUT, address.formatted("/protection"), Map.of(), 404, id);
            compareStatus(late, HttpMethod.DELETE, address.formatted("/protection"), null, 404, id);
            ask(
                    late.name(),
                    HttpMethod.POST,
                    "/api/os/servers/action?cloud=" + server.cloud(),
                    Map.of("action", "hard-reboot", "servers", List.of(id)));
        }
        JsonNode entries = root(HttpMethod.GET, "/api/admin/audit?who=" + late.name(), null, 200);
        List<List<String>> recorded = Stream.of(server.id().value(), "unknown")
                .map(id -> StreamSupport.stream(entries.spliterator(), false)
                        .filter(entry -> entry.path("objectId").asString("").equals(id))
                        .map(entry -> entry.path("action").asString() + " "
                                + entry.path("detail").asString())
                        .toList())
                .toList();
        assertThat(recorded.getFirst()).hasSize(7).isEqualTo(recorded.getLast());
    }

    /** Waits until the open stream has delivered the visible servers, without a new request. */
    private void compareStream(Person person, Set<String> visible, Set<String> hosts, String about) {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    VisibleServersUpdate inventoryUpdate = known(streamed, person.name());

                    assertThat(keys(inventoryUpdate.servers().values().stream()))
                            .as(about)
                            .isEqualTo(visible);
                    assertThat(keys(inventoryUpdate.servers().values().stream()
                                    .filter(server -> server.host() != null)))
                            .as("hosts, " + about)
                            .isEqualTo(hosts);
                });
        cases += 2 * servers.size();
    }

    private void compareRows(
            Person person, Map<String, String> owners, Map<Thing, Map<String, String>> model, String about) {
        Subject subject = access.subject(known(ids, person.name()));
        ServerGridModel serverGridModel = new ServerGridModel(
                subject.user(),
                subject.user(),
                server -> availability.checkAll(subject, server),
                new RecentServerOperations(clock),
                TestOperationBuilder.pendingServers(clock),
                sortedServersCache);
        serverGridModel.setQuery(ServerGridQuery.ALL);
        serverGridModel.applyUpdate(inventory.current(subject.user()));
        Map<Thing, Map<String, String>> shown = new HashMap<>();
        serverGridModel
                .rows(0, SERVERS)
                .map(ServerRow.class::cast)
                .forEach(row -> shown.put(
                        thing(row.server(), owners),
                        row.availability().entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> entry.getKey().code(),
                                        entry -> name(entry.getValue()),
                                        (one, other) -> one,
                                        TreeMap::new))));
        model.forEach((thing, says) -> {
            if (AuthorizationModel.canSeeServer(person, thing)) {
                assertThat(shown.get(thing)).as("%s, %s", thing, about).isEqualTo(says);
            } else {
                assertThat(shown).as("%s, %s", thing, about).doesNotContainKey(thing);
            }
            says.values().forEach(answer -> answers.merge(answer, 1, Integer::sum));
            cases += says.size();
        });
    }

    private void compareList(
            Person person,
            Map<String, String> owners,
            Map<Thing, Map<String, String>> model,
            Set<String> visible,
            Set<String> hosts,
            String about) {
        MvcTestResult reply = ask(person.name(), HttpMethod.GET, "/api/os/servers", null);
        if (!person.active()) {
            assertThat(reply).as(about).hasStatus(401);
            return;
        }
        assertThat(reply).as(about).hasStatus(200);
        Map<String, JsonNode> listed = new HashMap<>();
        body(reply)
                .path("servers")
                .forEach(server -> listed.put(
                        server.path("cloud").asString() + "/"
                                + server.path("id").asString(),
                        server));
        assertThat(listed.keySet()).as(about).isEqualTo(visible);
        assertThat(listed.keySet().stream().filter(key -> known(listed, key).has("host")))
                .as("hosts, " + about)
                .containsExactlyInAnyOrderElementsOf(hosts);
        for (Server server : servers) {
            Thing thing = thing(server, owners);
            if (visible.contains(thing.key())) {
                assertThat(known(listed, thing.key()).path("owner").asString(""))
                        .as("owner, %s, %s", thing, about)
                        .isEqualTo(thing.owner());
                assertThat(StreamSupport.stream(
                                        known(listed, thing.key())
                                                .path("allowedActions")
                                                .spliterator(),
                                        false)
                                .map(JsonNode::asString))
                        .as("%s, %s", thing, about)
                        .containsExactlyInAnyOrderElementsOf(known(model, thing).entrySet().stream()
                                .filter(entry -> entry.getValue().equals("available"))
                                .map(Map.Entry::getKey)
                                .toList());
            }
            cases += ServerAction.values().length;
        }
    }

    /** Requests only actions that do not succeed, so that the clouds do not change. */
    private void compareActions(
            Person person, Map<String, String> owners, Map<Thing, Map<String, String>> model, String about) {
        UserId id = known(ids, person.name());
        Caller atThePage = new Caller(id, new UserName(person.name()), "127.0.0.1", Caller.Channel.UI);
        for (int i = 0; i < ASKED; i++) {
            Server server = servers.get(random.nextInt(servers.size()));
            Thing thing = thing(server, owners);
            if (i < ASKED_WHOLLY) {
                compareParts(person, server, thing, about);
            }
            ServerAction action = any(ServerAction.forExistingServers().toArray(ServerAction[]::new));
            String expected = known(known(model, thing), action.code());
            if (expected.equals("available")) {
                if (action == ServerAction.REBUILD || action == ServerAction.RESCUE) {
                    compareImageOfAction(person, owners, server, action, about);
                }
                continue;
            }
            ActionRefusedException refused = catchThrowableOfType(
                    ActionRefusedException.class, () -> operations.submit(atThePage, server.key(), sample(action)));
            assertThat(refused).as("%s %s, %s", action, thing, about).isNotNull();
            assertThat(name(refused.availability()))
                    .as("%s %s, %s", action, thing, about)
                    .isEqualTo(expected);

            String address = "/api/os/servers/" + server.id() + "%s?cloud=" + server.cloud();
            assertThat(ask(person.name(), HttpMethod.POST, address.formatted("/action"), body(sample(action)))
                            .getResponse()
                            .getStatus())
                    .as("%s %s, %s", action, thing, about)
                    .isEqualTo(person.active() ? status(expected) : 401);
            assertThat(ask(person.name(), HttpMethod.GET, address.formatted(""), null)
                            .getResponse()
                            .getStatus())
                    .as("%s, %s", thing, about)
                    .isEqualTo(!person.active() ? 401 : AuthorizationModel.canSeeServer(person, thing) ? 200 : 404);
            if (i < ASKED_WHOLLY && action.required().isEmpty()) {
                compareBulk(
                        person,
                        "servers",
                        server.key(),
                        Map.of(
                                "action",
                                action.code(),
                                "servers",
                                List.of(server.id().value())),
                        status(expected),
                        about);
            }
            cases += 3;
        }
    }

    /** Compares the endpoints of a server other than its actions. */
    private void compareParts(Person person, Server server, Thing thing, String about) {
        String address = "/api/os/servers/" + server.id() + "%s?cloud=" + server.cloud();
        for (String part : List.of("/usage", "/activity", "/protection")) {
            compareStatus(
                    person,
                    HttpMethod.GET,
                    address.formatted(part),
                    null,
                    AuthorizationModel.canSeeServer(person, thing) ? 200 : 404,
                    about);
        }
        String mayProtect = AuthorizationModel.permissionState(person, thing, "delete");
        if (!mayProtect.equals("given")) {
            for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.DELETE)) {
                compareStatus(person, method, address.formatted("/protection"), null, status(mayProtect), about);
            }
        }
        String mayRead = AuthorizationModel.permissionState(person, thing, "log");
        compareStatus(
                person,
                HttpMethod.GET,
                address.formatted("/log"),
                null,
                mayRead.equals("given") ? 200 : status(mayRead),
                about);
        String mayOpen = AuthorizationModel.permissionState(person, thing, "console");
        // A stopped server has no console.
        int open = thing.status().equals("SHUTOFF") ? 409 : 200;
        compareStatus(
                person,
                HttpMethod.POST,
                address.formatted("/console"),
                null,
                mayOpen.equals("given") ? open : status(mayOpen),
                about);
    }

    private void compareBulk(
            Person person, String kind, ActionTarget target, Map<String, Object> body, int expected, String about) {
        MvcTestResult reply = ask(
                person.name(),
                HttpMethod.POST,
                "/api/os/" + kind + "/action?cloud=" + target.cloud().value(),
                body);
        if (person.active()) {
            assertThat(body(reply)
                            .path("results")
                            .path(0)
                            .path("problem")
                            .path("status")
                            .asInt())
                    .as("%s %s in bulk, %s", body, target, about)
                    .isEqualTo(expected);
        } else {
            assertThat(reply).as(about).hasStatus(401);
        }
        cases++;
    }

    /** Returns a request with a value for each required parameter. An update changes its first attribute. */
    private static ActionRequest sample(CloudAction action) {
        ActionRequest actionRequest = ActionRequest.of(action);
        Set<ActionParameter> parameters = action instanceof ResourceAction update && update.isUpdate()
                ? Set.of(update.parameters().iterator().next())
                : action.required();
        for (ActionParameter parameter : parameters) {
            actionRequest = actionRequest.with(
                    parameter,
                    switch (parameter) {
                        case STATE -> "active";
                        case VISIBILITY -> "private";
                        case SIZE -> "1";
                        case KEY -> "hw_x";
                        case URL -> "https://example.org/x";
                        default -> "x";
                    });
        }
        return actionRequest;
    }

    private static Map<String, Object> body(ActionRequest actionRequest) {
        Map<String, Object> body = new HashMap<>();
        body.put("action", actionRequest.action().code());
        actionRequest
                .arguments()
                .forEach((parameter, actionArgument) -> body.put(
                        parameter.code(),
                        parameter.isList() ? parameter.itemsOf(actionArgument.value()) : actionArgument.value()));
        return body;
    }

    private static int status(String answer) {
        return switch (answer) {
            case "invisible" -> 404;
            case "not granted", "not yet", "ended" -> 403;
            default -> 409;
        };
    }

    private static String name(ActionAvailability actionAvailability) {
        return switch (actionAvailability) {
            case ActionAvailability.Available() -> "available";
            case ActionAvailability.Invisible() -> "invisible";
            case ActionAvailability.NotGranted _ -> "not granted";
            case ActionAvailability.NotYetGranted _ -> "not yet";
            case ActionAvailability.GrantExpired _ -> "ended";
            case ActionAvailability.Protected _ -> "protected";
            case ActionAvailability.Locked _ -> "locked";
            case ActionAvailability.NotLocked _ -> "not locked";
            case ActionAvailability.WrongState _, ActionAvailability.WrongResourceStatus _ -> "wrong state";
            case ActionAvailability.Obstructed(var obstacle) -> obstacle.code();
            case ActionAvailability.SourceUnavailable _ -> "source unavailable";
            case ActionAvailability.TooManyWaiting _ -> "too many waiting";
            case ActionAvailability.Busy _ -> "busy";
            case ActionAvailability.SelfEscalation _ -> "would gain";
        };
    }

    private void fillTheClouds() {
        clouds.resources().add(new AvailableFlavor("small", "small", 1, 1024, 10));
        for (String id : IMAGES) {
            clouds.resources()
                    .add(new AvailableImage("image of " + id, "image of " + id, 0, 0, null, true, new ServerId(id)));
        }
        List<Server> made = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            Project project = PROJECTS.get(i % PROJECTS.size());
            ServerBuilder builder = ServerBuilder.named("s" + i / 2)
                    .id("s" + i / 2)
                    .name(any("web-1", "web-2", "db", "", "Web-1", "<b>web-1</b>"))
                    .project(project)
                    .status(any(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.ERROR, ServerStatus.PAUSED))
                    .tags(any(new String[] {}, new String[] {"blue"}, new String[] {"blue", "old"}))
                    .metadata(any(
                            Map.of(), Map.of("team", "shop"), Map.of("team", "shop", "tier", "1"), Map.of("tier", "2")))
                    .host("compute-" + i % 3);
            if (random.nextInt(3) == 0) {
                builder.locked();
            }
            made.add((project.cloud().equals(A) ? a : b).put(builder));
        }
        servers = made.stream()
                .collect(Collectors.toMap(Server::key, server -> server, (one, later) -> later, TreeMap::new))
                .values()
                .stream()
                .toList();
        List.of(A, B).forEach(cloud -> clouds.setResources(cloud, resourcesOf(cloud)));
    }

    /** Creates the administrator, roles, groups and all users. Each user is signed in and has an open stream. */
    private List<Person> begin() {
        assertThat(ask(
                        null,
                        HttpMethod.POST,
                        "/api/setup",
                        Map.of("code", "let-me-set-up", "username", "root", "password", PASSWORD)))
                .hasStatus(201);
        tokens.put("root", token("root"));
        Map<String, List<String>> roles = new HashMap<>(OWN_ROLES);
        roles.putAll(AuthorizationModel.ON_RESOURCES);
        roles.forEach((role, permissions) ->
                root(HttpMethod.PUT, "/api/admin/roles/" + role, Map.of("permissions", permissions), 200));
        GROUPS.forEach(
                group -> root(HttpMethod.POST, "/api/admin/groups", Map.of("name", group, "members", List.of()), 201));
        return IntStream.range(0, PEOPLE).mapToObj(this::join).toList();
    }

    /** Adds operations that do not change their servers. */
    private void operate() {
        for (Server server : servers) {
            if (!server.locked() && done.size() < OPERATIONS) {
                String address = "/api/os/servers/" + server.id() + "/action?cloud=" + server.cloud();
                Object wish = Map.of("action", "set-description", "description", "x");
                done.put(
                        root(HttpMethod.POST, address, wish, 202)
                                .path("operation")
                                .path("id")
                                .asString(),
                        server);
            }
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(done.keySet())
                        .allSatisfy(id -> assertThat(root(HttpMethod.GET, "/api/os/operations/" + id, null, 200)
                                        .path("state")
                                        .asString())
                                .isEqualTo("SUCCEEDED")));
    }

    private void keepLaunchTemplates() {
        for (Project project : PROJECTS) {
            JsonNode response = root(HttpMethod.POST, "/api/recipes", launchTemplate(project), 201);
            launchTemplates.put(response.path("id").asString(), project);
        }
    }

    private Person join(int number) {
        String name = "user" + number;
        assertThat(ask(null, HttpMethod.POST, "/api/auth/register", Map.of("username", name, "password", PASSWORD)))
                .hasStatus(202);
        root(HttpMethod.POST, "/api/admin/users/" + name + "/approve", Map.of(), 200);
        boolean administrator = number == 0;
        if (administrator) {
            root(HttpMethod.POST, "/api/admin/users/" + name + "/role", Map.of("role", "ADMINISTRATOR"), 200);
        }
        UserId id = directory.find(new UserName(name)).orElseThrow().id();
        ids.put(name, id);
        tokens.put(name, token(name));
        watches.add(inventory.subscribe(id, inventoryUpdate -> streamed.put(name, inventoryUpdate)));
        return new Person(name, true, administrator, new ArrayList<>());
    }

    /** Replaces all grants of users and groups, and the members of the groups. */
    private void deal(List<Person> people) {
        grants.forEach(grant -> root(HttpMethod.DELETE, "/api/admin/grants/" + grant, null, 204));
        grants.clear();
        people.forEach(person -> person.grants().clear());
        List<Person> others = new ArrayList<>(people);
        TIMES_OF_FIXED_GRANTS.forEach(time -> giveFixedGrants(others.remove(1), time));
        for (String group : GROUPS) {
            List<Person> members =
                    others.stream().filter(_ -> random.nextInt(4) == 0).toList();
            root(
                    HttpMethod.PUT,
                    "/api/admin/groups/" + group + "/members",
                    Map.of("members", members.stream().map(Person::name).toList()),
                    200);
            Given given = randomGrant();
            give("group", group, given);
            members.forEach(member -> member.grants().add(given));
        }
        for (Person person : others) {
            for (int i = random.nextInt(6); i > 0; i--) {
                Given given = randomGrant();
                give("user", person.name(), given);
                person.grants().add(given);
            }
        }
    }

    /** Gives the user current grants to see servers and resources, and a grant to manage them at the time. */
    private void giveFixedGrants(Person person, String time) {
        Stream.of(new String[] {"viewer", "now"}, new String[] {"keeper", "now"}, new String[] {"manager", time})
                .map(role -> new Given("a", List.of(), Map.of("all", true), role[0], List.of(), role[1]))
                .forEach(given -> {
                    give("user", person.name(), given);
                    person.grants().add(given);
                });
    }

    private void give(String kind, String whom, Given given) {
        Map<String, Object> wish = new HashMap<>(given.asJson(clock.instant()));
        wish.put(kind, whom);
        MvcTestResult reply = ask("root", HttpMethod.POST, "/api/admin/grants", wish);
        // A grant that is equal to an existing one is not created again (200 instead of 201), so it is revoked only
        // once.
        assertThat(reply.getResponse().getStatus()).as("%s", wish).isIn(200, 201);
        String id = body(reply).path("id").asString();
        if (!grants.contains(id)) {
            grants.add(id);
        }
    }

    private Given randomGrant() {
        String cloud = any("a", "a", "b");
        return new Given(
                cloud,
                cloud.equals("a")
                        ? any(List.of(), List.of("shop"), List.of("web"), List.of("shop", "web"))
                        : any(List.of(), List.of("shop")),
                any(
                        Map.of("all", true),
                        Map.of("all", true),
                        Map.of("ids", List.of("s1", "s2", "s3", "s4", "s5")),
                        Map.of("name", any("web-*", "*-1", "?b", "*", "we*b-?")),
                        Map.of("tag", "blue"),
                        Map.of("metadata", Map.of("team", "shop")),
                        Map.of("metadata", Map.of("team", "shop", "tier", "1")),
                        Map.of("own", true)),
                any(
                        "viewer",
                        "viewer",
                        "operator",
                        "manager",
                        "administrator",
                        "restarter",
                        "guard",
                        "keeper",
                        "networker",
                        ""),
                any(
                        List.of("start"),
                        List.of("stop", "delete"),
                        List.of("read-host"),
                        List.of("create", "rebuild", "rescue")),
                any("now", "now", "now", "later", "over", "over", "in hours", "out of hours"));
    }

    /**
     * Assigns or removes the owners of all servers, and of all other resources with a project. Returns the owners of
     * the servers.
     */
    private Map<String, String> owners(List<Person> people) {
        Caller console = new Caller(
                directory.find(new UserName("root")).orElseThrow().id(),
                new UserName("root"),
                "127.0.0.1",
                Caller.Channel.SYSTEM);
        Map<String, String> owners = new HashMap<>();
        for (Server server : servers) {
            Person owner = random.nextInt(3) == 0 ? null : people.get(random.nextInt(people.size()));
            ownership.assign(console, ServerAttributes.of(server), owner == null ? null : known(ids, owner.name()));
            if (owner != null) {
                owners.put(key(server), owner.name());
            }
        }
        for (CloudResource resource :
                Stream.of(A, B).flatMap(cloud -> resourcesOf(cloud).stream()).toList()) {
            Project project = resource.project();
            // Resources that Stackdeck does not create, such as members of images, have no owner.
            if (project != null
                    && ResourceActionLookup.creationOf(resource.kind()).isPresent()) {
                Person owner = random.nextBoolean() ? null : people.get(random.nextInt(people.size()));
                ownership.assign(
                        console,
                        ResourceAttributes.of(resource, project.id()),
                        owner == null ? null : known(ids, owner.name()));
                resourceOwners.put(resource.key(), owner == null ? "" : owner.name());
            }
        }
        return owners;
    }

    /** Protects some of the servers and removes the protection of the others. */
    private void protect() {
        for (Server server : servers) {
            if (random.nextInt(3) == 0) {
                root(HttpMethod.PUT, protection(server), Map.of(), 200);
                shielded.add(server.key());
            } else {
                root(HttpMethod.DELETE, protection(server), null, 204);
                shielded.remove(server.key());
            }
        }
    }

    private static String protection(Server server) {
        return "/api/os/servers/" + server.id() + "/protection?cloud=" + server.cloud();
    }

    private Thing thing(Server server, Map<String, String> owners) {
        return new Thing(
                server.cloud().value(),
                server.id().value(),
                server.project().name(),
                server.name(),
                server.tags(),
                server.metadata(),
                server.status().name(),
                server.locked(),
                shielded.contains(server.key()),
                owners.getOrDefault(key(server), ""));
    }

    private static String key(Server server) {
        return server.cloud() + "/" + server.id();
    }

    private static Set<String> keys(Stream<Server> some) {
        return some.map(AuthorizationModelTests::key).collect(Collectors.toSet());
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new AssertionError("no data for " + key);
        }
        return value;
    }

    private String token(String name) {
        MvcTestResult reply =
                ask(null, HttpMethod.POST, "/api/auth/login", Map.of("username", name, "password", PASSWORD));
        assertThat(reply).hasStatus(200);
        return body(reply).path("token").asString();
    }

    private JsonNode root(HttpMethod method, String path, @Nullable Object body, int status) {
        MvcTestResult reply = ask("root", method, path, body);
        assertThat(reply).as("%s %s %s", method, path, body).hasStatus(status);
        return body(reply);
    }

    /**
     * Sends the request. Repeats a launch that exceeds the limit of cloud requests, which can happen on a fast machine.
     */
    private MvcTestResult ask(@Nullable String name, HttpMethod method, String path, @Nullable Object body) {
        MvcTestResult result = exchange(name, method, path, body);
        for (int i = 0; i < 90 && result.getResponse().getStatus() == 429 && path.equals("/api/os/servers"); i++) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            result = exchange(name, method, path, body);
        }
        return result;
    }

    private MvcTestResult exchange(@Nullable String name, HttpMethod method, String path, @Nullable Object body) {
        var request = http.method(method).uri(path);
        if (name != null) {
            request.header("Authorization", "Bearer " + tokens.get(name));
        }
        if (body instanceof byte[] data) {
            request.contentType(MediaType.APPLICATION_OCTET_STREAM).content(data);
        } else if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(JSON.writeValueAsString(body));
        }
        MvcTestResult result = request.exchange();
        Object pattern = result.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null && name != null && !name.equals("root")) {
            asked.add(method + " " + pattern);
        }
        return result;
    }

    private static JsonNode body(MvcTestResult reply) {
        byte[] content = reply.getResponse().getContentAsByteArray();
        return content.length == 0 ? JSON.createObjectNode() : JSON.readTree(content);
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}

package org.stackdeck.cloud.openstack.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.openstack.OpenStackClouds;
import org.stackdeck.cloud.openstack.StubOpenStack;
import org.stackdeck.cloud.openstack.StubOpenStack.Recorded;
import org.stackdeck.cloud.openstack.StubOpenStack.Reply;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.platform.MutableClock;

class CloudDiscoveryTests {

    private static final String TOKENS = "POST /v3/auth/tokens";
    private static final String PROJECTS = "GET /v3/auth/projects";
    private static final String ONE_SERVER = "GET /v2.1/servers";
    private static final Reply FORBIDDEN = Reply.json(403, "{\"forbidden\":{\"message\":\"policy\"}}");

    @TempDir
    private Path directory;

    private final StubOpenStack stub = new StubOpenStack();
    private final MutableClock clock = new MutableClock(Instant.parse("2030-06-01T12:00:00Z"));

    @AfterEach
    void stop() {
        stub.close();
    }

    private OpenStackClouds clouds(String... entries) {
        return TestOpenStackClouds.of(stub.write(directory, entries), TestOpenStackClouds.settings(10), clock);
    }

    private static List<ComputeClient> discover(OpenStackClouds clouds) {
        return clouds.discover(clouds.names().getFirst());
    }

    private static List<String> projects(List<ComputeClient> computes) {
        return computes.stream()
                .flatMap(c -> c.scope().projects().stream())
                .map(p -> p.name())
                .toList();
    }

    private static List<String> remarks(CloudEntryReport report) {
        return report.remarks().stream().map(CloudEntryRemark::code).toList();
    }

    @Test
    void constructorSendsNoRequests() {
        OpenStackClouds clouds = clouds(stub.entry("cloud"));

        assertThat(clouds.names()).containsExactly(new CloudName("cloud"));
        assertThat(clouds.entryReports())
                .singleElement()
                .satisfies(r -> assertThat(r.problem()).isNull());
        assertThat(clouds.projects()).isEmpty();
        assertThat(stub.requests(TOKENS)).isEmpty();
    }

    @Test
    void passwordWithoutProjectReachesAllProjectsOfTheUser() {
        stub.project("p2", "beta", "member");

        List<ComputeClient> found = discover(clouds(stub.entry("cloud")));

        assertThat(projects(found)).containsExactly("alpha", "beta");
        assertThat(found).noneMatch(c -> c.scope().allProjects());
        assertThat(stub.requests(TOKENS)).hasSize(3);
        assertThat(stub.requests(TOKENS).getFirst().body()).contains("\"scope\":\"unscoped\"");
        assertThat(stub.requests(TOKENS).subList(1, 3))
                .extracting(Recorded::body)
                .allMatch(b -> b.contains("\"methods\":[\"token\"]") && !b.contains("secret"));
    }

    @Test
    void projectIsAssignedToTheFirstEntryThatReachesIt() {
        stub.project("p2", "beta", "member");
        OpenStackClouds clouds =
                clouds(stub.entry("first", "project_id: p2"), stub.entry("second"), stub.entry("third"));

        List<ComputeClient> found = discover(clouds);

        assertThat(found)
                .extracting(c -> c.scope().entry(), c -> projects(List.of(c)))
                .containsExactly(tuple("first", List.of("beta")), tuple("second", List.of("alpha")));
        assertThat(clouds.entryReports().get(2).unusedReason()).contains("first", "second");
        assertThat(remarks(clouds.entryReports().get(2))).containsExactly("served-by");
        assertThat(clouds.projects()).extracting(p -> p.name()).containsExactly("alpha", "beta");
        assertThat(clouds.compute(new CloudName("first"), new ProjectId("p1"))
                        .orElseThrow()
                        .scope()
                        .entry())
                .isEqualTo("second");
    }

    @Test
    void administratorWhoCanListAllServersIsOneScope() {
        stub.project("p2", "beta", "admin");
        stub.replyTo(ONE_SERVER, Reply.json(200, "{\"servers\":[]}"));
        stub.replyTo("GET /v2.1/servers/detail", Reply.json(200, "{\"servers\":[]}"));
        OpenStackClouds clouds = clouds(stub.entry("boss"), stub.entry("member", "project_id: p1"));

        List<ComputeClient> found = discover(clouds);

        assertThat(found).singleElement().satisfies(c -> {
            assertThat(c.scope().allProjects()).isTrue();
            c.servers(page -> {});
        });
        assertThat(stub.requests("GET /v2.1/servers/detail").getFirst().query()).contains("all_tenants=1");
        assertThat(clouds.entryReports().getFirst().administrator()).isTrue();
        assertThat(remarks(clouds.entryReports().getFirst())).containsExactly("administrator");
        assertThat(clouds.entryReports().getLast().unusedReason()).contains("boss");
        assertThat(clouds.compute(new CloudName("boss"), new ProjectId("made-later")))
                .isPresent();
    }

    @Test
    void adminRoleWithoutAllTenantsIsServedPerProject() {
        stub.project("p1", "alpha", "admin");
        stub.replyTo(ONE_SERVER, FORBIDDEN);

        assertThat(discover(clouds(stub.entry("cloud"))))
                .singleElement()
                .satisfies(c -> assertThat(c.scope().allProjects()).isFalse());
    }

    @Test
    void administratorEntryExcludesProjectsOfEarlierEntries() {
        stub.project("p2", "beta", "admin");
        stub.replyTo(ONE_SERVER, Reply.json(200, "{\"servers\":[]}"));
        String other = StubOpenStack.server("s2", "").replace("\"p1\"", "\"p2\"");
        stub.replyTo(
                "GET /v2.1/servers/detail",
                Reply.json(200, "{\"servers\":[" + StubOpenStack.server("s1", "") + "," + other + "]}"));

        List<ComputeClient> found =
                discover(clouds(stub.entry("member", "project_id: p1"), stub.entry("boss", "project_id: p2")));

        assertThat(found.getLast().scope().allProjects()).isTrue();
        assertThat(found.getLast().servers(page -> {}).servers())
                .extracting(s -> s.id().value())
                .containsExactly("s2");
    }

    /** A cloud has the service for all its projects, but reports it only to administrators. */
    @Test
    void allScopesUseTheAdministratorsReportOfTheBackupService() {
        stub.project("p2", "beta", "admin");
        stub.replyTo(ONE_SERVER, Reply.json(200, "{\"servers\":[]}"));
        stub.replyTo("GET /volume/os-services", Reply.json(200, "{\"services\":[]}"));
        OpenStackClouds clouds = clouds(stub.entry("member", "project_id: p1"), stub.entry("boss", "project_id: p2"));
        assertThat(discover(clouds)).hasSize(2);

        assertThat(clouds.resourceClients(clouds.names().getFirst()))
                .hasSize(2)
                .allSatisfy(client -> await().until(() -> !client.offers(ResourceKind.VOLUME_BACKUP)));

        assertThat(stub.requests("GET /volume/os-services"))
                .singleElement()
                .satisfies(request -> assertThat(request.token()).startsWith("token-p2-"));
    }

    @Test
    void secondDiscoveryReturnsTheSameInstances() {
        OpenStackClouds clouds = clouds(stub.entry("cloud"));

        assertThat(discover(clouds).getFirst()).isSameAs(discover(clouds).getFirst());
    }

    @Test
    void rejectedCredentialDoesNotAffectOtherEntries() {
        String wrong = stub.entry("wrong", "project_id: p1").replace("password: secret", "password: else");
        OpenStackClouds clouds = clouds(wrong, stub.entry("right", "project_id: p1"));

        assertThat(projects(discover(clouds))).containsExactly("alpha");
        assertThat(clouds.entryReports().getFirst().problem()).contains("clouds.yaml", "entry wrong", stub.address());
        assertThat(clouds.entryReports().getFirst().problem()).doesNotContain("else");
        assertThat(clouds.entryReports().getLast().problem()).isNull();
    }

    @Test
    void rejectedProjectTokenDoesNotAffectOtherProjects() {
        stub.project("p2", "beta", "member");
        stub.disableProject("p1");
        stub.replyTo("GET /v2.1/servers/detail", Reply.json(200, "{\"servers\":[]}"));

        List<ComputeClient> found = discover(clouds(stub.entry("cloud")));

        assertThat(projects(found)).containsExactly("alpha", "beta");
        assertThat(found.get(1).servers(page -> {}).servers()).isEmpty();
        assertThatThrownBy(() -> found.get(0).servers(page -> {}))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAUTHENTICATED));
    }

    @Test
    void renamedProjectKeepsItsTokens() {
        OpenStackClouds clouds = clouds(stub.entry("cloud"));
        stub.replyTo(
                "GET /v2.1/servers/detail", Reply.json(200, "{\"servers\":[" + StubOpenStack.server("s1", "") + "]}"));
        discover(clouds);
        int tokens = stub.requests(TOKENS).size();

        stub.project("p1", "omega", "member");
        List<ComputeClient> found = discover(clouds);

        assertThat(projects(found)).containsExactly("omega");
        assertThat(clouds.projects()).extracting(p -> p.name()).containsExactly("omega");
        assertThat(found.getFirst().servers(page -> {}).servers())
                .singleElement()
                .satisfies(s -> assertThat(s.project().name()).isEqualTo("omega"));
        assertThat(stub.requests(TOKENS)).hasSize(tokens);
    }

    @Test
    void instancesOfRemovedProjectsAreDropped() {
        stub.project("p2", "beta", "member");
        OpenStackClouds clouds = clouds(stub.entry("cloud"));
        ComputeClient before = discover(clouds).get(1);
        stub.removeProject("p2");
        discover(clouds);
        stub.project("p2", "beta", "member");

        List<ComputeClient> found = discover(clouds);

        assertThat(projects(found)).containsExactly("alpha", "beta");
        assertThat(found.get(1)).isNotSameAs(before);
    }

    @Test
    void projectListIsReadCompletely() {
        stub.replyTo(
                PROJECTS,
                Reply.json(
                        200,
                        "{\"projects\":[{\"id\":\"p1\",\"name\":\"alpha\"}],"
                                + "\"links\":{\"next\":\"http://elsewhere.example/v3/auth/projects?marker=p1&limit=1\"}}"),
                Reply.json(
                        200,
                        "{\"projects\":[{\"id\":\"p2\",\"name\":\"beta\"}],\"truncated\":true,"
                                + "\"links\":{\"next\":null}}"),
                Reply.json(200, "{\"projects\":[{\"id\":\"p3\",\"name\":\"gamma\"}],\"links\":{}}"));

        assertThat(projects(discover(clouds(stub.entry("cloud"))))).containsExactly("alpha", "beta", "gamma");
        assertThat(stub.requests(PROJECTS))
                .extracting(Recorded::query)
                .containsExactly(null, "marker=p1&limit=1", "marker=p2");
    }

    @Test
    void truncatedProjectListWithoutFurtherPagesIsUsed() {
        stub.replyTo(
                PROJECTS, Reply.json(200, "{\"projects\":[{\"id\":\"p1\",\"name\":\"alpha\"}],\"truncated\":true}"));

        assertThat(projects(discover(clouds(stub.entry("cloud"))))).containsExactly("alpha");
        assertThat(stub.requests(PROJECTS)).hasSize(2);
    }

    @Test
    void invalidEndpointUrlIsReportedAndRecoverable() {
        OpenStackClouds clouds = clouds(stub.entry("cloud"));
        stub.setNovaAddress("ftp://nova.example/");

        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> discover(clouds))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("compute")
                    .hasMessageContaining("ftp://nova.example");
        }
        assertThat(clouds.entryReports())
                .singleElement()
                .satisfies(r -> assertThat(r.problem()).contains("ftp://nova.example"));

        stub.setNovaAddress(stub.address() + "/v2.1/");
        stub.revokeAllTokens();
        clock.advance(Duration.ofHours(2));
        assertThat(projects(discover(clouds))).containsExactly("alpha");
    }

    @Test
    void failureOfTheFirstEntryIsThrownIfNoneWorks() {
        stub.password("another");
        OpenStackClouds clouds = clouds(stub.entry("cloud"));

        assertThatThrownBy(() -> discover(clouds))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.UNAUTHENTICATED));
    }

    @Test
    void rejectedCredentialIsRetriedAfterADelay() {
        stub.password("another");
        OpenStackClouds clouds = clouds(stub.entry("cloud"));
        assertThatThrownBy(() -> discover(clouds)).isInstanceOf(CloudException.class);
        int asked = stub.requests(TOKENS).size();
        stub.password("secret");

        assertThatThrownBy(() -> discover(clouds)).isInstanceOf(CloudException.class);
        assertThat(stub.requests(TOKENS)).hasSize(asked);
        clock.advance(Duration.ofSeconds(31));

        assertThat(projects(discover(clouds))).containsExactly("alpha");
    }

    @Test
    void keystoneOutageKeepsDiscoveredProjects() {
        stub.project("p2", "beta", "member");
        OpenStackClouds clouds = clouds(stub.entry("cloud"), stub.entry("app", "project_id: p1"));
        discover(clouds);
        stub.replyTo("GET /v3/auth/projects", Reply.json(503, ""));

        assertThat(projects(discover(clouds))).containsExactly("alpha", "beta");
        assertThat(clouds.entryReports().getFirst().problem()).contains("entry cloud");
    }

    @Test
    void unsupportedNovaVersionIsReported() {
        stub.replyTo("GET /v2.1/", StubOpenStack.version("2.1", "2.60"));
        OpenStackClouds clouds = clouds(stub.entry("cloud"));

        assertThatThrownBy(() -> discover(clouds)).hasMessageContaining("2.60").hasMessageContaining("2.73");
        assertThat(clouds.entryReports().getFirst().problem()).contains("entry cloud", "2.60");
        assertThat(clouds.entryReports().getFirst().novaVersion()).isEqualTo("2.60");
    }

    @Test
    void missingRegionIsReportedByName() {
        OpenStackClouds clouds = clouds(stub.entry("cloud").replace("R1", "Atlantis"));

        assertThatThrownBy(() -> discover(clouds)).hasMessageContaining("Atlantis");
        assertThat(clouds.entryReports().getFirst().problem()).contains("region_name", "Atlantis", "entry cloud");
    }

    @Test
    void userWithoutProjectsIsUnusedWithoutAnError() {
        stub.replyTo("GET /v3/auth/projects", Reply.json(200, "{\"projects\":[]}"));
        OpenStackClouds clouds = clouds(stub.entry("cloud"));

        assertThat(discover(clouds)).isEmpty();
        assertThat(remarks(clouds.entryReports().getFirst())).containsExactly("no-project");
    }

    @Test
    void tokenIsReplacedBeforeItExpires() {
        stub.lifetime(Duration.ofMinutes(10));
        OpenStackClouds clouds = clouds(stub.entry("cloud", "project_id: p1"));
        discover(clouds);
        clock.advance(Duration.ofSeconds(9 * 60 - 1));
        discover(clouds);
        assertThat(stub.requests(TOKENS)).hasSize(1);

        clock.advance(Duration.ofSeconds(2));
        discover(clouds);

        assertThat(stub.requests(TOKENS)).hasSize(2);
    }

    @Test
    void revokedUnscopedTokenIsReplacedByPassword() {
        OpenStackClouds clouds = clouds(stub.entry("cloud"));
        ComputeClient compute = discover(clouds).getFirst();
        stub.replyTo("GET /v2.1/servers/detail", Reply.json(200, "{\"servers\":[]}"));
        stub.revokeAllTokens();

        assertThat(compute.servers(page -> {}).servers()).isEmpty();

        // A refused request to rescope, a request with the password, and a request to rescope the new token follow the
        // first two.
        assertThat(stub.requests(TOKENS)).hasSize(2 + 3);
    }

    @Test
    void entryOfTheSimulatorMarksTheCloudAsSimulated() {
        String simulated =
                stub.entry("simulator").replace("    auth:\n", "    x-stackdeck-simulated: true\n    auth:\n");

        assertThat(clouds(simulated).isSimulated(new CloudName("simulator"))).isTrue();
        assertThat(clouds(stub.entry("real")).isSimulated(new CloudName("real")))
                .isFalse();
    }
}

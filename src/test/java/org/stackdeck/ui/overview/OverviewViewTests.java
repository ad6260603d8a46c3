package org.stackdeck.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.vaadin.browserless.ComponentQuery;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.internal.JacksonUtils;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestsChanged;
import org.stackdeck.accessrequests.FakeAccessRequestService;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.history.FakeExternalServerChangeService;
import org.stackdeck.history.FakeQuotaHistoryService;
import org.stackdeck.history.FakeServerCountHistoryService;
import org.stackdeck.history.HistoryPeriod;
import org.stackdeck.history.QuotaHistoryEntry;
import org.stackdeck.history.QuotaTrend;
import org.stackdeck.history.ServerChange;
import org.stackdeck.history.ServerChangeKind;
import org.stackdeck.history.ServerCountHistoryEntry;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.ui.chart.HistoryChart;
import org.stackdeck.ui.chart.HistoryChart.ChartData;
import org.stackdeck.ui.chart.HistoryChart.Series;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.servers.TestOperationBuilder;
import tools.jackson.databind.JsonNode;

@EnforcedPermissionsPageTest
class OverviewViewTests extends PageTestBase {

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeOperationService operations;

    @Autowired
    private FakeGrantService grants;

    @Autowired
    private FakeAccessRequestService requests;

    @Autowired
    private FakeSelectableResourceReader resources;

    @Autowired
    private FakeServerCountHistoryService history;

    @Autowired
    private FakeQuotaHistoryService quotaHistory;

    @Autowired
    private FakeExternalServerChangeService serverChanges;

    @Autowired
    private QuotaService quotaService;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private Clock clock;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        fakeAccessDecisionService.grant(
                mia.id(),
                ServerBuilder.STAFF,
                new ResourceSelector.ByIds(Set.of(new ServerId("web-01"))),
                Role.OPERATOR);
        inventory.put(
                ServerBuilder.named("web-01").build(),
                ServerBuilder.named("web-02")
                        .status(ServerStatus.ERROR)
                        .fault("No valid host")
                        .build(),
                ServerBuilder.named("db-01")
                        .project(ServerBuilder.RESEARCH)
                        .status(ServerStatus.SHUTOFF)
                        .build());
        signIn(mia);
        super.initVaadinEnvironment();
    }

    @Test
    void grantForOneServerShowsOnlyThisServer() {
        operations.add(byAna("web-02"));
        open();

        assertThat(tiles())
                .containsExactly("1All servers", "1Running", "0Off", "0In progress", "0Needs attention", "0Error");
        assertThat(rows()).containsExactly("staff1000");
        assertThat(card("attention")).contains("Nothing needs attention").doesNotContain("web-02");
        assertThat(card("activity")).contains("No operations").doesNotContain("web-02");
        assertThat(find(HighestQuotaUsageCard.class).exists()).isFalse();
    }

    @Test
    void changeInTheCloudChangesTheTilesAndTheTable() {
        open();

        inventory.put(ServerBuilder.named("web-01").status(ServerStatus.SHUTOFF).build());

        until(() -> tiles().contains("1Off"));
        assertThat(tiles()).contains("0Running");
        assertThat(rows()).containsExactly("staff0100");
    }

    @Test
    void serverWithARunningOperationCountsAsInProgress() {
        Operation reboot = TestOperationBuilder.of(ServerAction.REBOOT, "web-01")
                .at(clock.instant())
                .running();
        operations.add(reboot);
        open();
        assertThat(tiles()).contains("1In progress", "0Running");
        assertThat(card("activity")).contains("web-01", "Running");

        operations.setState(reboot.id(), Operation.State.SUCCEEDED, null);

        until(() -> tiles().contains("1Running"));
        assertThat(card("activity")).contains("Done");
    }

    @Test
    void changesOutsideStackdeckOfVisibleServersAreListedAtOnce() {
        open();
        serverChanges.add(change("web-02", ServerChangeKind.STOPPED, clock.instant()));
        serverChanges.add(change("web-01", ServerChangeKind.RESIZED, clock.instant()));

        until(() -> card("activity").contains("Outside Stackdeck"));
        assertThat(card("activity")).contains("Resized", "web-01").doesNotContain("Stopped", "web-02", "No operations");
        assertThat(links()).contains("servers/lab/web-01/activity");

        int loads = serverChanges.loads();
        operations.publish(byAna("web-01"));
        until(() -> card("activity").contains("Reboot"));
        assertThat(serverChanges.loads()).isEqualTo(loads);

        fakeAccessDecisionService.revokeAll(mia.id());
        changed();
        until(() -> !card("activity").contains("web-01"));
    }

    @Test
    void timelineOfADayIsShownInPartsWithDeletedServersAsText() {
        Instant now = clock.instant();
        for (int n = 130; n > 0; n--) {
            serverChanges.add(change(
                    n == 130 ? "first" : "web-01",
                    n == 130 ? ServerChangeKind.DELETED : ServerChangeKind.STARTED,
                    now.minus(Duration.ofMinutes(10L * n))));
        }
        operations.add(byAna("web-02"));
        openAsAdministrator();
        assertThat(timelineEntries()).isEqualTo(20);
        assertThat(card("activity")).contains("ana", "Reboot").doesNotContain("first");

        test(find(NativeButton.class).withText("Show more").single()).click();
        assertThat(timelineEntries()).isEqualTo(120);
        test(find(NativeButton.class).withText("Show more").single()).click();

        assertThat(timelineEntries()).isEqualTo(131);
        assertThat(card("activity")).contains("Deletedfirst").doesNotContain("Show more");
        assertThat(links()).noneMatch(link -> link.contains("first"));
    }

    @Test
    void grantedProjectShowsAtOnceAndRevokedServersDisappear() {
        open();

        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, null);
        changed();
        until(() -> tiles().contains("2All servers"));
        assertThat(rows()).containsExactlyInAnyOrder("staff1000", "research0100");

        fakeAccessDecisionService.revokeAll(mia.id());
        changed();
        until(() -> find(H2.class).withText("No access yet").exists());
        assertThat(tiles()).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void pendingRequestReplacesTheButtonThatRequestsAccess() {
        open();
        fakeAccessDecisionService.revokeAll(mia.id());
        changed();
        until(() -> find(Button.class).withText("Request access").exists());

        requests.create(
                FakeUserDirectory.caller(mia),
                RequestedAccess.withoutTarget(Duration.ofHours(8), "I run the batch jobs"));
        events.publishEvent(new AccessRequestsChanged(mia.id()));

        until(() -> !find(Button.class).withText("Request access").exists());
        assertThat(visible("empty-state").toList()).singleElement().asString().contains("No access yet", "pending");
    }

    @Test
    void linksOpenTheGridWithTheFilter() {
        openAsAdministrator();

        assertThat(links()).contains("servers?state=error", "servers?cloud=lab&project=p-research");
    }

    @Test
    void serversInErrorAndFailedOperationsNeedAttention() {
        operations.add(byAna("web-02"));
        operations.add(TestOperationBuilder.of(ServerAction.STOP, "db-01")
                .at(clock.instant().minus(Duration.ofHours(25)))
                .failed());
        openAsAdministrator();

        assertThat(card("attention"))
                .contains("web-02 is in the error state", "No valid host", "Failed: Reboot web-02")
                .doesNotContain("db-01");
        assertThat(card("activity")).contains("ana", "Reboot").doesNotContain("db-01");
        assertThat(links()).contains("servers/lab/web-02", "operations?q=web-02");
    }

    @Test
    void administratorSeesWhatWaitsForADecision() {
        directory.add("newcomer", User.State.PENDING, User.Role.MEMBER);
        User ada = openAsAdministrator();
        assertThat(card("attention"))
                .contains("1 account is waiting for approval")
                .doesNotContain("access request");

        requests.create(
                FakeUserDirectory.caller(mia),
                RequestedAccess.withoutTarget(Duration.ofHours(8), "I run the batch jobs"));
        events.publishEvent(new AccessRequestsChanged(mia.id()));
        until(() -> card("attention").contains("1 access request is waiting for a decision"));

        grants.create(
                FakeUserDirectory.caller(ada),
                Grantee.of(mia.id()),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(),
                        Role.VIEWER,
                        null,
                        clock.instant().plus(Duration.ofDays(3))));
        changed();
        until(() -> card("attention").contains("1 grant ends within 7 days"));
    }

    @Test
    void memberSeesOnlyTheirOwnEndingGrants() {
        directory.add("newcomer", User.State.PENDING, User.Role.MEMBER);
        open();
        assertThat(card("attention")).contains("Nothing needs attention");

        fakeAccessDecisionService.grant(
                mia.id(), ServerBuilder.RESEARCH, Role.VIEWER, clock.instant().plus(Duration.ofDays(6)));
        changed();

        until(() -> card("attention").contains("Your access ends soon: View · research"));
        assertThat(card("attention")).doesNotContain("waiting for approval");
    }

    @Test
    void memberSeesOnlyTheirOwnPendingRequests() {
        RequestedAccess requested = RequestedAccess.withoutTarget(Duration.ofHours(8), "I run the batch jobs");
        requests.create(FakeUserDirectory.caller(directory.member("ben")), requested);
        open();
        assertThat(card("attention")).contains("Nothing needs attention");

        AccessRequest own = requests.create(FakeUserDirectory.caller(mia), requested);
        events.publishEvent(new AccessRequestsChanged(mia.id()));
        until(() -> card("attention").contains("1 of your access requests is waiting for a decision"));

        requests.cancel(FakeUserDirectory.caller(mia), own.id());
        events.publishEvent(new AccessRequestsChanged(mia.id()));
        until(() -> card("attention").contains("Nothing needs attention"));
    }

    @Test
    void cloudsShowTheirState() {
        open();

        assertThat(card("clouds")).contains("labLive");
    }

    @Test
    void quotasNearestToTheirLimitsAreShown() {
        resources.add(
                new Quota(Resource.RAM, 10, 100L),
                new Quota(Resource.CORES, 18, 20L),
                new Quota(Resource.INSTANCES, 2, 10L),
                new Quota(Resource.GIGABYTES, 1620, null),
                new Quota(Resource.FLOATING_IPS, 5, 5L));
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        open();

        until(() -> classed("said").count() == 3);
        assertThat(card("quotas"))
                .containsSubsequence("staff", "Floating IPs", "vCPUs", "Servers")
                .doesNotContain("RAM");
    }

    @Test
    void quotaHasItsTrendAndForecastAlsoInTheTable() {
        resources.add(new Quota(Resource.CORES, 17, 20L), new Quota(Resource.INSTANCES, 2, 10L));
        quotaHistory.setTrends(Map.of(Resource.CORES, weekOfCores()));
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        open();

        until(() -> card("quotas").contains("+7 in 7 days"));
        assertThat(card("quotas")).contains("Full in about 3 days", "Recorded for less than 7 days");
        assertThat(historyButton("vCPUs").exists()).isTrue();
        assertThat(historyButton("Servers").exists()).as("nothing is recorded").isFalse();
        assertThat(rows(HighestQuotaUsageCard.class))
                .containsExactly(
                        "staff · vCPUs17 of 20+7 in 7 daysFull in about 3 days",
                        "staff · Servers2 of 10Recorded for less than 7 days");
    }

    @Test
    void quotasThatAnotherUserLoadsAreShownInPlace() {
        resources.add(new Quota(Resource.CORES, 17, 20L));
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        open();
        until(() -> card("quotas").contains("17 of 20"));
        QuotaTrendRow row = find(QuotaTrendRow.class).single();

        resources.add(new Quota(Resource.CORES, 18, 20L));
        until(() -> {
            // The refresh has no effect within two seconds of the first load.
            quotaService.refresh(
                    FakeUserDirectory.caller(mia),
                    ServerBuilder.CLOUD,
                    ServerBuilder.STAFF.id(),
                    Quota.Service.COMPUTE);
            return card("quotas").contains("18 of 20");
        });
        assertThat(find(QuotaTrendRow.class).single()).isSameAs(row);
    }

    @Test
    void historyOfAQuotaIsShownForTheSelectedPeriod() {
        resources.add(new Quota(Resource.RAM, 4096, 8192L));
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        quotaHistory.set(HistoryPeriod.WEEK, new QuotaHistoryEntry(midnight, new Quota(Resource.RAM, 2048, 8192L)));
        quotaHistory.set(
                HistoryPeriod.QUARTER,
                new QuotaHistoryEntry(midnight.minus(Duration.ofDays(30)), new Quota(Resource.RAM, 512, null)),
                new QuotaHistoryEntry(midnight, new Quota(Resource.RAM, 2048, 8192L)));
        quotaHistory.setTrends(Map.of(
                Resource.RAM,
                new QuotaTrend(
                        midnight, List.of(new QuotaHistoryEntry(midnight, new Quota(Resource.RAM, 2048, 8192L))))));
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        open();
        until(() -> historyButton("RAM").exists());

        test(historyButton("RAM").single()).click();
        until(() -> rows(QuotaHistoryDialog.class).size() == 1);
        assertThat(rows(QuotaHistoryDialog.class).getFirst()).endsWith("2 GB8 GB");

        test(find(NativeButton.class, find(QuotaHistoryDialog.class).single())
                        .withText("90 days")
                        .single())
                .click();
        until(() -> rows(QuotaHistoryDialog.class).size() == 2);
        assertThat(rows(QuotaHistoryDialog.class).getLast()).endsWith("512 MBNo limit");
        JsonNode data = (JsonNode)
                find(HistoryChart.class, find(QuotaHistoryDialog.class).single())
                        .single()
                        .getElement()
                        .getPropertyRaw("history");
        Series used = JacksonUtils.readToObject(data, ChartData.class).series().getFirst();
        assertThat(used.name()).isEqualTo("Used (GB)");
        assertThat(used.values().stream().filter(Objects::nonNull).map(Number::doubleValue))
                .containsExactly(0.5, 2.0);
    }

    @Test
    void allProjectsAreShownOnRequest() {
        for (int i = 0; i < 12; i++) {
            Project project = new Project(ServerBuilder.CLOUD, new ProjectId("p" + i), "project-" + i);
            inventory.put(ServerBuilder.named("s" + i).project(project).build());
        }
        openAsAdministrator();
        assertThat(rows()).hasSize(10);

        test(find(NativeButton.class).withText("Show all 14 projects").single()).click();

        assertThat(rows()).hasSize(14);
    }

    @Test
    void historyOfTheSelectedPeriodIsShownNewestFirst() {
        Instant hour = Instant.parse("2026-03-02T10:00:00Z");
        history.set(
                HistoryPeriod.DAY,
                new ServerCountHistoryEntry(hour, Map.of(ServerStatus.ACTIVE, 3), Set.of()),
                new ServerCountHistoryEntry(
                        hour.plus(Duration.ofHours(1)),
                        Map.of(
                                ServerStatus.ACTIVE, 3,
                                ServerStatus.SHUTOFF, 2,
                                ServerStatus.ERROR, 1,
                                ServerStatus.REBUILD, 4),
                        Set.of()));
        history.set(HistoryPeriod.WEEK, new ServerCountHistoryEntry(hour, Map.of(ServerStatus.PAUSED, 7), Set.of()));
        open();
        until(() -> historyRows().size() == 2);
        assertThat(historyRows().getFirst()).endsWith("103214");
        assertThat(historyRows().getLast()).endsWith("33000");

        test(find(NativeButton.class).withText("7 days").single()).click();

        until(() -> historyRows().size() == 1);
        assertThat(historyRows().getFirst()).endsWith("70007");
    }

    @Test
    void historyNamesCloudsWhoseNumbersAreFromAnEarlierTime() {
        Instant hour = Instant.parse("2026-03-02T10:00:00Z");
        ServerCountHistoryEntry first = new ServerCountHistoryEntry(hour, Map.of(ServerStatus.ACTIVE, 3), Set.of());
        history.set(HistoryPeriod.WEEK, first);
        history.set(
                HistoryPeriod.DAY,
                first,
                new ServerCountHistoryEntry(
                        hour.plus(Duration.ofHours(1)), Map.of(ServerStatus.ACTIVE, 3), Set.of(new CloudName("west"))));
        open();

        until(() -> card("history").contains("Stackdeck had no live data from west at some times"));
        assertThat(historyRows().getFirst()).contains("(earlier numbers: west)");
        assertThat(historyRows().getLast()).doesNotContain("earlier numbers");

        test(find(NativeButton.class).withText("7 days").single()).click();

        until(() -> historyRows().size() == 1);
        assertThat(card("history")).doesNotContain("no live data");
    }

    @Test
    void chartHasTheNumbersOfTheTableWithGapsForMissingHours() {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        history.set(
                HistoryPeriod.DAY,
                new ServerCountHistoryEntry(hour.minus(Duration.ofHours(2)), Map.of(ServerStatus.ACTIVE, 3), Set.of()),
                new ServerCountHistoryEntry(
                        hour,
                        Map.of(ServerStatus.SHUTOFF, 2, ServerStatus.ERROR, 1, ServerStatus.REBUILD, 4),
                        Set.of()));
        open();
        until(() -> historyRows().size() == 2);

        ChartData data = chart();
        int last = data.times().indexOf(hour.getEpochSecond());
        assertThat(data.times()).hasSize(24).isSorted();
        assertThat(data.series())
                .extracting(
                        Series::name, Series::tone, series -> series.values().subList(last - 3, last + 1))
                .containsExactly(
                        tuple("Running", "running", Arrays.asList(null, 3, null, 0)),
                        tuple("Off", "rest", Arrays.asList(null, 0, null, 2)),
                        tuple("Error", "error", Arrays.asList(null, 0, null, 1)),
                        tuple("Other", "attention", Arrays.asList(null, 0, null, 4)));
    }

    @Test
    void screenReadersHaveTheTableInsteadOfTheChart() {
        history.set(
                HistoryPeriod.DAY,
                new ServerCountHistoryEntry(clock.instant(), Map.of(ServerStatus.ACTIVE, 3), Set.of()));
        open();
        until(() -> find(HistoryChart.class).exists());

        assertThat(find(HistoryChart.class).single().getElement().getAttribute("aria-hidden"))
                .isEqualTo("true");
        assertThat(find(NativeDetails.class).single().getSummaryText()).isEqualTo("Show as table");
    }

    @Test
    void missingHistoryIsExplainedWithoutAChart() {
        history.setAvailable(false);
        open();

        until(() -> card("history").contains("requires access to all servers of at least one project"));
        assertThat(find(HistoryChart.class).exists()).isFalse();
        assertThat(card("history")).doesNotContain("Show as table");
    }

    @Test
    void overviewIsTheFirstPageInTheNavigation() {
        open();

        assertThat(find(SideNavItem.class).all().getFirst().getPath()).isEqualTo(OverviewView.PATH);
    }

    private QuotaTrend weekOfCores() {
        Instant start = clock.instant().minus(QuotaTrend.LENGTH);
        return new QuotaTrend(
                start,
                IntStream.rangeClosed(0, 7)
                        .mapToObj(day -> new QuotaHistoryEntry(
                                start.plus(Duration.ofDays(day)), new Quota(Resource.CORES, 10 + day, 20L)))
                        .toList());
    }

    private Operation byAna(String server) {
        return TestOperationBuilder.of(ServerAction.REBOOT, server)
                .byAna()
                .at(clock.instant())
                .failed();
    }

    private static ServerChange change(String server, ServerChangeKind kind, Instant at) {
        return new ServerChange(1, ServerBuilder.key(server), ServerBuilder.STAFF.id(), server, kind, at, false);
    }

    private int timelineEntries() {
        return (int) find(ActivityCard.class).all().stream()
                .flatMap(PageTestBase::below)
                .filter(part -> part instanceof ListItem)
                .count();
    }

    private User openAsAdministrator() {
        User ada = directory.administrator("ada");
        fakeAccessDecisionService.administrator(ada.id());
        cleanVaadinEnvironment();
        signIn(ada);
        super.initVaadinEnvironment();
        open();
        return ada;
    }

    private void open() {
        UI.getCurrent().navigate(OverviewView.PATH);
        roundTrip();
    }

    private void changed() {
        events.publishEvent(new AccessChanged(mia.id()));
        inventory.notifySubscribers();
    }

    private List<String> tiles() {
        return visible("tile").toList();
    }

    private List<String> rows() {
        return rows(ServerProjectsCard.class);
    }

    private List<String> historyRows() {
        return rows(HistoryCard.class);
    }

    private ChartData chart() {
        JsonNode data =
                (JsonNode) find(HistoryChart.class).single().getElement().getPropertyRaw("history");
        return JacksonUtils.readToObject(data, ChartData.class);
    }

    private List<String> rows(Class<? extends Component> card) {
        return find(card).all().stream()
                .flatMap(PageTestBase::below)
                .filter(part -> part instanceof NativeTableBody)
                .flatMap(Component::getChildren)
                .map(row -> row.getChildren()
                        .filter(Component::isVisible)
                        .map(cell -> cell.getElement().getTextRecursively())
                        .reduce("", String::concat))
                .toList();
    }

    private String card(String key) {
        return String.join("\n", visible("overview-" + key).toList());
    }

    private List<String> links() {
        return find(Anchor.class).all().stream().map(Anchor::getHref).toList();
    }

    private Stream<String> visible(String className) {
        return classed(className)
                .filter(part -> Stream.iterate(
                                Optional.of(part), Optional::isPresent, each -> each.flatMap(Component::getParent))
                        .allMatch(each -> each.get().isVisible()))
                .map(OverviewViewTests::text);
    }

    /** Returns the text of the component and its visible descendants. */
    private static String text(Component part) {
        if (!part.isVisible()) {
            return "";
        }
        return part.getChildren().findAny().isEmpty()
                ? part.getElement().getTextRecursively()
                : part.getChildren().map(OverviewViewTests::text).reduce("", String::concat);
    }

    private ComponentQuery<NativeButton> historyButton(String resource) {
        return find(NativeButton.class).withAttribute("aria-label", "Show history of staff · " + resource);
    }

    private Stream<Component> classed(String className) {
        return find(OverviewView.class).all().stream()
                .flatMap(PageTestBase::below)
                .filter(part -> part.getElement().getClassList().contains(className));
    }
}

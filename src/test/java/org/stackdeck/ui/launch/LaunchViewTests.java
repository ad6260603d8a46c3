package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.launch.RootVolume;
import org.stackdeck.cloud.resource.AvailabilityZone;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.ServerGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateName;
import org.stackdeck.launchtemplates.LaunchTemplateVisibility;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.FakeLaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.RelaunchParameters;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.FakeAttachedResourceService;
import org.stackdeck.platform.TestLatches;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.form.FlavorFit;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.actions.SelectableResourceFormatter;

@EnforcedPermissionsPageTest
class LaunchViewTests extends PageTestBase {

    private static final long GIB = 1L << 30;
    private static final AvailableFlavor TINY = new AvailableFlavor("f-1", "m1.tiny", 1, 512, 1);
    private static final AvailableFlavor MEDIUM = new AvailableFlavor("f-2", "m1.medium", 2, 4096, 40);
    private static final AvailableFlavor HUGE = new AvailableFlavor("f-3", "m1.huge", 16, 8192, 80);
    private static final AvailableImage DEBIAN = new AvailableImage("i-1", "debian-13", 10, 512, 3 * GIB);
    private static final AvailableImage CIRROS = new AvailableImage("i-2", "cirros", 0, 0, 100L);
    private static final Network FRONT = new Network("n-1", "front", true);
    private static final Network BACK = new Network("n-2", "back", true);

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private FakeSelectableResourceReader resources;

    @Autowired
    private FakeLaunchService fakeLaunchService;

    @Autowired
    private FakeAttachedResourceService fakeAttachedResourceService;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeLaunchTemplateService fakeLaunchTemplateService;

    @Autowired
    private CurrentUser currentUser;

    @Autowired
    private UiPush uiPush;

    @Autowired
    private ApplicationEventPublisher events;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        signIn(mia);
        resources.add(TINY, MEDIUM, HUGE, DEBIAN, CIRROS, FRONT, BACK);
        resources.add(
                new Quota(Resource.INSTANCES, 8, 20L),
                new Quota(Resource.CORES, 12, 20L),
                new Quota(Resource.RAM, 4096, null));
        inventory.put(ServerBuilder.named("web")
                .tags("blue")
                .metadata(Map.of("team", "shop"))
                .build());
        super.initVaadinEnvironment();
    }

    @Test
    void userWithoutLaunchPermissionFindsNoLaunchPage() {
        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.STAFF, Role.OPERATOR, null);

        events.publishEvent(new AccessChanged(mia.id()));

        UI.getCurrent().navigate("servers");
        until(() -> !way());
        UI.getCurrent().navigate(LaunchRoutes.PATH);
        roundTrip();

        assertThat(find(LaunchView.class).exists()).isFalse();
    }

    @Test
    void termsOfTheFormAreExplained() {
        UI.getCurrent().navigate(LaunchRoutes.PATH);
        roundTrip();

        assertThat(find(ExplainButton.class).all().stream()
                        .flatMap(ExplainButton::getChildren)
                        .map(button -> button.getElement().getAttribute("aria-label")))
                .containsExactlyInAnyOrder(
                        "Explain flavor",
                        "Explain security group",
                        "Explain availability zone",
                        "Explain server group policy");
    }

    @Test
    void gridLinksToTheLaunchPageForPermittedUsers() {
        UI.getCurrent().navigate("servers");
        roundTrip();

        assertThat(way()).isTrue();
    }

    @Test
    void submittedFormIsLaunched() {
        open();
        type("Name", "web");
        choose("Image", DEBIAN);
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT, BACK));
        launch();

        NewServer newServer = fakeLaunchService.launched().getFirst();
        assertThat(newServer.name()).isEqualTo("web");
        assertThat(newServer.source()).isEqualTo(new BootSource.ImageSource("i-1", null));
        assertThat(newServer.flavor()).isEqualTo("f-2");
        assertThat(newServer.nics()).containsExactlyInAnyOrder(new Nic.NetworkNic("n-1"), new Nic.NetworkNic("n-2"));
        assertThat(find(H1.class).single().getText()).isEqualTo("Servers");
    }

    @Test
    void flavorThatDoesNotFitShowsTheReason() {
        open();
        choose("Image", DEBIAN);

        assertThat(whys())
                .containsExactly("debian-13 requires 10 GB disk.", "", "vCPUs: 12 of 20 in use, 16 more required.");

        number("Count", 5);

        assertThat(whys().get(1)).isEqualTo("vCPUs: 12 of 20 in use, 10 more required.");
    }

    @Test
    void reasonOfAFlavorFollowsTheSelectedImage() {
        AvailableImage twin = new AvailableImage("i-3", "debian-12", 10, 512, 3 * GIB);
        resources.add(twin);
        open();
        choose("Image", DEBIAN);
        AtomicBoolean refreshed = new AtomicBoolean();
        grid().getDataProvider().addDataProviderListener(_ -> refreshed.set(true));

        choose("Image", twin);

        assertThat(whys().getFirst()).isEqualTo("debian-12 requires 10 GB disk.");
        assertThat(refreshed).isTrue();
    }

    @Test
    void launchCanBeRepeatedAfterARefusalBecauseOfTooManySubmissions() {
        open();
        type("Name", "web");
        choose("Image", DEBIAN);
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        CountDownLatch release = new CountDownLatch(1);
        try {
            assertThatExceptionOfType(TooManyChangesException.class)
                    .isThrownBy(() -> IntStream.range(0, 1000)
                            .forEach(_ -> uiPush.submit(mia.id(), () -> TestLatches.await(release))));

            assertThatExceptionOfType(TooManyChangesException.class)
                    .isThrownBy(() -> test(submit()).click());

            assertThat(submit().isEnabled()).isTrue();
        } finally {
            release.countDown();
        }
    }

    @Test
    void quotaForecastIsShown() {
        open();
        choose("Image", DEBIAN);
        pick(MEDIUM);
        number("Count", 3);

        assertThat(text("said"))
                .containsExactly("Servers8 → 11 of 209 left", "vCPUs12 → 18 of 202 left", "RAM4 GB → 16 GB, no limit");

        number("Count", 5);
        assertThat(text("said")).contains("vCPUs12 → 22 of 202 over");
        assertThat(text("over")).containsExactly("Exceeds the remaining quota; the cloud will probably reject it.");
    }

    @Test
    void severalServersAreNumberedAndExistingNamesReported() {
        open();
        type("Name", "web");
        assertThat(name().getHelperText()).isEqualTo("Names already in use: web.");

        number("Count", 2);
        assertThat(name().getHelperText()).isEqualTo("Names: web-1, web-2");

        number("Count", 12);
        assertThat(name().getHelperText()).isEqualTo("Names: web-1, web-2, web-3, … web-12");
    }

    @Test
    void missingValuesAreReportedOnlyOnSubmit() {
        open();
        assertThat(name().isInvalid()).isFalse();

        launch();

        assertThat(fakeLaunchService.launched()).isEmpty();
        assertThat(name().getErrorMessage()).isEqualTo("Enter a name.");
        assertThat(text("field-error")).containsExactly("Select a flavor.");
        type("Name", "kept");
        assertThat(name().isInvalid()).isFalse();
        launch();
        assertThat(name().getValue()).isEqualTo("kept");
    }

    @Test
    void invalidInputIsReportedDuringTyping() {
        open();
        TextArea metadata = find(TextArea.class).withCaption("Metadata").single();

        test(metadata).setValue("team");
        assertThat(metadata.getErrorMessage()).startsWith("Enter one key=value per line");
        test(metadata).setValue("stackdeck-operation=1");
        assertThat(metadata.getErrorMessage()).startsWith("Keys that begin with stackdeck- are reserved");
        test(metadata).setValue("team=shop");
        assertThat(metadata.isInvalid()).isFalse();

        TextArea userData = find(TextArea.class).withCaption("User data").single();
        test(userData).setValue("#cloud-config\n" + "x".repeat(NewServer.MAX_USER_DATA_BYTES));
        assertThat(userData.getErrorMessage()).startsWith("The limit is 49,149 bytes.");
    }

    @Test
    void refusalByTheServiceIsShownAtItsFieldAndKeepsInput() {
        open();
        type("Name", "web");
        choose("Image", DEBIAN);
        pick(MEDIUM);
        resources.clear();
        resources.add(TINY, HUGE, DEBIAN);

        launch();

        assertThat(text("field-error")).containsExactly("No longer available in this project. Select another.");
        assertThat(name().getValue()).isEqualTo("web");
        assertThat(fakeLaunchService.launched()).isEmpty();
    }

    @Test
    void nameOutsideTheGrantsIsReportedDuringTyping() {
        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(
                mia.id(), ServerBuilder.STAFF, new ResourceSelector.ByName(new NamePattern("shop-*")), Role.MANAGER);
        events.publishEvent(new AccessChanged(mia.id()));
        open();
        assertThat(name().isInvalid()).isFalse();

        type("Name", "web");
        assertThat(name().getErrorMessage())
                .startsWith("You don't have permission to launch a server with this combination of name");
        launch();
        assertThat(fakeLaunchService.launched()).isEmpty();
        type("Name", "shop-web");
        assertThat(name().isInvalid()).isFalse();
    }

    @Test
    void imagesOfServersAreOfferedOnlyToUsersWhoMayCopyThem() {
        resources.add(new AvailableImage("i-3", "backup", 0, 0, null, true, new ServerId("web")));
        open();
        assertThat(images()).containsExactly("backup", "cirros", "debian-13");

        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(
                mia.id(),
                ServerBuilder.STAFF,
                new Role("maker", Set.of(Permission.SERVER_READ, Permission.SERVER_CREATE)),
                null);
        events.publishEvent(new AccessChanged(mia.id()));
        open();

        until(() -> images().equals(List.of("cirros", "debian-13")));
    }

    @Test
    void imageOfTheUrlIsSelected() {
        // Opens the form first, so that the options are already cached.
        open();
        UI.getCurrent().navigate("servers");
        resources.add(new AvailableImage("i-3", "golden", 0, 0, null, false, null));
        UI.getCurrent()
                .navigate(
                        LaunchRoutes.PATH,
                        QueryParameters.simple(Map.of("cloud", ServerBuilder.CLOUD.value(), "image", "i-3")));
        loaded();

        until(() -> find(ComboBox.class).withCaption("Image").single().getValue() instanceof AvailableImage image
                && image.name().equals("golden"));
    }

    private List<String> images() {
        ComboBox<?> box = find(ComboBox.class).withCaption("Image").single();
        return box.getListDataView()
                .getItems()
                .map(SelectableResource.class::cast)
                .map(SelectableResource::name)
                .toList();
    }

    @Test
    void volumesAreOfferedOnlyToUsersWhoMayBootFromThem() {
        resources.add(new Volume("v-1", "of others", "available", 10, true, List.of()));
        open();
        assertThat(find(NativeButton.class).withText("Volume").exists()).isTrue();

        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(
                mia.id(),
                ServerBuilder.STAFF,
                new Role("maker", Set.of(Permission.SERVER_READ, Permission.SERVER_CREATE)),
                null);
        events.publishEvent(new AccessChanged(mia.id()));
        open();
        until(() -> !find(NativeButton.class).withText("Volume").exists());
        assertThat(find(NativeButton.class).withText("Snapshot").exists()).isFalse();
        assertThat(find(NativeButton.class).withText("Image").exists()).isTrue();
    }

    @Test
    void existingVolumeIsKeptUnlessItsDeletionIsSelected() {
        Volume data = new Volume("v-1", "data", "available", 10, true, List.of());
        Volume other = new Volume("v-2", "other", "available", 10, true, List.of());
        resources.add(data, other);
        open();
        type("Name", "web");
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        test(find(NativeButton.class).withText("Volume").single()).click();
        until(() -> find(ComboBox.class).withCaption("Volume").single().isEnabled());
        choose("Volume", data);
        Checkbox goes = find(Checkbox.class)
                .withCaption("Delete this volume with the server")
                .single();

        assertThat(goes.getValue()).isFalse();
        assertThat(goes.getHelperText()).isEqualTo("The volume is kept when the server is deleted.");
        test(goes).click();
        assertThat(goes.getHelperText()).isEqualTo("All data on the volume will be lost.");
        choose("Volume", other);
        assertThat(goes.getValue()).isFalse();
        choose("Volume", data);
        launch();

        assertThat(fakeLaunchService.launched().getFirst().source())
                .isEqualTo(new BootSource.VolumeSource("v-1", false));
    }

    @Test
    void templateThatDeletesItsVolumeShowsItInTheForm() {
        resources.add(new Volume("v-1", "data", "available", 10, true, List.of()));
        fakeLaunchTemplateService.create(
                currentUser.caller(),
                new LaunchTemplateName("Data"),
                ServerBuilder.CLOUD,
                ServerBuilder.STAFF.id(),
                NewServer.of("web", new BootSource.VolumeSource("v-1", true), "f-2"),
                new LaunchTemplateVisibility.OwnerOnly());
        open();
        test(picker()).selectItem("Data");
        until(() -> find(ComboBox.class).withCaption("Volume").single().isEnabled());

        assertThat(find(Checkbox.class)
                        .withCaption("Delete this volume with the server")
                        .single()
                        .getValue())
                .isTrue();
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        launch();
        assertThat(fakeLaunchService.launched().getFirst().source())
                .isEqualTo(new BootSource.VolumeSource("v-1", true));
    }

    @Test
    void requestLimitOfTheUserIsReportedInTheLanguageOfThePage() {
        resources.fail(
                Network.class,
                new CloudRequestLimitExceededException(
                        CloudRequestLimitExceededException.Limit.REQUESTS, Duration.ofMinutes(1)));
        UI.getCurrent().navigate(LaunchRoutes.PATH);

        until(() -> text("untold").toString().contains("networks. Too many requests to the cloud. Wait a minute"));
    }

    @Test
    void failedOptionsAreReloadedAndInputIsKept() {
        resources.fail(Network.class, new CloudException(CloudException.Category.UNAVAILABLE, "Neutron is away."));
        resources.fail(AvailableFlavor.class, new CloudException(CloudException.Category.UNAVAILABLE, "Nova is away."));
        UI.getCurrent().navigate(LaunchRoutes.PATH);
        until(() -> find(ComboBox.class).withCaption("Image").single().isEnabled()
                && text("untold").toString().contains("flavors, networks"));
        type("Name", "web");
        choose("Image", DEBIAN);

        assertThat(text("untold").getFirst())
                .startsWith("Couldn't load flavors, networks. Nova is away. Neutron is away.");
        assertThat(several("Networks").getPlaceholder()).isEqualTo("Unavailable");
        assertThat(text("flavors-head").getFirst()).contains("Unavailable").doesNotContain("Loading");
        resources.fail(Network.class, null);
        resources.fail(AvailableFlavor.class, null);
        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().contains("Retry"))
                        .single())
                .click();
        until(() -> rows().size() == 3 && several("Networks").isEnabled());

        assertThat(text("untold")).isEmpty();
        assertThat(name().getValue()).isEqualTo("web");
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        launch();
        assertThat(fakeLaunchService.launched().getFirst().source()).isEqualTo(new BootSource.ImageSource("i-1", null));
    }

    @Test
    void emptyOptionsDifferFromOptionsThatFailedToLoad() {
        resources.clear();
        resources.add(DEBIAN);
        UI.getCurrent().navigate(LaunchRoutes.PATH);

        until(() -> text("flavors-head").toString().contains("No flavors in this project"));
        until(() -> several("Networks").getPlaceholder().equals("No networks in this project"));
        assertThat(text("untold")).isEmpty();
    }

    @Test
    void failedLaunchPrefillsTheFormAndListsMissingValues() {
        Operation failed = TestOperationBuilder.of(ServerAction.CREATE, "web-2").failed();
        fakeLaunchService.fail(
                failed.id(),
                new RelaunchParameters(
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        new NewServer(
                                "web-2",
                                new BootSource.ImageSource("i-1", null),
                                "f-2",
                                List.of(new Nic.NetworkNic("n-2")),
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                Set.of("blue"),
                                Map.of(),
                                null),
                        Set.of(RelaunchParameters.OmittedField.KEY, RelaunchParameters.OmittedField.USER_DATA)));
        UI.getCurrent().navigate("servers");
        LaunchRoutes.navigateToRelaunch(UI.getCurrent(), failed);
        loaded();

        assertThat(name().getValue()).isEqualTo("web-2");
        assertThat(text("filled-note"))
                .containsExactly("Prefilled from the failed launch. Not saved; enter again: key pair, user data.");
        launch();
        assertThat(fakeLaunchService.launched().getFirst().nics()).containsExactly(new Nic.NetworkNic("n-2"));
        assertThat(fakeLaunchService.launched().getFirst().flavor()).isEqualTo("f-2");
    }

    @Test
    void ambiguousImageOfAFailedLaunchIsNotSelected() {
        resources.add(new AvailableImage("i-3", "twin", 0, 0, 100L), new AvailableImage("i-4", "twin", 0, 0, 100L));
        Operation failed = TestOperationBuilder.of(ServerAction.CREATE, "web-2").failed();
        fakeLaunchService.fail(
                failed.id(),
                new RelaunchParameters(
                        ServerBuilder.CLOUD,
                        ServerBuilder.STAFF.id(),
                        new NewServer(
                                "web-2",
                                new BootSource.ImageSource("twin", null),
                                "f-2",
                                List.of(),
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                Set.of(),
                                Map.of(),
                                null),
                        Set.of()));
        UI.getCurrent().navigate("servers");
        LaunchRoutes.navigateToRelaunch(UI.getCurrent(), failed);
        loaded();

        assertThat(find(ComboBox.class).withCaption("Image").single().getValue())
                .isNull();
    }

    @Test
    void failedLaunchWithoutStoredRequestIsCopiedFromItsServer() {
        UI.getCurrent().navigate("servers");
        LaunchRoutes.navigateToRelaunch(
                UI.getCurrent(),
                TestOperationBuilder.of(ServerAction.CREATE, "web").failed());
        loaded();

        assertThat(name().getValue()).isEqualTo("web");
        assertThat(text("filled-note")).singleElement().asString().startsWith("Prefilled from web.");
    }

    @Test
    void invisibleFailedLaunchPrefillsNothing() {
        UI.getCurrent().navigate("servers");
        LaunchRoutes.navigateToRelaunch(
                UI.getCurrent(),
                TestOperationBuilder.of(ServerAction.CREATE, "gone").failed());
        loaded();

        assertThat(name().getValue()).isEmpty();
        assertThat(text("filled-note")).containsExactly("The settings of that launch are no longer available.");
    }

    @Test
    void formStartsInTheProjectOfThePreviousPage() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        events.publishEvent(new AccessChanged(mia.id()));
        // The event updates the permissions of the open page only after a moment.
        await().pollInSameThread().untilAsserted(() -> {
            UI.getCurrent()
                    .navigate(
                            "servers",
                            QueryParameters.simple(Map.of(
                                    "cloud",
                                    ServerBuilder.CLOUD.value(),
                                    "project",
                                    ServerBuilder.RESEARCH.id().value())));
            roundTrip();
            Anchor way = find(Anchor.class).all().stream()
                    .filter(one -> one.hasClassName("launch-way"))
                    .findFirst()
                    .orElseThrow();
            assertThat(way.getHref()).isEqualTo("servers/new?cloud=lab&project=p-research");
        });

        UI.getCurrent()
                .navigate(
                        LaunchRoutes.PATH,
                        QueryParameters.simple(
                                Map.of("project", ServerBuilder.RESEARCH.id().value())));
        loaded();

        assertThat(find(ComboBox.class).withCaption("Project").single().getValue())
                .isEqualTo(ServerBuilder.RESEARCH);
    }

    @Test
    void tagsBeyondTheMaximumAreNotKept() {
        open();
        MultiSelectComboBox<String> tags = several("Tags");
        String typed = IntStream.range(0, 10_000).mapToObj(String::valueOf).collect(Collectors.joining(","));

        ComponentUtil.fireEvent(tags, new ComboBoxBase.CustomValueSetEvent<>(tags, true, typed));

        assertThat(tags.getValue()).hasSize(NewServer.MAX_TAGS + 1);
        assertThat(tags.getErrorMessage()).isEqualTo("At most 50 tags.");
    }

    @Test
    void copyOfAServerHasItsProperties() {
        resources.add(new SecurityGroup("g-1", "web", null, List.of()));
        fakeAttachedResourceService.setNetwork(new AttachedResourceService.NetworkDetails(
                List.of(new Port("p-1", "fa:16", "back", List.of("10.0.0.1"), List.of("g-1"), true)),
                List.of(),
                List.of(new SecurityGroup("g-1", "web", null, List.of()))));
        like("web");
        until(() -> !this.<SelectableResource>several("Networks").getValue().isEmpty()
                && !this.<SelectableResource>several("Security groups")
                        .getValue()
                        .isEmpty());

        assertThat(name().getValue()).isEqualTo("web");
        assertThat(this.<String>several("Tags").getValue()).isEqualTo(Set.of("blue"));
        assertThat(find(TextArea.class).withCaption("Metadata").single().getValue())
                .isEqualTo("team=shop");
        assertThat(this.<SelectableResource>several("Networks").getValue()).isEqualTo(Set.of(BACK));
        assertThat(this.<SelectableResource>several("Security groups").getValue())
                .extracting(SelectableResource::id)
                .containsExactly("g-1");
        assertThat(text("filled-note")).singleElement().asString().startsWith("Prefilled from web. Not copied: ");
    }

    @Test
    void copyOfAVolumeServerUsesTheVolumesImage() {
        inventory.put(ServerBuilder.named("db").bootFromVolume().build());
        fakeAttachedResourceService.have(new Volume("v-1", "root", "in-use", 25, true, List.of(), "i-1"));
        like("db");
        until(() -> find(ComboBox.class).withCaption("Image").single().getValue() != null);

        assertThat(find(ComboBox.class).withCaption("Image").single().getValue())
                .isEqualTo(DEBIAN);
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        launch();
        assertThat(fakeLaunchService.launched().getFirst().source())
                .isEqualTo(new BootSource.ImageSource("i-1", new RootVolume(25, true)));
    }

    @Test
    void valuesThatWereNotCopiedAreListed() {
        inventory.put(ServerBuilder.named("db").bootFromVolume().build());
        fakeAttachedResourceService.fail(new CloudException(CloudException.Category.UNAVAILABLE, "Neutron is away."));
        like("db");
        until(() -> text("filled-note").toString().contains("networks and security groups"));

        assertThat(text("filled-note").getFirst()).contains("boot source (a volume)", "user data");
    }

    private void like(String id) {
        UI.getCurrent().navigate("servers");
        UI.getCurrent()
                .navigate(
                        LaunchRoutes.PATH,
                        QueryParameters.simple(Map.of("cloud", ServerBuilder.CLOUD.value(), "like", id)));
        loaded();
    }

    @Test
    void savedTemplatePrefillsTheForm() {
        open();
        type("Name", "web");
        choose("Image", DEBIAN);
        pick(MEDIUM);
        this.<SelectableResource>several("Networks").setValue(Set.of(FRONT));
        type("Description", "of the shop");
        test(find(TextArea.class).withCaption("User data").single()).setValue("#!/bin/sh hunter2");
        save("Shop", "All users");

        LaunchTemplate kept =
                fakeLaunchTemplateService.list(currentUser.caller()).getFirst();
        assertThat(kept.sharing()).isEqualTo(new LaunchTemplateVisibility.AllUsers());
        assertThat(kept.server().flavor()).isEqualTo("f-2");
        assertThat(kept.server().userData()).isNull();
        assertThat(picker().getValue()).isEqualTo(kept);
        open();
        assertThat(name().getValue()).isEmpty();
        test(picker()).selectItem("Shop");
        roundTrip();

        assertThat(name().getValue()).isEqualTo("web");
        assertThat(grid().getSelectedItems()).extracting(FlavorFit::flavor).containsExactly(MEDIUM);
        assertThat(this.<SelectableResource>several("Networks").getValue()).isEqualTo(Set.of(FRONT));
        assertThat(find(TextField.class).withCaption("Description").single().getValue())
                .isEqualTo("of the shop");
        assertThat(find(TextArea.class).withCaption("User data").single().getValue())
                .isEmpty();
        launch();
        assertThat(fakeLaunchService.launched().getFirst())
                .isEqualTo(kept.server().withName("web"));
    }

    @Test
    void missingResourceOfATemplateIsReportedAtItsField() {
        LaunchTemplate kept = fakeLaunchTemplateService.create(
                currentUser.caller(),
                new LaunchTemplateName("Old"),
                ServerBuilder.CLOUD,
                ServerBuilder.STAFF.id(),
                new NewServer(
                        "web",
                        new BootSource.ImageSource("i-2", null),
                        "f-gone",
                        List.of(new Nic.NetworkNic("n-1"), new Nic.NetworkNic("n-gone")),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        Set.of("blue"),
                        Map.of(),
                        null),
                new LaunchTemplateVisibility.OwnerOnly());

        UI.getCurrent()
                .navigate(
                        LaunchRoutes.PATH,
                        QueryParameters.simple(Map.of("recipe", kept.id().toString())));
        loaded();

        assertThat(name().getValue()).isEqualTo("web");
        assertThat(text("field-error")).containsExactly("No longer available in this project. Select another.");
        assertThat(this.<SelectableResource>several("Networks").getValue()).isEqualTo(Set.of(FRONT));
        assertThat(several("Networks").getErrorMessage())
                .isEqualTo("No longer available in this project. Select another.");
        pick(TINY);
        assertThat(text("field-error")).isEmpty();
    }

    @Test
    void templateIsSharedOnlyWithUsersWhoMayLaunchThere() {
        User eva = directory.member("eva");
        fakeAccessDecisionService.grant(eva.id(), ServerBuilder.STAFF, Role.VIEWER, null);
        open();
        type("Name", "web");
        choose("Image", DEBIAN);
        pick(MEDIUM);
        save("Shop", "A user");
        TextField person = find(TextField.class).withCaption("Username").single();

        for (String name : List.of("", "nobody", "eva")) {
            person.setValue(name);
            test(find(Button.class).withText("Save as new").single()).click();
            assertThat(person.getErrorMessage())
                    .isEqualTo("No user with this name can launch servers in this project.");
        }
        assertThat(fakeLaunchTemplateService.list(currentUser.caller())).isEmpty();
        fakeAccessDecisionService.grant(eva.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        test(find(Button.class).withText("Save as new").single()).click();
        assertThat(fakeLaunchTemplateService.list(currentUser.caller())).hasSize(1);
    }

    @Test
    void onlyOwnTemplatesCanBeChangedAndDeleted() {
        User eva = directory.member("eva");
        fakeAccessDecisionService.grant(eva.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        fakeLaunchTemplateService.create(
                FakeUserDirectory.caller(eva),
                new LaunchTemplateName("Evas"),
                ServerBuilder.CLOUD,
                ServerBuilder.STAFF.id(),
                NewServer.of("hers", new BootSource.ImageSource("i-2", null), "f-1"),
                new LaunchTemplateVisibility.AllUsers());
        open();
        test(picker()).selectItem("Evas (by eva)");
        roundTrip();
        assertThat(removal()).isFalse();
        save("Mine", "Only me");
        assertThat(removal()).isTrue();

        type("Name", "other");
        test(find(Button.class).withText("Save as template…").single()).click();
        test(find(Button.class).withText("Update \"Mine\"").single()).click();
        roundTrip();
        assertThat(fakeLaunchTemplateService.list(currentUser.caller()))
                .extracting(launchTemplate -> launchTemplate.server().name())
                .containsExactly("hers", "other");
        test(find(NativeButton.class)
                        .withCondition(one -> one.getAriaLabel()
                                .filter("Delete launch template"::equals)
                                .isPresent())
                        .single())
                .click();
        test(find(Button.class).withText("Delete launch template").single()).click();
        roundTrip();
        assertThat(fakeLaunchTemplateService.list(currentUser.caller())).hasSize(1);
        assertThat(name().getValue()).isEqualTo("other");
    }

    private void save(String launchTemplate, String sharing) {
        test(find(Button.class).withText("Save as template…").single()).click();
        test(find(TextField.class).withCaption("Template name").single()).setValue(launchTemplate);
        test(find(NativeButton.class).withText(sharing).single()).click();
        test(find(Button.class).withText("Save as new").single()).click();
        roundTrip();
    }

    private boolean removal() {
        return find(NativeButton.class).all().stream()
                .anyMatch(one -> one.isVisible()
                        && one.getAriaLabel()
                                .filter("Delete launch template"::equals)
                                .isPresent());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<LaunchTemplate> picker() {
        return find(ComboBox.class).withCaption("Launch template").single();
    }

    @Test
    void inputIsKeptButNotSubmittableAfterPermissionIsLost() {
        open();
        type("Name", "web");

        fakeAccessDecisionService.revokeAll(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> !submit().isEnabled());

        assertThat(name().getValue()).isEqualTo("web");
        until(() -> find(ComboBox.class)
                        .withCaption("Image")
                        .single()
                        .getListDataView()
                        .getItemCount()
                == 0);
        assertThat(text("said")).noneMatch(text -> text.contains("of 20"));
    }

    @Test
    void imagesThatAreNoLongerPermittedDisappearAlsoWhileTheCloudFails() {
        resources.add(new AvailableImage("i-3", "backup", 0, 0, null, true, new ServerId("web")));
        open();
        type("Name", "web");
        assertThat(images()).contains("backup");

        resources.fail(
                AvailableImage.class, new CloudException(CloudException.Category.UNAVAILABLE, "Glance is away."));
        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(
                mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(Permission.SERVER_CREATE)), null);
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> images().equals(List.of("cirros", "debian-13")));
        assertThat(name().getValue()).isEqualTo("web");
    }

    @Test
    @SuppressWarnings("unchecked")
    void anotherPermittedProjectCanBeSelectedAfterOneIsRevoked() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        events.publishEvent(new AccessChanged(mia.id()));
        open();
        ComboBox<Project> project = find(ComboBox.class).withCaption("Project").single();
        Project before = project.getValue();
        Project other = before.equals(ServerBuilder.STAFF) ? ServerBuilder.RESEARCH : ServerBuilder.STAFF;
        type("Name", "web");

        fakeAccessDecisionService.revokeAll(mia.id());
        fakeAccessDecisionService.grant(mia.id(), other, Role.MANAGER, null);
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> !submit().isEnabled());
        assertThat(project.getListDataView().getItems()).containsExactly(other);
        assertThat(name().getValue()).isEqualTo("web");

        project.setValue(other);
        assertThat(submit().isEnabled()).isTrue();
        project.clear();
        assertThat(submit().isEnabled()).isFalse();
    }

    @Test
    @SuppressWarnings("unchecked")
    void optionsOfThePreviousProjectAreRemovedWhenAnotherOneIsSelected() {
        fakeAccessDecisionService.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        events.publishEvent(new AccessChanged(mia.id()));
        SecurityGroup web = new SecurityGroup("sg-1", "web", "", List.of());
        ServerGroup apart = new ServerGroup("g-1", "apart", "anti-affinity");
        AvailabilityZone zone = new AvailabilityZone("nova");
        resources.add(web, apart, zone);
        open();
        MultiSelectComboBox<SelectableResource> groups = several("Security groups");
        ComboBox<SelectableResource> serverGroups =
                find(ComboBox.class).withCaption("Server group").single();
        ComboBox<SelectableResource> zones =
                find(ComboBox.class).withCaption("Availability zone").single();
        until(() -> groups.getListDataView().contains(web)
                && serverGroups.getListDataView().contains(apart)
                && zones.getListDataView().contains(zone));
        groups.setValue(Set.of(web));
        serverGroups.setValue(apart);
        zones.setValue(zone);
        ComboBox<Project> project = find(ComboBox.class).withCaption("Project").single();

        project.setValue(project.getValue().equals(ServerBuilder.STAFF) ? ServerBuilder.RESEARCH : ServerBuilder.STAFF);

        assertThat(groups.getValue()).isEmpty();
        assertThat(Stream.of(serverGroups, zones)).allMatch(ComboBox::isEmpty);
        assertThat(groups.getListDataView().getItems()).isEmpty();
        assertThat(Stream.of(serverGroups, zones))
                .allMatch(box -> box.getListDataView().getItemCount() == 0);
    }

    private void open() {
        // Navigates from another view, so that a new instance of the view is created.
        UI.getCurrent().navigate("servers");
        UI.getCurrent().navigate(LaunchRoutes.PATH);
        loaded();
    }

    private void loaded() {
        until(() -> !text("said").isEmpty()
                && rows().size() == 3
                && find(ComboBox.class).withCaption("Image").single().isEnabled()
                && find(MultiSelectComboBox.class)
                        .withCaption("Networks")
                        .single()
                        .isEnabled());
    }

    private void type(String label, String value) {
        test(find(TextField.class).withCaption(label).single()).setValue(value);
    }

    private void number(String label, int value) {
        test(find(IntegerField.class).withCaption(label).single()).setValue(value);
    }

    private void choose(String label, SelectableResource selectableResource) {
        @SuppressWarnings("unchecked")
        ComboBox<SelectableResource> box =
                find(ComboBox.class).withCaption(label).single();
        test(box).selectItem(SelectableResourceFormatter.label(selectableResource, Messages.current()));
        roundTrip();
    }

    @SuppressWarnings("unchecked")
    private <T> MultiSelectComboBox<T> several(String label) {
        return find(MultiSelectComboBox.class).withCaption(label).single();
    }

    private void pick(AvailableFlavor flavor) {
        rows().stream().filter(fit -> fit.flavor().equals(flavor)).findFirst().ifPresent(grid()::select);
        roundTrip();
    }

    private void launch() {
        test(submit()).click();
        until(() -> submits().allMatch(Button::isEnabled));
    }

    private Button submit() {
        return submits().findFirst().orElseThrow();
    }

    /** Returns the launch button; empty if the page has changed between two checks. */
    private Stream<Button> submits() {
        return find(Button.class).all().stream()
                .filter(button -> button.getText().startsWith("Launch"))
                .limit(1);
    }

    private TextField name() {
        return find(TextField.class).withCaption("Name").single();
    }

    @SuppressWarnings("unchecked")
    private Grid<FlavorFit> grid() {
        return find(Grid.class).single();
    }

    private List<FlavorFit> rows() {
        return grid().getListDataView().getItems().toList();
    }

    private List<String> whys() {
        return java.util.stream.IntStream.range(0, 3)
                .mapToObj(row -> test(grid()).getLitRendererPropertyValue(row, 5, "why", String.class))
                .toList();
    }

    private boolean way() {
        return find(Anchor.class).all().stream().anyMatch(one -> one.isVisible() && one.hasClassName("launch-way"));
    }

    private List<String> text(String className) {
        return find(LaunchView.class).all().stream()
                .flatMap(PageTestBase::below)
                .filter(part -> !part.getElement().isTextNode())
                .filter(part ->
                        part.isVisible() && part.getElement().getClassList().contains(className))
                .map(part -> part.getElement().getTextRecursively())
                .filter(said -> !said.isEmpty())
                .toList();
    }
}

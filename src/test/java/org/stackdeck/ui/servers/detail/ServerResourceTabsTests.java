package org.stackdeck.ui.servers.detail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SecurityGroup;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.factor.FakeReauthenticationService;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.resource.FakeResourceInventory;
import org.stackdeck.operations.FakeServerActionChoiceService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.AttachedResourceService;
import org.stackdeck.operations.detail.FakeAttachedResourceService;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.preview.PageTestConfiguration;
import org.stackdeck.ui.servers.actions.DeleteServerDialog;
import org.stackdeck.ui.servers.actions.DeletionImpactPanel;
import org.stackdeck.ui.servers.attached.AttachedResourcesTab;
import org.stackdeck.ui.servers.live.AgeLabel;

/** Tests the tabs with resources of a server, and the actions that add and remove them. */
class ServerResourceTabsTests extends ServerDetailTestBase {

    private static final Volume DATA = new Volume("v1", "disk-7", "in-use", 8, false, List.of(new ServerId("web-01")));

    @Autowired
    private FakeAttachedResourceService fakeAttachedResourceService;

    @Autowired
    private FakeResourceInventory fakeResourceInventory;

    @Autowired
    private FakeServerActionChoiceService fakeActionChoiceService;

    @Autowired
    private FakeReauthenticationService fakeReauthenticationService;

    @BeforeEach
    void clearResources() {
        fakeResourceInventory.setComplete(true);
        fakeResourceInventory.setProblem(null);
        Stream.of(ResourceKind.VOLUME, ResourceKind.PORT, ResourceKind.FLOATING_IP, ResourceKind.SECURITY_GROUP)
                .forEach(fakeResourceInventory::set);
    }

    @Test
    void volumesTabShowsTheVolumesOfTheServer() {
        setVolumes(volume("v1", Map.of("servers", List.of("web-01"), "status", "in-use", "size", 8L)));
        open(WEB);
        assertThat(text()).doesNotContain("disk-7");

        open(WEB + "/volumes");

        until(() -> text().contains("disk-7"));
        assertThat(text()).contains("8 GB", "in-use");
    }

    @Test
    void volumeLinksToItsPageForUsersWhoMaySeeIt() {
        setVolumes(attached("v1"));
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        open(WEB);
        changed();
        open(WEB + "/volumes");

        until(() -> text().contains("disk-7"));
        assertThat(find(Anchor.class).withText("disk-7").single().getHref())
                .isEqualTo("volumes/" + ServerBuilder.CLOUD + "/v1");
    }

    @Test
    void openTabFollowsTheSharedList() {
        open(WEB + "/volumes");
        until(() -> text().contains("No volumes attached"));

        setVolumes(attached("v1"));
        until(() -> text().contains("disk-7"));

        setVolumes(volume("v1", Map.of("status", "available")));
        until(() -> text().contains("No volumes attached"));
        assertThat(fakeAttachedResourceService.requestCount()).isZero();
    }

    @Test
    void selectedTabIsLoadedAgainWhenTheServerBecomesVisibleAgain() {
        setVolumes(attached("v1"));
        open(WEB + "/volumes");
        until(() -> text().contains("disk-7"));
        AttachedResourcesTab<?> tab = find(AttachedResourcesTab.class).single();

        access.revokeAll(PageTestConfiguration.JONAS);
        changed();
        assertThat(text()).doesNotContain("disk-7");
        assertThat(tab.getElement().getTextRecursively()).contains("Loading").doesNotContain("disk-7");
        assertThat(below(tab).filter(StatusNotice.class::isInstance)).allMatch(Component::isVisible);
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.OPERATOR, null);
        changed();

        until(() -> text().contains("disk-7"));
    }

    @Test
    void outdatedContentIsShownWithItsAgeAndTheProblem() {
        setVolumes(attached("v1"));
        open(WEB + "/volumes");
        until(() -> text().contains("disk-7"));
        Element age = find(AgeLabel.class).single().getElement().getChild(1);
        assertThat(age.getAttribute("min")).isEqualTo("10000");

        fakeResourceInventory.setProblem(problem("Cinder is being moved"));

        until(() -> text().contains("Cinder is being moved"));
        assertThat(text()).contains("disk-7");
        assertThat(age.getAttribute("of")).isEqualTo(Instant.EPOCH.toString());

        fakeResourceInventory.setProblem(null);
        until(() -> !find(StatusNotice.class).all().stream().anyMatch(Component::isVisible));
    }

    private static Freshness.Problem problem(String message) {
        return new Freshness.Problem(CloudException.Category.UNAVAILABLE, message, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void closedTabDoesNotFollowTheList() {
        open(WEB + "/volumes");
        until(() -> text().contains("No volumes attached"));
        open(WEB + "/metadata");

        setVolumes(attached("v1"));
        changed();

        assertThat(text()).doesNotContain("disk-7");
    }

    private void setVolumes(CloudResource... volumes) {
        fakeResourceInventory.set(ResourceKind.VOLUME, volumes);
    }

    private static CloudResource attached(String id) {
        return volume(id, Map.of("servers", List.of("web-01"), "status", "in-use"));
    }

    private static CloudResource volume(String id, Map<String, Object> values) {
        return resource(ResourceKind.VOLUME, id, "disk-7", values);
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, Map<String, Object> values) {
        return new CloudResource(kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, values);
    }

    private static CloudResource port(String id, String ip, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.putAll(Map.of("device", "web-01", "fixedIps", List.of(ip)));
        return resource(ResourceKind.PORT, id, "", all);
    }

    private static CloudResource group(String id, String name, String... rules) {
        return resource(
                ResourceKind.SECURITY_GROUP, id, name, Map.of("rules", List.of(rules), "description", "of " + name));
    }

    @Test
    void volumeIsNoLinkForUsersWhoMaySeeOnlyServers() {
        setVolumes(attached("v1"));
        open(WEB + "/volumes");

        until(() -> text().contains("disk-7"));
        assertThat(find(Anchor.class).withText("disk-7").exists()).isFalse();
    }

    @Test
    void networkTabStatesWhoCanReachAPort() {
        fakeResourceInventory.set(
                ResourceKind.PORT,
                port("p1", "10.0.0.5", Map.of("securityGroups", List.of("g1", "g2"))),
                port("p2", "10.9.0.5", Map.of("securityGroups", List.of("g1", "g9"), "portSecurityEnabled", false)));
        fakeResourceInventory.set(
                ResourceKind.SECURITY_GROUP,
                group("g1", "web", "ingress IPv4 tcp 443", "ingress IPv4 any from g1"),
                group("g2", "ops", "ingress IPv4 tcp 20-25 from 10.0.0.0/8"));

        open(WEB + "/network");
        until(() -> find(IntegerField.class).exists());
        IntegerField port = find(IntegerField.class).single();
        assertThat(text())
                .contains(
                        "10.0.0.0/8 (IPv4): allowed by ops (TCP 20-25), only at 10.0.0.5",
                        "Servers in web (IPv4): allowed by web (all protocols)",
                        "Everyone, at 10.9.0.5: port security is off",
                        "Unknown, at 10.9.0.5: a security group of another project")
                .doesNotContain("Everyone (IPv4): allowed by web")
                .containsOnlyOnce("Open to everyone: TCP 443");

        test(port).setValue(443);
        assertThat(text()).contains("Everyone (IPv4): allowed by web (TCP 443)").doesNotContain("allowed by ops");
        port.setValue(70_000);
        assertThat(text()).contains("Enter a port from 1 to 65,535.");

        port.setValue(443);
        fakeResourceInventory.set(ResourceKind.PORT);
        until(() -> text().contains("No one: no security group of the server allows incoming traffic to port 443."));
        assertThat(find(IntegerField.class).single().getValue()).isEqualTo(443);
    }

    @Test
    void rulesNameOtherGroupsOnlyForUsersWhoMayReadThem() {
        fakeResourceInventory.set(ResourceKind.PORT, port("p1", "10.0.0.5", Map.of("securityGroups", List.of("g1"))));
        fakeResourceInventory.set(
                ResourceKind.SECURITY_GROUP,
                group("g1", "web", "ingress IPv4 tcp 22 from g2"),
                group("g2", "hidden-group"));
        open(WEB + "/network");
        until(() -> text().contains("servers in g2"));
        assertThat(text()).doesNotContain("hidden-group");

        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        fakeResourceInventory.recheck();

        until(() -> text().contains("servers in hidden-group"));
    }

    @Test
    void networkTabListsPortsAddressesAndIngressRules() {
        fakeResourceInventory.set(
                ResourceKind.PORT,
                port(
                        "p1",
                        "10.0.0.5",
                        Map.of("network", "n1", "macAddress", "fa:16:3e:00:00:01", "securityGroups", List.of("g1"))));
        fakeResourceInventory.set(
                ResourceKind.FLOATING_IP,
                resource(ResourceKind.FLOATING_IP, "f1", "203.0.113.9", Map.of("port", "p1", "fixedIp", "10.0.0.5")));
        fakeResourceInventory.set(
                ResourceKind.SECURITY_GROUP,
                group("g1", "ssh-only", "ingress IPv4 tcp 22 from 10.0.0.0/8", "egress IPv4 any"));

        open(WEB + "/network");

        until(() -> text().contains("203.0.113.9"));
        assertThat(text())
                .contains("n1", "fa:16:3e:00:00:01", "ssh-only", "of ssh-only", "1 inbound rule")
                .contains("Incoming: TCP 22 (IPv4) from 10.0.0.0/8")
                .doesNotContain("Open to everyone");
    }

    @Test
    void headShowsTheAddressesOfTheNetworkTab() {
        fakeResourceInventory.set(ResourceKind.PORT, port("p1", "10.0.0.5", Map.of()));
        open(WEB + "/network");
        until(() -> head().contains("10.0.0.5") && !head().contains("10.0.0.6"));

        fakeResourceInventory.set(ResourceKind.PORT, port("p1", "10.0.0.6", Map.of()));
        until(() -> head().contains("10.0.0.6") && !head().contains("10.0.0.5"));

        open(WEB + "/metadata");
        assertThat(head()).contains("10.0.0.5").doesNotContain("10.0.0.6");
    }

    private String head() {
        return find(ServerAddressList.class).single().getElement().getTextRecursively();
    }

    @Test
    void deleteDialogListsDeletedAndKeptVolumes() {
        fakeAttachedResourceService.have(
                DATA, new Volume("v2", "", "in-use", 20, true, List.of(new ServerId("web-01"))));
        fakeAttachedResourceService.setDeletedVolumes(Set.of("v2"));
        fakeAttachedResourceService.setNetwork(new AttachedResourceService.NetworkDetails(
                List.of(), List.of(new FloatingIp("f1", "203.0.113.9", "p1")), List.of()));
        open(WEB);

        deleteDialog();

        until(() -> losses().contains("203.0.113.9") && losses().contains("volume disk-7"));
        String[] halves = losses().split("Will be kept in the project", 2);
        assertThat(halves[0])
                .contains("the root disk (20 GB)", "volume v2 (20 GB)", "fixed IPs 10.0.0.5")
                .doesNotContain("volume disk-7", "203.0.113.9", "Checking attached volumes");
        assertThat(halves[1]).contains("volume disk-7 (8 GB)", "floating IPs: 203.0.113.9");
    }

    @Test
    void deleteDialogWarnsUsersWhoMayNotSeeVolumes() {
        fakeAttachedResourceService.have(DATA);
        fakeAttachedResourceService.setDeletedVolumes(null);
        open(WEB);

        deleteDialog();

        until(() -> losses().contains("Volumes may also be deleted; you don't have permission to see which."));
        assertThat(losses()).doesNotContain("volume disk-7");
    }

    @Test
    void deleteDialogWorksIfVolumesCannotBeLoaded() {
        fakeAttachedResourceService.fail(
                new CloudException(CloudException.Category.UNAVAILABLE, "Cinder is being moved"));
        open(WEB);

        deleteDialog();

        until(() ->
                losses().contains("Volumes may also be deleted; the list couldn't be loaded. Cinder is being moved"));
        assertThat(losses()).contains("Any floating IPs are kept in the project");
        assertThat(find(DeleteServerDialog.class).single().getElement().getTextRecursively())
                .contains(
                        "After that, the server is permanently deleted, unless the cloud supports restoring deleted servers.");
        test(find(TextField.class).single()).setValue("web-01");
        test(find(Button.class).withText("Delete server").single()).click();
        assertThat(operations.accepted()).hasSize(1);
    }

    /** The session remains authenticated, and a one-time code could not be used again. */
    @Test
    void deletionCanBeSubmittedAgainAfterAFailure() {
        open(WEB);
        deleteDialog();
        Queue<RuntimeException> failures = new ArrayDeque<>(List.of(
                new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD)),
                new IllegalStateException("database unavailable")));
        operations.beforeSubmit(() -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        });
        Button confirm = find(Button.class).withText("Delete server").single();
        test(find(TextField.class).single()).setValue("web-01");

        test(confirm).click();
        test(find(PasswordField.class).single()).setValue("my password");
        assertThatThrownBy(() -> test(confirm).click()).hasStackTraceContaining("database unavailable");
        test(confirm).click();

        assertThat(fakeReauthenticationService.verifications()).containsExactly("my password");
        assertThat(operations.accepted()).hasSize(1);
    }

    private void deleteDialog() {
        find(ServerDetailContent.class).single().startAction(ServerAction.DELETE);
        roundTrip();
    }

    private String losses() {
        return find(DeletionImpactPanel.class).single().getElement().getTextRecursively();
    }

    @Test
    void missingListShowsTheProblem() {
        fakeResourceInventory.setComplete(false);
        fakeResourceInventory.setProblem(problem("Neutron is being moved"));

        open(WEB + "/network");

        until(() -> text().contains("Neutron is being moved"));
    }

    @Test
    void detachedVolumeLeavesTheListAfterConfirmation() {
        manage();
        setVolumes(attached("v1"));
        open(WEB + "/volumes");
        until(() -> text().contains("disk-7"));

        click(ServerAction.DETACH_VOLUME);
        assertThat(operations.accepted()).isEmpty();
        test(find(Button.class).withText("Detach volume").single()).click();

        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ServerAction.DETACH_VOLUME)
                        .with(ActionParameter.VOLUME, new ActionArgument("v1", "disk-7")));
        setVolumes();
        until(() -> text().contains("No volumes attached"));
    }

    @Test
    void confirmedDetachOfAMissingVolumeIsRefusedWithAToast() {
        manage();
        setVolumes(attached("v1"));
        open(WEB + "/volumes");
        until(() -> text().contains("disk-7"));
        operations.beforeSubmit(() -> {
            throw new InvalidActionParameterException(
                    ActionParameter.VOLUME, InvalidActionParameterException.Reason.NOT_FOUND);
        });

        click(ServerAction.DETACH_VOLUME);
        test(find(Button.class).withText("Detach volume").single()).click();

        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("No longer available: disk-7");
    }

    @Test
    void unavailableButtonsAreDisabledWithReason() {
        setVolumes(attached("v1"));
        open(WEB + "/volumes");
        until(() -> text().contains("disk-7"));

        assertThat(action(ServerAction.DETACH_VOLUME).isEnabled()).isFalse();
        assertThat(action(ServerAction.DETACH_VOLUME).getTitle().orElse("")).contains("server:volumes");
    }

    @Test
    void addTagDialogAcceptsOnlyValidTags() {
        manage();
        open(WEB + "/metadata");
        click(ServerAction.ADD_TAG);
        Button confirm = find(Button.class).withText("Add tag").single();
        TextField tag = find(TextField.class).single();

        boolean empty = confirm.isEnabled();
        test(tag).setValue("a,b");
        boolean comma = confirm.isEnabled();
        test(tag).setValue("prod");
        test(confirm).click();

        assertThat(empty).isFalse();
        assertThat(comma).isFalse();
        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "prod"));
    }

    /** The session remains authenticated, and a one-time code could not be used again. */
    @Test
    void reauthenticationIsNotRepeatedAfterAnInvalidParameter() {
        manage();
        open(WEB + "/metadata");
        click(ServerAction.ADD_TAG);
        Button confirm = find(Button.class).withText("Add tag").single();
        test(find(TextField.class).single()).setValue("prod");
        Queue<RuntimeException> refusals = new ArrayDeque<>(List.of(
                new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD)),
                new InvalidActionParameterException(
                        ActionParameter.TAG, InvalidActionParameterException.Reason.MALFORMED)));
        operations.beforeSubmit(() -> {
            if (!refusals.isEmpty()) {
                throw refusals.remove();
            }
        });

        test(confirm).click();
        test(find(PasswordField.class).single()).setValue("my password");
        test(confirm).click();
        assertThat(find(TextField.class).single().isInvalid()).isTrue();
        assertThat(find(PasswordField.class).exists()).isFalse();
        test(confirm).click();

        assertThat(fakeReauthenticationService.verifications()).containsExactly("my password");
        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ServerAction.ADD_TAG).with(ActionParameter.TAG, "prod"));
    }

    @Test
    void confirmButtonIsDisabledDuringASubmission() {
        manage();
        open(WEB + "/metadata");

        click(ServerAction.ADD_TAG);

        assertThat(find(Button.class).withText("Add tag").single().isDisableOnClick())
                .isTrue();
    }

    @Test
    void resizeDialogOffersTheFlavorsOfTheCloud() {
        manage();
        fakeActionChoiceService.offer(
                ActionParameter.FLAVOR,
                new AvailableFlavor("2", "m1.medium", 2, 4096, 40),
                new AvailableFlavor("3", "m1.large", 4, 8192, 80));
        open(WEB);

        page().startAction(ServerAction.RESIZE);

        assertThat(find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .contains("Current flavor: m1.small · 1 vCPU · 2 GB · 20 GB");
        until(() -> field().isEnabled());
        assertThat(field().getListDataView()
                        .getItems()
                        .map(projectResource -> field().getItemLabelGenerator().apply(projectResource)))
                .containsExactly("m1.medium · 2 vCPU · 4 GB · 40 GB", "m1.large · 4 vCPU · 8 GB · 80 GB");
        field().setValue(field().getListDataView().getItem(1));
        test(find(Button.class).withText("Resize").single()).click();
        assertThat(operations.actionRequests())
                .containsExactly(ActionRequest.of(ServerAction.RESIZE)
                        .with(ActionParameter.FLAVOR, new ActionArgument("3", "m1.large")));
    }

    @Test
    void securityGroupThatIsCreatedInTheDialogIsSelected() {
        manage();
        fakeActionChoiceService.offer(
                ActionParameter.SECURITY_GROUP,
                new SecurityGroup("g1", "web", null, List.of()),
                new SecurityGroup("g2", "ops", null, List.of()));
        open(WEB);
        page().startAction(ServerAction.ADD_SECURITY_GROUP);
        until(() -> field().isEnabled());

        Operation creation = createSecurityGroup();
        assertThat(creation.project()).isEqualTo(ServerBuilder.STAFF.id());
        fakeActionChoiceService.offer(
                ActionParameter.SECURITY_GROUP,
                new SecurityGroup("g1", "web", null, List.of()),
                new SecurityGroup(creation.target().idText(), "https", null, List.of()));
        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> field().getValue() != null);
        test(find(Button.class).withText("Add security group").single()).click();
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ServerAction.ADD_SECURITY_GROUP)
                        .with(
                                ActionParameter.SECURITY_GROUP,
                                new ActionArgument(creation.target().idText(), "https")));
    }

    private Operation createSecurityGroup() {
        test(find(NativeButton.class).withAttribute("data-action", "create").single())
                .click();
        test(find(TextField.class).withCaption("Name").single()).setValue("https");
        test(find(Button.class).withText("Create security group").single()).click();
        return operations.accepted().getLast();
    }

    private Operation createSecurityGroupInTheDialog() {
        manage();
        fakeActionChoiceService.offer(
                ActionParameter.SECURITY_GROUP,
                new SecurityGroup("g1", "web", null, List.of()),
                new SecurityGroup("g2", "ops", null, List.of()));
        open(WEB);
        page().startAction(ServerAction.ADD_SECURITY_GROUP);
        until(() -> field().isEnabled());
        return createSecurityGroup();
    }

    @Test
    void optionSelectedDuringACreationRemainsSelected() {
        Operation creation = createSecurityGroupInTheDialog();
        test(field()).selectItem("ops");
        fakeActionChoiceService.offer(
                ActionParameter.SECURITY_GROUP,
                new SecurityGroup(creation.target().idText(), "https", null, List.of()),
                new SecurityGroup("g2", "ops", null, List.of()));

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> options().contains("https"));
        assertThat(field().getItemLabelGenerator().apply(field().getValue())).isEqualTo("ops");
    }

    @Test
    void optionsRemainIfTheyCannotBeLoadedAfterACreation() {
        Operation creation = createSecurityGroupInTheDialog();
        test(field()).selectItem("ops");
        fakeActionChoiceService.fail(new CloudException(CloudException.Category.TIMEOUT, "no answer within 10 s"));

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> field().isInvalid());
        assertThat(options()).containsExactly("web", "ops");
        assertThat(field().getItemLabelGenerator().apply(field().getValue())).isEqualTo("ops");
    }

    private List<String> options() {
        return field().getListDataView()
                .getItems()
                .map(option -> field().getItemLabelGenerator().apply(option))
                .toList();
    }

    @Test
    void userWhoMayNotCreateSecurityGroupsHasNoButtonInTheDialog() {
        access.grant(
                PageTestConfiguration.JONAS,
                ServerBuilder.STAFF,
                Role.unnamed(Set.of(Permission.SERVER_READ, Permission.SERVER_NETWORK)),
                null);
        fakeActionChoiceService.offer(
                ActionParameter.SECURITY_GROUP,
                new SecurityGroup("g1", "web", null, List.of()),
                new SecurityGroup("g2", "ops", null, List.of()));
        open(WEB);
        page().startAction(ServerAction.ADD_SECURITY_GROUP);
        until(() -> field().isEnabled());

        assertThat(find(NativeButton.class)
                        .withAttribute("data-action", "create")
                        .exists())
                .isFalse();
    }

    @Test
    void optionLoadErrorIsShownAtTheField() {
        manage();
        fakeActionChoiceService.fail(new CloudException(CloudException.Category.TIMEOUT, "no answer within 10 s"));
        open(WEB);

        page().startAction(ServerAction.RESIZE);

        until(() -> field().isInvalid());
        assertThat(field().getErrorMessage()).contains("no answer within 10 s");
        assertThat(find(Button.class).withText("Resize").single().isEnabled()).isFalse();
    }

    @Test
    void optionLoadErrorIsRemovedWhenTheOptionsAreLoaded() {
        manage();
        fakeActionChoiceService.fail(new CloudException(CloudException.Category.TIMEOUT, "no answer within 10 s"));
        open(WEB);
        page().startAction(ServerAction.RESIZE);
        until(() -> field().isInvalid());

        fakeActionChoiceService.offer(
                ActionParameter.FLAVOR,
                new AvailableFlavor("2", "m1.medium", 2, 4096, 40),
                new AvailableFlavor("3", "m1.large", 4, 8192, 80));
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.RESEARCH, Role.VIEWER, null);
        changed();

        until(() -> field().isEnabled());
        assertThat(field().isInvalid()).isFalse();
    }

    @Test
    void rebuildRequiresTypingTheServersName() {
        manage();
        fakeActionChoiceService.offer(ActionParameter.IMAGE, new AvailableImage("i1", "debian", 0, 0, null));
        open(WEB);

        page().startAction(ServerAction.REBUILD);

        until(() -> field().isEnabled());
        Button confirm = find(Button.class).withText("Rebuild").single();
        boolean untyped = confirm.isEnabled();
        test(find(TextField.class).single()).setValue("web-01");
        assertThat(untyped).isFalse();
        assertThat(confirm.isEnabled()).isTrue();
    }

    private void manage() {
        access.grant(PageTestConfiguration.JONAS, ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
    }

    private ServerDetailContent page() {
        return find(ServerDetailContent.class).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ParameterOption> field() {
        return find(ComboBox.class).single();
    }

    /** Clicks the button, after the page has received the permissions, which arrive later than the page. */
    private void click(ServerAction action) {
        until(() -> action(action).isEnabled());
        test(action(action)).click();
    }

    private NativeButton action(ServerAction action) {
        return find(NativeButton.class).all().stream()
                .filter(button -> action.code().equals(button.getElement().getAttribute("data-action")))
                .findFirst()
                .orElseThrow();
    }
}

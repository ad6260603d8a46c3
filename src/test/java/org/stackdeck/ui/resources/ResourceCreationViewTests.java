package org.stackdeck.ui.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.preview.MemberPageTestBase;
import org.stackdeck.ui.resources.list.ResourceGrid;

class ResourceCreationViewTests extends MemberPageTestBase {

    @Autowired
    private FakeSelectableResourceReader projectResources;

    @Override
    protected void prepare() {
        grant(Permission.VOLUME_READ, Permission.IMAGE_READ);
        operations.clear();
        operations.beforeSubmit(() -> {});
        resources.set(ResourceKind.VOLUME, resource(ResourceKind.VOLUME, "v1", "data", "available"));
        resources.set(ResourceKind.IMAGE, resource(ResourceKind.IMAGE, "i1", "debian", "active"));
    }

    private void grant(Permission... permissions) {
        access.grant(mia.id(), ServerBuilder.STAFF, Role.unnamed(Set.of(permissions)), null);
    }

    private static CloudResource resource(ResourceKind kind, String id, String name, String status) {
        return new CloudResource(
                kind, ServerBuilder.CLOUD, id, ServerBuilder.STAFF, name, false, Map.of("status", status, "size", 20L));
    }

    private void press(String action) {
        until(() -> hasButton(action));
        test(find(NativeButton.class).withAttribute("data-action", action).single())
                .click();
    }

    private boolean hasButton(String action) {
        return find(NativeButton.class).withAttribute("data-action", action).exists();
    }

    private TextField field(String caption) {
        return find(TextField.class).withCaption(caption).single();
    }

    private void submit(String label) {
        test(find(Button.class).withText(label).single()).click();
    }

    @SuppressWarnings("unchecked")
    private Select<ActionParameter> sources() {
        return (Select<ActionParameter>) find(Select.class)
                .withCondition(select -> "Source".equals(select.getLabel()))
                .single();
    }

    private ComboBox<ParameterOption> images() {
        return choice("Image (optional)");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Project> projects() {
        return find(ComboBox.class).withCaption("Project").single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ParameterOption> choice(String caption) {
        return find(ComboBox.class).withCaption(caption).single();
    }

    private boolean isShown(String text) {
        return find(Span.class).withText(text).exists();
    }

    @Test
    void volumeIsCreatedFromASelectedImage() {
        grant(Permission.VOLUME_CREATE);
        UI.getCurrent().navigate("volumes");
        press("create");

        test(field("Name (optional)")).setValue("logs");
        submit("Create volume");
        assertThat(field("Size (GB)").isInvalid()).isTrue();
        test(field("Size (GB)")).setValue("20");
        sources().setValue(ActionParameter.IMAGE);
        until(() -> images().isEnabled());
        submit("Create volume");
        assertThat(images().isInvalid()).isTrue();
        images().setValue(images().getListDataView().getItem(0));
        submit("Create volume");

        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_VOLUME)
                        .with(ActionParameter.NAME, "logs")
                        .with(ActionParameter.SIZE, "20")
                        .with(ActionParameter.IMAGE, new ActionArgument("i1", "debian")));
        until(() -> isShown("Create volume logs: Waiting"));
        operations.setState(operations.accepted().getLast().id(), Operation.State.SUCCEEDED, null);
        until(() -> !isShown("Create volume logs: Waiting"));
    }

    @Test
    void choicesOfSeveralProjectsAreLoadedAfterTheSelectionOfTheProject() {
        grant(Permission.VOLUME_CREATE);
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.unnamed(Set.of(Permission.VOLUME_CREATE)), null);
        UI.getCurrent().navigate("volumes");
        press("create");
        sources().setValue(ActionParameter.IMAGE);
        assertThat(images().getPlaceholder()).isEqualTo("Select a project first");

        projects().setValue(ServerBuilder.STAFF);

        until(() -> images().isEnabled());
        assertThat(images().getPlaceholder()).isEmpty();
    }

    @Test
    void activeCreationIsShownOnAPageThatIsOpenedLater() {
        grant(Permission.VOLUME_CREATE);
        operations.submit(
                new Caller(mia.id(), mia.name(), "127.0.0.1", Caller.Channel.REST),
                new NewResourceTarget(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), ResourceKind.VOLUME),
                ActionRequest.of(ResourceAction.CREATE_VOLUME)
                        .with(ActionParameter.NAME, "logs")
                        .with(ActionParameter.SIZE, "20"));

        UI.getCurrent().navigate("volumes");

        until(() -> isShown("Create volume logs: Waiting"));
        operations.setState(operations.accepted().getLast().id(), Operation.State.SUCCEEDED, null);
        until(() -> !isShown("Create volume logs: Waiting"));
    }

    @Test
    void imageIsCreatedFromASelectedVolume() {
        grant(Permission.IMAGE_CREATE, Permission.VOLUME_UPDATE);
        UI.getCurrent().navigate("images");
        press("create");
        test(field("Name")).setValue("golden");
        assertThat(find(TextField.class)
                        .withCaption("Minimum disk (GB) (optional)")
                        .exists())
                .isTrue();

        sources().setValue(ActionParameter.VOLUME);
        until(() -> choice("Volume (optional)").isEnabled());
        choice("Volume (optional)")
                .setValue(choice("Volume (optional)").getListDataView().getItem(0));
        submit("Create image");

        assertThat(operations.actionRequests().getLast().arguments())
                .containsEntry(ActionParameter.VOLUME, new ActionArgument("v1", "data"))
                .doesNotContainKeys(ActionParameter.MIN_DISK, ActionParameter.MIN_RAM);
    }

    @Test
    void volumeInUseIsNotCopiedToAnImage() {
        grant(Permission.IMAGE_CREATE, Permission.VOLUME_UPDATE);
        resources.set(ResourceKind.VOLUME, resource(ResourceKind.VOLUME, "v1", "data", "in-use"));
        UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/v1");
        until(() -> hasButton("create-image"));

        NativeButton button = find(NativeButton.class)
                .withAttribute("data-action", "create-image")
                .single();
        assertThat(button.isEnabled()).isFalse();
        assertThat(button.getTitle()).get().asString().contains("detach it first");
    }

    @Test
    void rulesOfASecurityGroupAreCopiedOnItsPage() {
        grant(Permission.SECURITY_GROUP_READ, Permission.SECURITY_GROUP_CREATE);
        resources.set(ResourceKind.SECURITY_GROUP, resource(ResourceKind.SECURITY_GROUP, "g1", "web", "active"));
        UI.getCurrent().navigate("security-groups/" + ServerBuilder.CLOUD + "/g1");

        press("create-security-group");
        assertThat(find(ComboBox.class)
                        .withCaption("Copy rules from (optional)")
                        .exists())
                .isFalse();
        test(field("Name")).setValue("web-2");
        submit("Create security group");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "web-2")
                        .with(ActionParameter.SOURCE_GROUP, new ActionArgument("g1", "web")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void newSecurityGroupAllowsTheSelectedService() {
        grant(Permission.SECURITY_GROUP_CREATE);
        UI.getCurrent().navigate("security-groups");
        press("create");
        test(field("Name")).setValue("web");
        test((Select<String>) find(Select.class)
                        .withCaption("Allow from everyone (optional)")
                        .single())
                .selectItem("HTTPS (TCP 443)");
        submit("Create security group");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_SECURITY_GROUP)
                        .with(ActionParameter.NAME, "web")
                        .with(ActionParameter.OPENS, "https"));
    }

    @Test
    void severalFloatingIpsAreAllocatedAtOnce() {
        grant(Permission.FLOATING_IP_CREATE, Permission.NETWORK_READ);
        resources.set(
                ResourceKind.NETWORK,
                new CloudResource(
                        ResourceKind.NETWORK,
                        ServerBuilder.CLOUD,
                        "n1",
                        ServerBuilder.STAFF,
                        "public",
                        true,
                        Map.of("external", true)));
        UI.getCurrent().navigate("floating-ips");
        press("create");
        until(() -> !find(ComboBox.class).withCaption("Network").single().isEmpty());
        test(find(IntegerField.class).withCaption("Count").single()).setValue(3);
        submit("Allocate floating IP");

        assertThat(operations.actionRequests())
                .filteredOn(request -> request.action() == ResourceAction.CREATE_FLOATING_IP)
                .hasSize(3);
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    @Test
    void anotherOptionIsNotSelectedAfterAChangeOfPermissions() {
        grant(Permission.VOLUME_CREATE);
        resources.set(
                ResourceKind.IMAGE,
                resource(ResourceKind.IMAGE, "i1", "debian", "active"),
                resource(ResourceKind.IMAGE, "i2", "fedora", "active"));
        UI.getCurrent().navigate("volumes");
        press("create");
        sources().setValue(ActionParameter.IMAGE);
        until(() -> images().isEnabled());
        images().setValue(images().getListDataView().getItem(0));

        resources.set(ResourceKind.IMAGE, resource(ResourceKind.IMAGE, "i2", "fedora", "active"));
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> images().getListDataView().getItemCount() == 1);
        assertThat(images().getValue()).isNull();
    }

    @Test
    void optionsOfAnOpenDialogFollowThePermissions() {
        grant(Permission.VOLUME_CREATE);
        UI.getCurrent().navigate("volumes");
        press("create");
        sources().setValue(ActionParameter.IMAGE);
        until(() -> images().isEnabled());
        images().setValue(images().getListDataView().getItem(0));

        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> images().getValue() != null);
        access.revokeAll(mia.id());
        grant(Permission.VOLUME_READ, Permission.VOLUME_CREATE);
        events.publishEvent(new AccessChanged(mia.id()));

        until(() -> images().getListDataView().getItemCount() == 0);
        assertThat(images().getValue()).isNull();
        assertThat(find(Dialog.class).exists()).isTrue();
    }

    @Test
    void theQuotasAfterTheCreationAreForecast() {
        grant(Permission.VOLUME_CREATE, Permission.SERVER_READ);
        projectResources.add(new Quota(Quota.Resource.VOLUMES, 3, 10L), new Quota(Quota.Resource.GIGABYTES, 90, 100L));
        UI.getCurrent().navigate("volumes");
        press("create");

        until(() -> isShown("3 → 4 of 10"));
        test(field("Size (GB)")).setValue("8");
        assertThat(isShown("90 GB → 98 GB of 100 GB")).isTrue();
        assertThat(isShown("2 GB left")).isTrue();
        test(field("Size (GB)")).setValue("15");

        assertThat(isShown("5 GB over")).isTrue();
    }

    @Test
    void theSubnetsOfANewNetworkAreForecast() {
        grant(Permission.NETWORK_CREATE, Permission.SERVER_READ);
        projectResources.add(new Quota(Quota.Resource.NETWORKS, 3, 10L), new Quota(Quota.Resource.SUBNETS, 7, 7L));
        UI.getCurrent().navigate("networks");
        press("create");

        until(() -> isShown("3 → 4 of 10"));
        assertThat(isShown("7 of 7")).isTrue();
        List<TextField> ranges = find(TextField.class)
                .withCaption("Address range (CIDR) (optional)")
                .all();
        test(ranges.getFirst()).setValue("10.0.0.0/24");
        assertThat(isShown("1 over")).isTrue();
        test(ranges.getLast()).setValue("2001:d");
        test(ranges.getLast()).setValue("2001:db8::/64");

        assertThat(isShown("2 over")).isTrue();
    }

    @Test
    void invalidValueIsShownAtItsFieldAndTheInputIsKept() {
        grant(Permission.VOLUME_CREATE);
        UI.getCurrent().navigate("volumes");
        press("create");
        test(field("Name (optional)")).setValue("logs");
        test(field("Size (GB)")).setValue("20");
        operations.beforeSubmit(() -> {
            throw new InvalidActionParameterException(
                    ActionParameter.NAME, InvalidActionParameterException.Reason.MALFORMED);
        });

        submit("Create volume");

        assertThat(field("Name (optional)").isInvalid()).isTrue();
        assertThat(field("Size (GB)").getValue()).isEqualTo("20");
        assertThat(operations.accepted()).isEmpty();
    }

    @Test
    void networkIsCreatedWithTwoSubnetsAndAnOverlapIsShownAtItsField() {
        grant(Permission.NETWORK_READ, Permission.NETWORK_CREATE);
        UI.getCurrent().navigate("networks");
        press("create");
        List<TextField> ranges = find(TextField.class)
                .withCaption("Address range (CIDR) (optional)")
                .all();
        NativeDetails second = find(NativeDetails.class)
                .withCondition(details -> details.getSummaryText().startsWith("Second subnet"))
                .single();
        assertThat(second.isOpen()).isFalse();
        test(field("Name")).setValue("lan");
        test(ranges.getFirst()).setValue("10.0.0.0/24");
        test(ranges.getLast()).setValue("10.0.0.128/25");

        submit("Create network");

        assertThat(ranges.getFirst().isInvalid()).isFalse();
        assertThat(ranges.getLast().isInvalid()).isTrue();
        assertThat(ranges.getLast().getErrorMessage())
                .isEqualTo("Overlaps 10.0.0.0/24 in the same network. Enter a different range.");
        assertThat(second.isOpen()).isTrue();
        test(ranges.getLast()).setValue("2001:db8::/64");
        assertThat(ranges.getLast().isInvalid()).isFalse();
        submit("Create network");
        assertThat(find(Dialog.class).exists()).isFalse();
        ActionRequest request = operations.actionRequests().getLast();
        assertThat(request.value(ActionParameter.CIDR)).contains("10.0.0.0/24");
        assertThat(request.value(ActionParameter.SUBNETS)).contains("cidr=2001:db8::/64; dhcp=true");
        assertThat(request.value(ActionParameter.ALLOW_OVERLAP)).contains("false");
    }

    @Test
    void networkIsCreatedWithoutSubnets() {
        grant(Permission.NETWORK_READ, Permission.NETWORK_CREATE);
        UI.getCurrent().navigate("networks");
        press("create");
        test(field("Name")).setValue("lan");

        submit("Create network");

        assertThat(operations.actionRequests().getLast().value(ActionParameter.SUBNETS))
                .isEmpty();
    }

    @Test
    void kindsThatTheViewerMayNotCreateHaveNoButton() {
        grant(Permission.FLOATING_IP_CREATE);
        UI.getCurrent().navigate("floating-ips");
        until(() -> hasButton("create"));

        UI.getCurrent().navigate("volumes");

        until(() -> find(ResourceGrid.class).single().rows().size() == 1);
        assertThat(hasButton("create")).isFalse();
    }

    @Test
    void snapshotIsCreatedOnThePageOfItsVolume() {
        grant(Permission.VOLUME_CREATE);
        UI.getCurrent().navigate("volumes/" + ServerBuilder.CLOUD + "/v1");
        press("create-volume-snapshot");

        test(field("Name (optional)")).setValue("yesterday");
        submit("Create snapshot");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.CREATE_VOLUME_SNAPSHOT)
                        .with(ActionParameter.VOLUME, new ActionArgument("v1", "data"))
                        .with(ActionParameter.NAME, "yesterday"));
    }

    private void openSecurityGroup(String... rules) {
        grant(Permission.SECURITY_GROUP_UPDATE);
        setRules(rules);
        UI.getCurrent().navigate("security-groups/" + ServerBuilder.CLOUD + "/g1");
    }

    private void setRules(String... rules) {
        resources.set(
                ResourceKind.SECURITY_GROUP,
                new CloudResource(
                        ResourceKind.SECURITY_GROUP,
                        ServerBuilder.CLOUD,
                        "g1",
                        ServerBuilder.STAFF,
                        "web",
                        false,
                        Map.of("rules", List.of(rules))));
    }

    @Test
    void ruleIsAddedFromAPresetForTheViewersAddress() {
        openSecurityGroup();
        press("add-rule");

        submit("Add rule");

        ActionRequest request = operations.actionRequests().getLast();
        assertThat(request.action()).isEqualTo(ResourceAction.ADD_SECURITY_GROUP_RULE);
        assertThat(request.value(ActionParameter.PORTS)).contains("22");
        assertThat(request.value(ActionParameter.PROTOCOL)).contains("tcp");
        assertThat(request.value(ActionParameter.SOURCE)).get().asString().endsWith("/32");
    }

    @Test
    void oneChoiceAllowsAllTrafficBetweenMembers() {
        openSecurityGroup();
        press("add-rule");

        select("Service", "MEMBERS");
        submit("Add rule");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                        .with(ActionParameter.DIRECTION, "ingress")
                        .with(ActionParameter.ETHER_TYPE, "both")
                        .with(ActionParameter.SOURCE_GROUP, new ActionArgument("g1", "web")));
    }

    @Test
    void dialogWarnsOfARuleThatAllowsAllAddresses() {
        openSecurityGroup();
        press("add-rule");
        assertThat(sourceWarning()).isNullOrEmpty();

        select("Source or destination", "EVERYONE");
        assertThat(sourceWarning()).startsWith("All addresses can connect.");

        select("Direction", "egress");
        assertThat(sourceWarning()).isNullOrEmpty();

        select("Direction", "ingress");
        select("Source or destination", "ADDRESSES");
        assertThat(sourceWarning()).isNullOrEmpty();
        TextField addresses =
                find(TextField.class).withCaption("Addresses (CIDR)").single();
        test(addresses).setValue("0.0.0.0/0");
        assertThat(sourceWarning()).startsWith("All addresses can connect.");
    }

    private String sourceWarning() {
        return find(Select.class).withCaption("Source or destination").single().getHelperText();
    }

    @Test
    void everyoneMeansAllAddressesOfBothVersions() {
        openSecurityGroup();
        press("add-rule");

        select("Service", "PING");
        select("Source or destination", "EVERYONE");
        submit("Add rule");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.ADD_SECURITY_GROUP_RULE)
                        .with(ActionParameter.DIRECTION, "ingress")
                        .with(ActionParameter.ETHER_TYPE, "both")
                        .with(ActionParameter.PROTOCOL, "icmp"));
    }

    @SuppressWarnings("unchecked")
    private void select(String label, String item) {
        Select<Object> select = find(Select.class).withCaption(label).single();
        select.setValue(select.getListDataView()
                .getItems()
                .filter(candidate -> candidate.toString().equals(item))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void rulesAreSentencesWithAWarningIfTheyAreOpenToEveryone() {
        openSecurityGroup("ingress IPv4 tcp 443", "ingress IPv4 any from g1", "egress IPv4 any");

        // The page loads the permissions again in the background.
        until(() -> isShown("Incoming: all protocols (IPv4) from servers in web"));
        assertThat(find(Span.class).all())
                .extracting(Span::getText)
                .contains(
                        "Incoming: TCP 443 (IPv4) from everyone",
                        "Incoming: all protocols (IPv4) from servers in web",
                        "Outgoing: all protocols (IPv4) to everywhere");
        assertThat(find(Span.class).withText("Open to everyone").all()).hasSize(1);

        test(find(NativeButton.class)
                        .withAttribute("aria-label", "Remove rule: Incoming: TCP 443 (IPv4) from everyone")
                        .single())
                .click();
        submit("Remove rule");

        assertThat(operations.actionRequests().getLast())
                .isEqualTo(ActionRequest.of(ResourceAction.REMOVE_SECURITY_GROUP_RULE)
                        .with(ActionParameter.RULE, "ingress IPv4 tcp 443"));
    }

    /** Replaced rows would take up memory until the browser has received the change. */
    @Test
    void rowsOfUnchangedRulesAreKept() {
        openSecurityGroup("ingress IPv4 tcp 443", "egress IPv4 any");
        until(() -> isShown("Incoming: TCP 443 (IPv4) from everyone"));
        Span before = find(Span.class)
                .withText("Incoming: TCP 443 (IPv4) from everyone")
                .single();

        setRules("ingress IPv4 tcp 22", "ingress IPv4 tcp 443");

        until(() -> isShown("Incoming: TCP 22 (IPv4) from everyone"));
        assertThat(find(Span.class)
                        .withText("Incoming: TCP 443 (IPv4) from everyone")
                        .single())
                .isSameAs(before);
        assertThat(isShown("Outgoing: all protocols (IPv4) to everywhere")).isFalse();
    }

    @Test
    void duplicatesOfRulesAreNotCountedAsHidden() {
        openSecurityGroup(IntStream.rangeClosed(0, 200)
                .mapToObj(number -> "ingress IPv4 tcp " + Math.max(1, number))
                .toArray(String[]::new));

        until(() -> isShown("Incoming: TCP 200 (IPv4) from everyone"));
        assertThat(isShown("1 more rule is not shown.")).isFalse();
    }

    @Test
    void refusedCreationKeepsTheInput() {
        grant(Permission.VOLUME_CREATE);
        UI.getCurrent().navigate("volumes");
        press("create");
        test(field("Name (optional)")).setValue("logs");
        test(field("Size (GB)")).setValue("20");
        access.revokeAll(mia.id());

        submit("Create volume");

        assertThat(operations.accepted()).isEmpty();
        assertThat(field("Name (optional)").getValue()).isEqualTo("logs");
    }
}

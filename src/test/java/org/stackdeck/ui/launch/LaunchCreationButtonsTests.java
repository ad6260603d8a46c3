package org.stackdeck.ui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairName;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.preview.EnforcedPermissionsPageTest;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.resources.creation.ResourceCreationBar;

@EnforcedPermissionsPageTest
class LaunchCreationButtonsTests extends PageTestBase {

    private static final Network FRONT = new Network("n-1", "front", true);
    private static final Network BACK = new Network("n-2", "back", true);

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private FakeSelectableResourceReader resources;

    @Autowired
    private FakeOperationService operations;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        access.revokeAll(mia.id());
        signIn(mia);
        operations.clear();
        resources.clear();
        resources.add(FRONT, BACK);
        super.initVaadinEnvironment();
    }

    private void open(Role role) {
        access.grant(mia.id(), ServerBuilder.STAFF, role, null);
        UI.getCurrent().navigate(LaunchRoutes.PATH);
        until(() -> networks().isEnabled());
        test(field("Name")).setValue("web");
    }

    private TextField field(String caption) {
        return find(TextField.class).withCaption(caption).single();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<SelectableResource> networks() {
        return find(MultiSelectComboBox.class).withCaption("Networks").single();
    }

    private Set<String> selectedNetworks() {
        return networks().getValue().stream().map(SelectableResource::name).collect(Collectors.toSet());
    }

    private boolean hasButton(ResourceKind kind) {
        return find(ResourceCreationBar.class)
                .withAttribute("data-kind", kind.code())
                .exists();
    }

    @Test
    void networkThatIsCreatedInTheFormIsSelectedAndTheInputIsKept() {
        open(Role.MANAGER);
        networks().setValue(Set.of(FRONT));
        Operation creation = create("app");
        assertThat(creation.project()).isEqualTo(ServerBuilder.STAFF.id());
        resources.add(new Network(creation.target().idText(), "app", true));
        assertThat(selectedNetworks()).containsExactly("front");

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> selectedNetworks().equals(Set.of("front", "app")));
        assertThat(field("Name").getValue()).isEqualTo("web");
    }

    @Test
    void severalCreatedResourcesAreSelected() {
        open(Role.MANAGER);
        Operation first = create("app");
        Operation second = create("db");
        resources.add(
                new Network(first.target().idText(), "app", true),
                new Network(second.target().idText(), "db", true));

        operations.setState(first.id(), Operation.State.SUCCEEDED, null);
        operations.setState(second.id(), Operation.State.SUCCEEDED, null);

        until(() -> selectedNetworks().equals(Set.of("app", "db")));
    }

    @Test
    void selectionRemainsIfTheOptionsCannotBeLoadedAgain() {
        open(Role.MANAGER);
        networks().setValue(Set.of(FRONT));
        Operation creation = create("app");
        resources.fail(Network.class, new CloudException(CloudException.Category.TIMEOUT, "no answer"));

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> isFailureShown("no answer"));
        assertThat(selectedNetworks()).containsExactly("front");
    }

    @Test
    void selectionRemainsIfLoadingTheOptionsFailsUnexpectedly() {
        open(Role.MANAGER);
        networks().setValue(Set.of(FRONT));
        Operation creation = create("app");
        resources.duringRead(() -> {
            throw new IllegalStateException("an unexpected error");
        });

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> isFailureShown("Couldn't load networks"));
        assertThat(selectedNetworks()).containsExactly("front");
    }

    @Test
    void fieldRemainsUsableIfTheOptionsForACreatedResourceFailRepeatedly() {
        open(Role.MANAGER);
        networks().setValue(Set.of(FRONT));
        String placeholder = networks().getPlaceholder();
        Operation creation = create("app");
        resources.fail(Network.class, new CloudException(CloudException.Category.TIMEOUT, "no answer"));
        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);
        until(() -> isFailureShown("no answer"));
        resources.fail(Network.class, new CloudException(CloudException.Category.TIMEOUT, "another failure"));

        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Retry"))
                        .single())
                .click();

        until(() -> isFailureShown("another failure"));
        assertThat(networks().getPlaceholder()).isEqualTo(placeholder);
        assertThat(selectedNetworks()).containsExactly("front");
    }

    private boolean isFailureShown(String message) {
        return find(Span.class)
                .withCondition(span -> span.getText().contains(message))
                .exists();
    }

    @Test
    @SuppressWarnings("unchecked")
    void resourceOfAProjectThatIsNoLongerSelectedIsNotSelected() {
        access.grant(mia.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        open(Role.MANAGER);
        ComboBox<Project> project = find(ComboBox.class).withCaption("Project").single();
        project.setValue(ServerBuilder.STAFF);
        until(() -> networks().isEnabled());
        Operation creation = create("app");
        project.setValue(ServerBuilder.RESEARCH);
        until(() -> networks().isEnabled());

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        assertThat(selectedNetworks()).isEmpty();
        assertThat(networks().isInvalid()).isFalse();
    }

    private Operation create(String name) {
        test(find(NativeButton.class, bar(ResourceKind.NETWORK)).single()).click();
        Dialog dialog = find(Dialog.class).single();
        test(find(TextField.class, dialog).withCaption("Name").single()).setValue(name);
        test(find(Button.class, dialog).withText("Create network").single()).click();
        return operations.accepted().getLast();
    }

    @Test
    void volumeThatIsCreatedInTheFormIsTheBootSource() {
        open(Role.MANAGER);
        assertThat(hasButton(ResourceKind.VOLUME)).isFalse();
        selectVolumeSource();
        test(find(NativeButton.class, bar(ResourceKind.VOLUME)).single()).click();
        Dialog dialog = find(Dialog.class).single();
        test(find(TextField.class, dialog).withCaption("Size (GB)").single()).setValue("4");
        test(find(Button.class, dialog).withText("Create volume").single()).click();
        Operation creation = operations.accepted().getLast();
        resources.add(
                new Volume("v-1", "other", "available", 2, true, List.of()),
                new Volume(creation.target().idText(), "root", "available", 4, true, List.of()));

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() ->
                source().getValue() instanceof Volume volume && volume.name().equals("root"));
        assertThat(field("Name").getValue()).isEqualTo("web");
    }

    @Test
    void volumeSelectedDuringTheCreationRemainsTheBootSource() {
        resources.add(
                new Volume("v-1", "first", "available", 2, true, List.of()),
                new Volume("v-2", "second", "available", 2, true, List.of()));
        open(Role.MANAGER);
        selectVolumeSource();
        until(() -> source().isEnabled());
        test(find(NativeButton.class, bar(ResourceKind.VOLUME)).single()).click();
        Dialog dialog = find(Dialog.class).single();
        test(find(TextField.class, dialog).withCaption("Size (GB)").single()).setValue("4");
        test(find(Button.class, dialog).withText("Create volume").single()).click();
        Operation creation = operations.accepted().getLast();
        resources.add(new Volume(creation.target().idText(), "root", "available", 4, true, List.of()));
        test(source()).selectItem("second · 2 GB");

        operations.setState(creation.id(), Operation.State.SUCCEEDED, null);

        until(() -> source().getListDataView().getItemCount() == 3);
        assertThat(source().getValue())
                .isInstanceOfSatisfying(
                        Volume.class, volume -> assertThat(volume.name()).isEqualTo("second"));
    }

    private void selectVolumeSource() {
        test(find(NativeButton.class)
                        .withCondition(button ->
                                button.getElement().getTextRecursively().equals("Volume"))
                        .single())
                .click();
    }

    private ComboBox<?> source() {
        return find(ComboBox.class)
                .withCondition(box -> box.getClassNames().contains("choice"))
                .single();
    }

    private ResourceCreationBar bar(ResourceKind kind) {
        return find(ResourceCreationBar.class)
                .withAttribute("data-kind", kind.code())
                .single();
    }

    @Test
    void keyPairThatIsCreatedInTheFormIsSelected() {
        open(Role.MANAGER);
        test(find(NativeButton.class)
                        .withAttribute("data-action", "keypairs.make")
                        .single())
                .click();
        Dialog dialog = find(Dialog.class).single();
        test(find(TextField.class, dialog).single()).setValue("laptop");
        test(find(Button.class, dialog).withText("Create key pair").single()).click();

        assertThat(find(ComboBox.class).withCaption("Key pair").single().getValue())
                .isInstanceOfSatisfying(
                        KeyPair.class, pair -> assertThat(pair.name()).isEqualTo(new KeyPairName("laptop")));
        assertThat(field("Name").getValue()).isEqualTo("web");
    }

    @Test
    void onlyWhatTheUserMayCreateHasAButton() {
        open(Role.unnamed(Set.of(Permission.SERVER_READ, Permission.SERVER_CREATE, Permission.SECURITY_GROUP_CREATE)));

        assertThat(hasButton(ResourceKind.SECURITY_GROUP)).isTrue();
        assertThat(hasButton(ResourceKind.NETWORK)).isFalse();
    }
}

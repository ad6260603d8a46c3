package org.stackdeck.ui.access.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxTester;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.FakeResourceAccessReportService;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.factor.FakeReauthenticationService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.ui.preview.PageTest;
import org.stackdeck.ui.preview.PageTestBase;

@PageTest
class OwnerDialogTests extends PageTestBase {

    private static final Server WEB = ServerBuilder.named("<b>web</b>").build();

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeOwnershipService fakeOwnershipService;

    @Autowired
    private FakeResourceAccessReportService whoCan;

    @Autowired
    private FakeReauthenticationService fakeReauthenticationService;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private OwnerMenuItem item;

    private User ada;
    private User mia;
    private User jonas;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        ada = directory.administrator("ada");
        mia = directory.member("mia");
        jonas = directory.member("jonas");
        signIn(ada);
        super.initVaadinEnvironment();
        inventory.put(WEB);
    }

    @Test
    void showsGainedAccessAndSavesTheOwner() {
        Group team = new Group(new GroupId(UUID.randomUUID()), new GroupName("Web team"), Set.of(mia.id()));
        whoCan.setOwnerGrants(mia.id(), List.of(own(Role.OPERATOR, team)));
        whoCan.setOwnerGrants(jonas.id(), List.of(own(Role.VIEWER, null)));
        fakeOwnershipService.setOwner(WEB.key(), jonas);
        open();
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Owner of <b>web</b>");
        assertThat(present()).isEqualTo("Owner: jonas.");
        assertThat(save().isEnabled()).isFalse();

        choice().selectItem("mia – The mia");

        assertThat(preview())
                .contains("As previous owner, jonas loses:View direct grant")
                .contains("As owner, mia gains:Operate group Web team");
        test(save()).click();
        assertThat(fakeOwnershipService.findOwner(WEB.key())).contains(mia.id());
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void explainsWhyOwnershipGivesNoAccess() {
        directory.add("leo", User.State.DISABLED, User.Role.MEMBER);
        directory.add("spam", User.State.REJECTED, User.Role.MEMBER);
        open();
        assertThat(choice().getSuggestionItems())
                .hasSize(5)
                .noneMatch(one -> one.toString().contains("spam"));

        choice().selectItem("mia – The mia");
        assertThat(preview())
                .isEqualTo("mia has no grant for their own servers, so ownership gives no additional access.");
        choice().selectItem("ada – The ada");
        assertThat(preview()).isEqualTo("ada is an administrator and already has full access.");
        choice().selectItem("leo – The leo (Disabled)");
        assertThat(preview()).isEqualTo("leo would be the owner, but can't do anything while the account is inactive.");
    }

    @Test
    void removesTheOwner() {
        fakeOwnershipService.setOwner(WEB.key(), jonas);
        open();

        choice().selectItem("None");
        test(save()).click();

        assertThat(fakeOwnershipService.findOwner(WEB.key())).isEmpty();
    }

    @Test
    void reauthenticationKeepsTheSelection() {
        fakeOwnershipService.setBeforeAssign(() -> {
            if (fakeReauthenticationService.verifications().isEmpty()) {
                throw new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD));
            }
        });
        open();
        choice().selectItem("mia – The mia");
        test(save()).click();
        assertThat(fakeOwnershipService.findOwner(WEB.key())).isEmpty();

        test(find(PasswordField.class).single()).setValue("my password");
        test(find(Button.class).withText("Confirm").single()).click();

        assertThat(fakeOwnershipService.findOwner(WEB.key())).contains(mia.id());
    }

    @Test
    void followsOtherAdministratorsUntilASelectionIsMade() {
        open();
        assertThat(present()).isEqualTo("No owner.");

        fakeOwnershipService.setOwner(WEB.key(), jonas);
        roundTrip();
        assertThat(present()).isEqualTo("Owner: jonas.");
        assertThat(chosen()).isEqualTo("jonas – The jonas");
        assertThat(save().isEnabled()).isFalse();

        choice().selectItem("mia – The mia");
        fakeOwnershipService.setOwner(WEB.key(), ada);
        roundTrip();
        assertThat(present()).isEqualTo("Owner: ada.");
        assertThat(chosen()).isEqualTo("mia – The mia");
        assertThat(save().isEnabled()).isTrue();

        fakeOwnershipService.setOwner(WEB.key(), mia);
        roundTrip();
        assertThat(save().isEnabled())
                .as("Save is enabled for the current owner")
                .isFalse();

        inventory.remove(WEB.key());
        roundTrip();
        assertThat(present()).isEqualTo("This server no longer exists.");
        assertThat(save().isEnabled()).isFalse();
    }

    @Test
    void ownerCanBeChangedAgainWhenTheServerReturns() {
        open();
        inventory.remove(WEB.key());
        roundTrip();
        assertThat(combo().isEnabled()).isFalse();

        inventory.put(WEB);
        roundTrip();

        assertThat(present()).isEqualTo("No owner.");
        choice().selectItem("mia – The mia");
        assertThat(save().isEnabled()).isTrue();
    }

    @Test
    void isUnavailableToOthersAndEndsItsSubscriptions() {
        open();
        int told = fakeOwnershipService.subscriberCount();
        find(Dialog.class).single().close();
        roundTrip();
        assertThat(fakeOwnershipService.subscriberCount()).isEqualTo(told - 1);

        directory.member("ada");
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> item.execute(WEB));
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private static AccessPath.ByGrant own(Role role, @Nullable Group group) {
        return new AccessPath.ByGrant(
                new GrantId(UUID.randomUUID()),
                new GrantTerms(
                        ServerBuilder.CLOUD,
                        Set.of(),
                        new ResourceSelector.OwnedServers(),
                        role,
                        null,
                        (Instant) null,
                        null),
                group,
                null);
    }

    private void open() {
        item.execute(WEB);
        roundTrip();
    }

    private String present() {
        return find(Paragraph.class).withClassName("hint").single().getText();
    }

    private String preview() {
        OwnerChangePreviewPanel panel = find(OwnerChangePreviewPanel.class).single();
        return String.join(" ", panel.getElement().getTextRecursively().split("\\s+", -1));
    }

    private Button save() {
        return find(Button.class).withText("Save").single();
    }

    private String chosen() {
        ComboBox<Object> combo = combo();
        return combo.getItemLabelGenerator().apply(combo.getValue());
    }

    private ComboBoxTester<ComboBox<Object>, Object> choice() {
        return test(combo());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Object> combo() {
        return (ComboBox<Object>) find(ComboBox.class).single();
    }
}

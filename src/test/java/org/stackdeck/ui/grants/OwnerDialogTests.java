package org.stackdeck.ui.grants;

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
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.FakeOwnership;
import org.stackdeck.access.FakeWhoCan;
import org.stackdeck.access.GrantId;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.access.Way;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.identity.Factor;
import org.stackdeck.identity.FakeDirectory;
import org.stackdeck.identity.FakeProofs;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.AdministrationFakes;
import org.stackdeck.ui.preview.PageCase;
import org.stackdeck.ui.preview.PreviewConfiguration;
import org.stackdeck.ui.preview.PreviewInventory;
import org.stackdeck.ui.preview.PreviewPages;

@SpringJUnitConfig({PreviewConfiguration.class, AdministrationFakes.class, PreviewPages.class})
class OwnerDialogTests extends PageCase {

    private static final Server WEB = AServer.named("<b>web</b>").build();

    @Autowired
    private FakeDirectory directory;

    @Autowired
    private FakeOwnership ownership;

    @Autowired
    private FakeWhoCan whoCan;

    @Autowired
    private FakeProofs proofs;

    @Autowired
    private PreviewInventory inventory;

    @Autowired
    private OwnerItem item;

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
        whoCan.tell(mia.id(), List.of(own(Role.OPERATOR, team)));
        whoCan.tell(jonas.id(), List.of(own(Role.VIEWER, null)));
        ownership.give(WEB.key(), jonas);
        open();
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Owner of <b>web</b>");
        assertThat(present()).isEqualTo("Owner: jonas.");
        assertThat(save().isEnabled()).isFalse();

        choice().selectItem("mia – The mia");

        assertThat(preview())
                .contains("jonas loses, as owner:View direct grant")
                .contains("As owner, mia gains:Operate group Web team");
        test(save()).click();
        assertThat(ownership.owner(WEB.key())).contains(mia.id());
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(find(Notification.class).exists()).isTrue();
    }

    @Test
    void explainsWhyOwnershipGivesNoAccess() {
        directory.put("leo", User.State.DISABLED, User.Role.MEMBER);
        directory.put("spam", User.State.REJECTED, User.Role.MEMBER);
        open();
        assertThat(choice().getSuggestionItems())
                .hasSize(5)
                .noneMatch(one -> one.toString().contains("spam"));

        choice().selectItem("mia – The mia");
        assertThat(preview()).isEqualTo("mia has no grant for own servers, so ownership gives no additional access.");
        choice().selectItem("ada – The ada");
        assertThat(preview()).isEqualTo("ada is an administrator and already has full access.");
        choice().selectItem("leo – The leo (Disabled)");
        assertThat(preview()).isEqualTo("leo would be the owner, but can't do anything while the account is inactive.");
    }

    @Test
    void removesTheOwner() {
        ownership.give(WEB.key(), jonas);
        open();

        choice().selectItem("None");
        test(save()).click();

        assertThat(ownership.owner(WEB.key())).isEmpty();
    }

    @Test
    void reauthenticationKeepsTheSelection() {
        ownership.beforeAssign(() -> {
            if (proofs.given().isEmpty()) {
                throw new StepUpRequiredException(Set.of(Factor.PASSWORD));
            }
        });
        open();
        choice().selectItem("mia – The mia");
        test(save()).click();
        assertThat(ownership.owner(WEB.key())).isEmpty();

        test(find(PasswordField.class).single()).setValue("my password");
        test(find(Button.class).withText("Confirm").single()).click();

        assertThat(ownership.owner(WEB.key())).contains(mia.id());
    }

    @Test
    void followsOtherAdministratorsUntilASelectionIsMade() {
        open();
        assertThat(present()).isEqualTo("No owner.");

        ownership.give(WEB.key(), jonas);
        roundTrip();
        assertThat(present()).isEqualTo("Owner: jonas.");
        assertThat(chosen()).isEqualTo("jonas – The jonas");
        assertThat(save().isEnabled()).isFalse();

        choice().selectItem("mia – The mia");
        ownership.give(WEB.key(), ada);
        roundTrip();
        assertThat(present()).isEqualTo("Owner: ada.");
        assertThat(chosen()).isEqualTo("mia – The mia");
        assertThat(save().isEnabled()).isTrue();

        ownership.give(WEB.key(), mia);
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
    void isUnavailableToOthersAndEndsItsSubscriptions() {
        open();
        int told = ownership.watchers();
        find(Dialog.class).single().close();
        roundTrip();
        assertThat(ownership.watchers()).isEqualTo(told - 1);

        directory.member("ada");
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(() -> item.open(WEB));
        assertThat(find(Dialog.class).exists()).isFalse();
    }

    private static Way.ByGrant own(Role role, @Nullable Group group) {
        return new Way.ByGrant(
                new GrantId(UUID.randomUUID()),
                new Terms(AServer.CLOUD, Set.of(), new ServerSelector.Own(), role, null, (Instant) null, null),
                group,
                null);
    }

    private void open() {
        item.open(WEB);
        roundTrip();
    }

    private String present() {
        return find(Paragraph.class).withClassName("hint").single().getText();
    }

    private String preview() {
        OwnerPreview preview = find(OwnerPreview.class).single();
        return String.join(" ", preview.getElement().getTextRecursively().split("\\s+", -1));
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

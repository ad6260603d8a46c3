package org.stackdeck.ui.access.grants;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class GrantsViewTests extends AdministratorPageTestBase {

    private static final int ACTIONS = 6;

    @Autowired
    private FakeGrantService grants;

    @Autowired
    private FakeGroupService groups;

    @Autowired
    private GrantAccessDialogFactory dialogs;

    @Test
    void searchFindsGrantsByUserAndPermission() {
        grant("mia", Role.VIEWER);
        grant("noah", Role.OPERATOR);
        navigate(GrantsView.class);
        assertThat(names()).containsExactly("mia", "noah");

        search("NOAH operate");
        assertThat(names()).containsExactly("noah");

        search("nobody");
        assertThat(find(Grid.class).single().getElement().hasAttribute("hidden"))
                .isTrue();
        assertThat(find(H2.class).single().getText()).isEqualTo("No matching grants");
    }

    @Test
    void grantIsRevoked() {
        grant("mia", Role.VIEWER);
        navigate(GrantsView.class);
        assertThat(grid().getLitRendererPropertyValue(0, ACTIONS, "revokeWord", String.class))
                .isEqualTo("Revoke access from mia");

        grid().invokeLitRendererFunction(0, ACTIONS, "revoke");

        assertThat(grants.list()).isEmpty();
        assertThat(find(H2.class).single().getText()).isEqualTo("No grants yet");
    }

    @Test
    void incompleteGrantIsRejectedAtTheFields() {
        navigate(GrantsView.class);
        test(find(Button.class).withText("Grant access").single()).click();

        find(Button.class).withText("Grant access").all().getLast().click();

        assertThat(find(MultiSelectComboBox.class).all().stream().map(field -> field.getErrorMessage()))
                .contains("Select a user or group.", "Select at least one server.");
        assertThat(grants.list()).isEmpty();
    }

    @Test
    void userWithTheNameOfAGroupIsPreselectedInsteadOfTheGroup() {
        User mia = directory.member("mia");
        groups.create(ada, new GroupName("mia"), Set.of());
        navigate(GrantsView.class);

        dialogs.open(Messages.current(), Grantee.of(mia.id()), () -> {});

        MultiSelectComboBox<?> who = find(MultiSelectComboBox.class).all().getFirst();
        assertThat(who.getValue()).isEqualTo(Set.of(new NamedGrantee(Grantee.of(mia.id()), "mia")));
    }

    @Test
    void granteeWithTooManyGrantsIsReportedAndNoAccessIsGranted() {
        NamedGrantee mia = new NamedGrantee(Grantee.of(directory.member("mia").id()), "mia");
        NamedGrantee noah = new NamedGrantee(Grantee.of(directory.member("noah").id()), "noah");
        GrantTerms terms = new GrantTerms(ServerBuilder.CLOUD, Set.of(), Role.VIEWER, null, null);
        grants.replace(ada, noah.grantee(), Collections.nCopies(GrantService.MAX_PER_GRANTEE, terms));
        navigate(GrantsView.class);
        dialogs.openFor(
                Messages.current(),
                ServerAttributes.of(ServerBuilder.named("web-1").build()));
        selectGrantees(Set.of(mia, noah));
        find(Button.class).withText("Grant access").all().getLast().click();

        assertThat(find(Notification.class).single().getElement().getTextRecursively())
                .contains("No access was granted", "at most 1,000 grants");
        assertThat(grants.listByGrantee(mia.grantee())).isEmpty();
        assertThat(find(Dialog.class).exists()).as("the input is kept").isTrue();
    }

    @SuppressWarnings("unchecked")
    private void selectGrantees(Set<NamedGrantee> grantees) {
        MultiSelectComboBox<NamedGrantee> who = (MultiSelectComboBox<NamedGrantee>)
                find(MultiSelectComboBox.class).all().getFirst();
        who.setValue(grantees);
    }

    private void grant(String user, Role role) {
        grants.create(
                ada,
                Grantee.of(directory.member(user).id()),
                new GrantTerms(ServerBuilder.CLOUD, Set.of(), role, null, null));
    }

    private void search(String text) {
        test(find(TextField.class)
                        .withCondition(field -> !field.getPlaceholder().isEmpty())
                        .single())
                .setValue(text);
    }

    private List<String> names() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getRow(row).grantee().name())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<GrantRow>, GrantRow> grid() {
        return test((Grid<GrantRow>) find(Grid.class).single());
    }
}

package org.stackdeck.ui.access.invitations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.invitation.FakeInvitationWithGrantsService;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.invitation.FakeInvitationAdministrationService;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class InvitationsViewTests extends AdministratorPageTestBase {

    private static final Duration WEEK = Duration.ofDays(7);

    @Autowired
    private FakeGroupService fakeGroupService;

    @Autowired
    private FakeInvitationAdministrationService fakeInvitationService;

    @Autowired
    private FakeInvitationWithGrantsService promises;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void createsInvitationForSeveralUsersWithAGroup() {
        Group team = fakeGroupService.create(ada, new GroupName("Web team"), Set.of());
        open();
        dialog();
        test(find(TextField.class).withCaption("Note").single()).setValue("The <b>new</b> ones ");
        find(IntegerField.class).single().setValue(3);
        groupsField().setValue(Set.of(team));
        make();

        assertThat(all()).singleElement().satisfies(made -> {
            assertThat(made.invitee()).isEqualTo("The <b>new</b> ones");
            assertThat(made.uses()).isEqualTo(3);
            assertThat(made.groups()).containsOnlyKeys(team.id());
            assertThat(Duration.between(made.createdAt(), made.expiresAt())).isEqualTo(WEEK);
        });
        assertThat(cell(0, 1, "invitee")).isEqualTo("The <b>new</b> ones");
        assertThat(cell(0, 3, "gives")).isEqualTo("group Web team");
        assertThat(cell(0, 4, "used")).isEqualTo("0 of 3 used");
    }

    @Test
    void outOfRangeInputIsRejected() {
        open();
        dialog();
        IntegerField uses = find(IntegerField.class).single();
        uses.setValue(101);
        make();
        assertThat(uses.getErrorMessage()).isEqualTo("Enter a number from 1 to 100.");
        uses.setValue(null);
        make();
        uses.setValue(1);
        test(find(TextField.class).withCaption("Note").single()).setValue("ro\u202Eot");
        make();
        test(find(TextField.class).withCaption("Note").single()).setValue("");
        test(find(Checkbox.class)
                        .withCondition(box -> "Also grant access".equals(box.getLabel()))
                        .single())
                .click();
        make();
        assertThat(find(MultiSelectComboBox.class)
                        .withCaption("Projects")
                        .single()
                        .getErrorMessage())
                .isEqualTo("Select a project, or all projects.");
        assertThat(all()).isEmpty();
    }

    @Test
    void deletedGroupKeepsTheDialogOpen() {
        fakeInvitationService.failWith(new UnknownGroupException());
        open();
        dialog();
        make();
        assertThat(all()).isEmpty();
        assertThat(find(Dialog.class).exists()).isTrue();
    }

    @Test
    void openInvitationsAreListedFirstWithTheirState() {
        Invitation used = made("used", 1);
        Invitation withdrawn = made("withdrawn", 2);
        made("open", 2);
        User mia = directory.member("mia");
        fakeInvitationService.use(used.id(), mia.id());
        fakeInvitationService.use(withdrawn.id(), mia.id());
        fakeInvitationService.revoke(ada, withdrawn.id());
        open();

        assertThat(cell(0, 1, "invitee")).isEqualTo("open");
        assertThat(IntStream.range(0, 3).mapToObj(row -> cell(row, 2, "word")))
                .containsExactlyInAnyOrder("Open", "Used", "Revoked");
        int row = row("used");
        assertThat(cell(row, 4, "used")).isEqualTo("mia");
        assertThat(cell(row("withdrawn"), 4, "used")).isEqualTo("1 of 2: mia");
        assertThat(grid().getLitRendererPropertyValue(row, 7, "revocable", Boolean.class))
                .isFalse();
    }

    @Test
    void invitationIsRevoked() {
        Invitation invitation = made("mia", 1);
        open();
        grid().invokeLitRendererFunction(0, 7, "withdraw");
        assertThat(all()).singleElement().matches(each -> each.revokedAt() != null);
        assertThat(cell(0, 2, "word")).isEqualTo("Revoked");
        assertThat(invitation.revokedAt()).isNull();
    }

    @Test
    void changesByOtherUsersAppearImmediately() {
        Invitation invitation = made("mia", 1);
        open();
        User mia = directory.member("mia");
        fakeInvitationService.use(invitation.id(), mia.id());
        events.publishEvent(new UserChanged(mia.id()));
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(cell(0, 2, "word")).isEqualTo("Used");
        });
    }

    private Invitation made(String invitee, int uses) {
        return promises.createInvitation(ada, new NewInvitation(invitee, WEEK, uses, Set.of()), List.of())
                .invitation();
    }

    private List<Invitation> all() {
        return fakeInvitationService.list(ada);
    }

    private void open() {
        UI.getCurrent().navigate(InvitationsView.PATH);
        roundTrip();
    }

    private void dialog() {
        test(find(Button.class).withText("Create invitation").single()).click();
    }

    private void make() {
        test(find(Button.class).withText("Create link").single()).click();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Group> groupsField() {
        return find(MultiSelectComboBox.class).withCaption("Add to groups").single();
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<InvitationRow>, InvitationRow> grid() {
        return test((Grid<InvitationRow>) find(Grid.class).single());
    }

    private int row(String invitee) {
        return IntStream.range(0, grid().size())
                .filter(row -> grid().getRow(row).invitation().invitee().equals(invitee))
                .findFirst()
                .orElseThrow();
    }

    private String cell(int row, int column, String property) {
        return grid().getLitRendererPropertyValue(row, column, property, String.class);
    }
}

package org.stackdeck.ui.access.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    PageBeansTestConfiguration.class
})
class GroupsViewTests extends PageTestBase {

    private static final int MEMBERS = 2;
    private static final int ACTIONS = 4;

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeGroupService groups;

    private Caller ada;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        User user = directory.administrator("ada");
        ada = FakeUserDirectory.caller(user);
        signIn(user);
        super.initVaadinEnvironment();
    }

    @Test
    void emptyStateIsReplacedByTheCreatedGroup() {
        navigate(GroupsView.class);
        assertThat(find(H2.class).single().getText()).isEqualTo("No groups yet");

        test(find(Button.class).withText("Create group").single()).click();
        test(find(TextField.class).withCaption("Name").single()).setValue("Web team");
        test(find(Button.class).withText("Save").single()).click();

        assertThat(find(H2.class).exists()).isFalse();
        assertThat(find(Dialog.class).exists()).isFalse();
        assertThat(grid().getRow(0).name()).isEqualTo("Web team");
    }

    @Test
    void takenNameIsRejectedAtTheField() {
        groups.create(ada, new GroupName("Web team"), Set.of());
        navigate(GroupsView.class);

        test(find(Button.class).withText("Create group").single()).click();
        TextField name = find(TextField.class).withCaption("Name").single();
        test(name).setValue("Web team");
        test(find(Button.class).withText("Save").single()).click();

        assertThat(name.getErrorMessage()).isEqualTo("A group with this name already exists.");
    }

    @Test
    @SuppressWarnings("unchecked")
    void rejectedUserIsOfferedOnlyIfAlreadyAMember() {
        User mia = directory.member("mia");
        User rejected = directory.add("rex", User.State.REJECTED, User.Role.MEMBER);
        groups.create(ada, new GroupName("Web team"), Set.of(rejected.id()));
        navigate(GroupsView.class);

        test(find(Button.class).withText("Create group").single()).click();
        assertThat(find(MultiSelectComboBox.class).single().getListDataView().getItems())
                .contains(mia)
                .doesNotContain(rejected);
        find(Dialog.class).single().close();
        roundTrip();

        grid().invokeLitRendererFunction(0, ACTIONS, "edit");
        assertThat(find(MultiSelectComboBox.class).single().getValue()).isEqualTo(Set.of(rejected));
    }

    @Test
    void groupIsDeletedAfterConfirmation() {
        User mia = directory.member("mia");
        groups.create(ada, new GroupName("Web team"), Set.of(mia.id()));
        navigate(GroupsView.class);
        assertThat(grid().getLitRendererPropertyValue(0, MEMBERS, "members", String.class))
                .isEqualTo("mia");

        grid().invokeLitRendererFunction(0, ACTIONS, "remove");
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Delete Web team");
        test(find(Button.class).withText("Delete group").single()).click();

        assertThat(groups.all()).isEmpty();
        assertThat(find(H2.class).single().getText()).isEqualTo("No groups yet");
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<GroupRow>, GroupRow> grid() {
        return test((Grid<GroupRow>) find(Grid.class).single());
    }
}

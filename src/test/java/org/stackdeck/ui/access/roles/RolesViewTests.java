package org.stackdeck.ui.access.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridTester;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.role.FakeRoleService;
import org.stackdeck.access.role.RoleChanged;
import org.stackdeck.access.role.RoleUsage;
import org.stackdeck.identity.User;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class RolesViewTests extends AdministratorPageTestBase {

    private static final Role WEB = new Role("web", Set.of(Permission.SERVER_START));

    @Autowired
    private FakeRoleService fakeRoleService;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void createsRoleFromSinglePermissions() {
        open();
        test(find(Button.class).withText("Create role").single()).click();
        test(find(TextField.class).withCaption("Name").single()).setValue("Web-Ops ");
        tick("reboot", true);

        Checkbox see = box("view");
        assertThat(see.getValue()).isTrue();
        assertThat(see.isEnabled()).isFalse();
        assertThat(see.getHelperText()).isEqualTo("implied by: reboot");
        save();

        assertThat(fakeRoleService.find("web-ops").orElseThrow().permissions())
                .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_REBOOT);
        assertThat(names()).containsExactly("View", "Operate", "Manage", "Everything", "web-ops");
    }

    @Test
    void missingNameOrNameTakenInOtherCaseIsRejected() {
        fakeRoleService.create(ada, WEB);
        open();
        test(find(Button.class).withText("Create role").single()).click();
        TextField name = find(TextField.class).withCaption("Name").single();
        tick("stop", true);

        test(name).setValue("WEB");
        save();
        assertThat(name.getErrorMessage()).isEqualTo("A role with this name already exists. Choose another name.");
        test(name).setValue("Viewer");
        save();
        assertThat(name.getErrorMessage()).isEqualTo("A role with this name already exists. Choose another name.");
        test(name).setValue("<b>x</b>");
        save();
        assertThat(name.getErrorMessage()).startsWith("Use 1–64 lowercase letters");

        assertThat(fakeRoleService.find("web")).contains(WEB);
    }

    @Test
    void showsConsequencesAndReportsConcurrentChange() {
        User mia = directory.member("mia");
        fakeRoleService.create(ada, WEB);
        fakeRoleService.setUsage("web", new RoleUsage(2, Set.of(Grantee.of(mia.id()))));
        open();
        edit("web");
        tick("reboot", true);
        tick("start", false);
        assertThat(consequence())
                .containsExactly("2 grants use this role, for mia.", "They gain: reboot.", "They lose: start.");

        Role other = fakeRoleService.update(ada, WEB, new Role("web", Set.of(Permission.SERVER_STOP)));
        save();
        assertThat(problem())
                .isEqualTo("Another user changed this role; it now has: view, stop. Save again to" + " overwrite.");
        assertThat(consequence()).contains("They lose: stop.");
        assertThat(fakeRoleService.find("web")).contains(other);

        save();
        assertThat(fakeRoleService.find("web").orElseThrow().permissions())
                .containsExactlyInAnyOrder(Permission.SERVER_READ, Permission.SERVER_REBOOT);
    }

    @Test
    void deletedRoleCannotBeSaved() {
        fakeRoleService.create(ada, WEB);
        open();
        edit("web");
        fakeRoleService.delete(ada, "web");

        save();

        assertThat(problem()).isEqualTo("The role has been deleted in the meantime.");
        assertThat(fakeRoleService.find("web")).isEmpty();
        assertThat(names()).doesNotContain("web");
    }

    @Test
    void changesByOtherUsersAppearImmediately() {
        open();
        fakeRoleService.create(ada, WEB);
        events.publishEvent(new RoleChanged("web"));

        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(names()).contains("web");
        });
    }

    @Test
    void usedAndPredefinedRolesCannotBeDeleted() {
        User mia = directory.member("mia");
        fakeRoleService.create(ada, WEB);
        fakeRoleService.setUsage("web", new RoleUsage(1, Set.of(Grantee.of(mia.id()))));
        open();
        grid().invokeLitRendererFunction(4, "actions", "remove");

        assertThat(find(Paragraph.class).single().getText())
                .isEqualTo("1 grant uses this role, for mia. Revoke the grant before you delete the role.");
        assertThat(find(Button.class).withText("Delete role").exists()).isFalse();
        assertThat(grid().getLitRendererPropertyValue(0, "actions", "own", Boolean.class))
                .isFalse();
        // Sends a forged message to the row of a predefined role.
        grid().invokeLitRendererFunction(0, "actions", "edit");
        assertThat(find(TextField.class).exists()).isFalse();
    }

    private void open() {
        UI.getCurrent().navigate(RolesView.PATH);
        roundTrip();
    }

    private void edit(String word) {
        grid().invokeLitRendererFunction(names().indexOf(word), "actions", "edit");
    }

    private void save() {
        test(find(Button.class).withText("Save").single()).click();
    }

    private void tick(String permission, boolean ticked) {
        Checkbox box = box(permission);
        assertThat(box.getValue()).isNotEqualTo(ticked);
        test(box).click();
    }

    private Checkbox box(String permission) {
        return find(Checkbox.class)
                .withCondition(box -> permission.equals(box.getLabel()))
                .single();
    }

    private List<String> consequence() {
        return find(Div.class)
                .withClassName("consequence")
                .single()
                .getChildren()
                .map(part -> part.getElement().getText())
                .toList();
    }

    private String problem() {
        return find(Paragraph.class).withClassName("problem").single().getText();
    }

    @SuppressWarnings("unchecked")
    private GridTester<Grid<RoleRow>, RoleRow> grid() {
        return test((Grid<RoleRow>) find(Grid.class).single());
    }

    private List<String> names() {
        return IntStream.range(0, grid().size())
                .mapToObj(row -> grid().getRow(row))
                .map(row -> row.isCustom() ? row.code() : GrantFormatter.roleName(words(), row.role()))
                .toList();
    }

    private static Messages words() {
        return Messages.current();
    }
}

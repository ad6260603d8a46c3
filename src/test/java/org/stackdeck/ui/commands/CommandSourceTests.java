package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.launchtemplates.FakeLaunchTemplateService;
import org.stackdeck.launchtemplates.LaunchTemplate;
import org.stackdeck.launchtemplates.LaunchTemplateName;
import org.stackdeck.launchtemplates.LaunchTemplateVisibility;
import org.stackdeck.preferences.FakeSavedViewService;
import org.stackdeck.preferences.SavedView;
import org.stackdeck.preferences.SavedViewName;
import org.stackdeck.preferences.SavedViewVisibility;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.StartPage;

/** Views, launch templates, users and settings in the palette. */
class CommandSourceTests extends CommandPaletteTestBase {

    private static final String WEB_SERVERS = """
            {"query": {"q": "web"}, "layout": {"columns": ["name"]}}""";

    @Autowired
    private FakeSavedViewService views;

    @Autowired
    private FakeLaunchTemplateService templates;

    @Autowired
    private DisplayPreferenceService displayPreferences;

    @Test
    void ownAndBuiltInViewsAreFoundAndOpened() {
        SavedView view = save(jonas, "Production");
        show("/operations");
        type("produc");
        run("Production");
        assertThat(location()).isEqualTo("servers?view=" + view.id());
        assertThat(names()).containsExactly("web-01");

        show("/servers");
        assertThat(labels()).startsWith("Production");
        type("attention");
        run("Needs attention");
        assertThat(location()).isEqualTo("servers?view=attention");
    }

    @Test
    void viewsOfOtherUsersAreFoundOnlyIfTheyAreShared() {
        User mia = directory.member("mia");
        SavedView shared = save(mia, "Team view");
        save(mia, "Private view");
        views.share(
                FakeUserDirectory.caller(mia),
                shared.id(),
                new SavedViewVisibility(
                        views.setGroup("team", mia.id(), jonas.id()).id(), false));

        show("/servers");
        type("view");

        assertThat(labels()).contains("Team view").doesNotContain("Private view");
        assertThat(detail("Team view")).isEqualTo("Saved view · shared by mia");
    }

    @Test
    void launchTemplateOpensTheFormThatItFills() {
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        LaunchTemplate template = createTemplate(jonas, ServerBuilder.STAFF, "Small web server");
        changed();
        show("/servers");
        type("small web");
        run("Small web server");

        assertThat(location()).startsWith("servers/new?").contains("recipe=" + template.id());
        assertThat(find(ComboBox.class).withCaption("Launch template").single().getValue())
                .isEqualTo(template);
    }

    @Test
    void launchTemplateOfAProjectWithoutPermissionIsNotFound() {
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        access.grant(jonas.id(), ServerBuilder.RESEARCH, Role.MANAGER, null);
        createTemplate(jonas, ServerBuilder.STAFF, "Template of staff");
        createTemplate(jonas, ServerBuilder.RESEARCH, "Template of research");
        access.revokeAll(jonas.id());
        access.grant(jonas.id(), ServerBuilder.STAFF, Role.MANAGER, null);
        changed();
        show("/servers");
        type("template of");

        assertThat(labels()).contains("Template of staff").doesNotContain("Template of research");
    }

    @Test
    void administratorFindsUsersByBothNames() {
        enterAsAdministrator();
        directory.member("mia");
        directory.member("mia-2");
        show("/servers");
        type("user mia");
        assertThat(labels()).contains("The mia", "The mia-2");
        run("The mia-2");

        assertThat(location()).isEqualTo("admin/users?q=mia-2");
    }

    @Test
    void memberFindsNeitherUsersNorSettingsOfStackdeck() {
        directory.member("mia");
        show("/servers");

        for (String text : List.of("mia", "user", "audit", "registration", "the jonas")) {
            type(text);
            assertThat(labels())
                    .as(text)
                    .doesNotContain("The mia", "The jonas", "Audit trail", "Registration", "Users");
        }
    }

    @Test
    void openPaletteLosesUsersWithThePermission() {
        enterAsAdministrator();
        directory.member("mia");
        show("/servers");
        type("mia");
        assertThat(labels()).contains("The mia");

        demote();

        until(() -> !labels().contains("The mia"));
        type("mi");
        assertThat(labels()).doesNotContain("The mia");
    }

    @Test
    void recentUserIsNotListedWithoutPermission() {
        enterAsAdministrator();
        directory.member("mia");
        show("/servers");
        type("mia");
        run("The mia");
        demote();
        open("servers");
        until(() -> find(SideNavItem.class).all().stream()
                .noneMatch(item -> item.getLabel().equals("Users")));
        show("/servers");

        assertThat(labels()).contains("Servers").doesNotContain("The mia", "Users");
    }

    @Test
    void startPageIsSelected() {
        show("/servers");
        type("start page over");
        run("Start page: Overview");

        assertThat(displayPreferences.startPage()).isEqualTo(StartPage.OVERVIEW);
        assertThat(find(Dialog.class).all()).isEmpty();
    }

    @Test
    void themesAndLanguagesAreFound() {
        show("/servers");
        type("theme");
        assertThat(labels()).contains("Theme: System", "Theme: Light", "Theme: Dark");
        type("language");
        assertThat(labels()).contains("Language: English", "Language: 简体中文");
    }

    @Test
    void sectionOpensItsPage() {
        show("/servers");
        type("passkeys");
        run("Passkeys");

        assertThat(location()).isEqualTo("account");
        assertThat(push()).contains("stackdeckFocusSection", "account.passkeys");
    }

    private SavedView save(User user, String name) {
        return views.create(FakeUserDirectory.caller(user), new SavedViewName(name), WEB_SERVERS);
    }

    private LaunchTemplate createTemplate(User owner, Project project, String name) {
        return templates.create(
                FakeUserDirectory.caller(owner),
                new LaunchTemplateName(name),
                project.cloud(),
                project.id(),
                NewServer.of("web", new BootSource.ImageSource("i-1", null), "f-1"),
                new LaunchTemplateVisibility.OwnerOnly());
    }

    private void enterAsAdministrator() {
        User ada = directory.administrator("ada");
        access.administrator(ada.id());
        enterAs(ada);
    }

    /** Makes the administrator a member who sees the servers of a project. */
    private void demote() {
        UserId ada = FakeUserDirectory.idOf("ada");
        access.revokeAll(ada);
        access.grant(ada, ServerBuilder.STAFF, Role.OPERATOR, null);
        events.publishEvent(new AccessChanged(ada));
        roundTrip();
    }
}

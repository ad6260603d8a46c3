package org.stackdeck.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.ui.preview.AdministrationPageTestConfiguration;
import org.stackdeck.ui.preview.EnforcedPermissionsTestConfiguration;
import org.stackdeck.ui.preview.PageBeansTestConfiguration;
import org.stackdeck.ui.preview.PageTestBase;
import org.stackdeck.ui.preview.PageTestConfiguration;

@SpringJUnitConfig({
    PageTestConfiguration.class,
    AdministrationPageTestConfiguration.class,
    EnforcedPermissionsTestConfiguration.class,
    PageBeansTestConfiguration.class
})
class AboutViewTests extends PageTestBase {

    private static final String DOWNLOAD = "Download diagnostics";

    @Autowired
    private FakeUserDirectory directory;

    @Autowired
    private FakeAccessDecisionService fakeAccessDecisionService;

    @Autowired
    private ApplicationEventPublisher events;

    private User mia;

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        mia = directory.member("mia");
        signIn(mia);
        super.initVaadinEnvironment();
    }

    @Test
    void membersSeeTheVersionOfStackdeckAndTheLibrariesWithoutVersions() {
        open();

        assertThat(find(AboutView.class).single().getElement().getTextRecursively())
                .contains("1.2.3", "abc1234", "Apache-2.0")
                .doesNotContain("Test VM 25", "Test system 1", "Test database 8")
                .contains("contains 2 Java libraries");
        assertThat(find(Grid.class, find(AboutView.class).single())
                        .single()
                        .getListDataView()
                        .getItemCount())
                .isEqualTo(2);
        assertThat(columns()).noneMatch(column -> "Version".equals(column.getHeaderText()));
    }

    private List<? extends Grid.Column<?>> columns() {
        Grid<?> grid = find(Grid.class, find(AboutView.class).single()).single();
        return grid.getColumns();
    }

    @Test
    void membersAreNotOfferedTheDiagnostics() {
        open();

        assertThat(find(Button.class).withText(DOWNLOAD).exists()).isFalse();
    }

    @Test
    void administratorsSeeAllVersionsAndDownloadTheDiagnostics() {
        fakeAccessDecisionService.administrator(mia.id());
        events.publishEvent(new AccessChanged(mia.id()));
        until(() -> {
            // Navigating to the shown page again would keep its content.
            UI.getCurrent().navigate(HelpRoutes.PATH);
            open();
            return find(Button.class).withText(DOWNLOAD).exists();
        });

        assertThat(find(AboutView.class).single().getElement().getTextRecursively())
                .contains("Test VM 25", "Test system 1", "Test database 8");
        assertThat(columns()).anyMatch(column -> "Version".equals(column.getHeaderText()));
        test(find(Button.class).withText(DOWNLOAD).single()).click();
        roundTrip();

        assertThat(find(Anchor.class, find(AboutView.class).single()).single().getHref())
                .startsWith("VAADIN/dynamic/");
    }

    private void open() {
        UI.getCurrent().navigate(AboutView.PATH);
        roundTrip();
    }
}

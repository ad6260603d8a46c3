package org.stackdeck.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import org.junit.jupiter.api.Test;

class AboutViewTests extends HelpPageTestBase {

    private static final String DOWNLOAD = "Download diagnostics";

    @Test
    void membersSeeTheVersionOfStackdeckAndTheLibrariesWithoutVersions() {
        open(AboutView.PATH);

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
        open(AboutView.PATH);

        assertThat(find(Button.class).withText(DOWNLOAD).exists()).isFalse();
    }

    @Test
    void administratorsSeeAllVersionsAndDownloadTheDiagnostics() {
        makeAdministrator();
        until(() -> {
            // Navigates to another page first, because the open page would keep its content.
            UI.getCurrent().navigate(HelpRoutes.PATH);
            open(AboutView.PATH);
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
}

package org.stackdeck.ui.layout;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import org.junit.jupiter.api.Test;
import org.stackdeck.ui.launch.LaunchRoutes;
import org.stackdeck.ui.preview.AdministratorPageTestBase;

class MainLayoutTests extends AdministratorPageTestBase {

    @Test
    void keyboardShortcutOpensTheLaunchPage() {
        UI.getCurrent().navigate("operations");
        roundTrip();

        fire(find(MainLayout.class).single(), "sd-create");

        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEqualTo(LaunchRoutes.PATH);
    }
}

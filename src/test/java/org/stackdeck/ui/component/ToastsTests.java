package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "org.stackdeck.ui.component")
class ToastsTests extends BrowserlessTest {

    @Test
    void errorsDoNotCloseMessagesThatOfferAnAction() {
        Toasts.showCancellable("Deleting web-1", "", "Undo", Duration.ofSeconds(10), () -> {});
        for (int i = 0; i < 100; i++) {
            Toasts.showError("error " + i, "");
        }

        assertThat(find(Notification.class).all())
                .extracting(toast -> toast.getElement().getTextRecursively())
                .hasSize(6)
                .anyMatch(text -> text.contains("Deleting web-1"))
                .anyMatch(text -> text.contains("error 99"))
                .anyMatch(text -> text.contains("error 95"));
        assertThat(UI.getCurrentOrThrow().getChildren().count()).isLessThan(10);
    }

    @Test
    void messagesThatOfferAnActionAreBounded() {
        for (int i = 0; i < 100; i++) {
            Toasts.showCancellable("Deleting web-" + i, "", "Undo", Duration.ofSeconds(10), () -> {});
        }

        assertThat(find(Notification.class).all())
                .hasSize(20)
                .extracting(toast -> toast.getElement().getTextRecursively())
                .anyMatch(text -> text.contains("Deleting web-99"))
                .noneMatch(text -> text.contains("Deleting web-79"));
    }
}

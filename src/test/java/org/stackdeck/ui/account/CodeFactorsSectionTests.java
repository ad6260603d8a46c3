package org.stackdeck.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.identity.factor.FakeSecondFactorStatusService;
import org.stackdeck.identity.factor.FakeTotpEnrollmentService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

class CodeFactorsSectionTests extends AdministratorPageTestBase {

    @Autowired
    private ReauthenticationHandler handler;

    @Autowired
    private CurrentUser currentUser;

    private final FakeTotpEnrollmentService enrollments = new FakeTotpEnrollmentService();

    @Test
    void setupIsRefusedIfTheAppWasSetUpInAnotherTab() {
        enrollments.setEnrolled(true);
        pressSetUp();

        assertThat(toast()).contains("You already have an authenticator app.");
        assertThat(find(AuthenticatorSetupDialog.class).exists()).isFalse();
    }

    @Test
    void expiredSetupIsReportedAndItsDialogCloses() {
        pressSetUp();
        test(find(TextField.class, find(AuthenticatorSetupDialog.class).single())
                        .single())
                .setValue("123456");
        find(Button.class, find(AuthenticatorSetupDialog.class).single())
                .all()
                .getLast()
                .click();

        assertThat(toast()).contains("This setup is no longer valid.");
        assertThat(find(AuthenticatorSetupDialog.class).exists()).isFalse();
    }

    @SuppressWarnings("NullAway") // Recovery codes are used only if there is a second factor.
    private void pressSetUp() {
        CodeFactorsSection section =
                new CodeFactorsSection(enrollments, null, new FakeSecondFactorStatusService(), handler, currentUser);
        UI.getCurrent().add(section);
        test(find(NativeButton.class, section).single()).click();
        roundTrip();
    }

    private String toast() {
        return find(Notification.class).single().getElement().getTextRecursively();
    }
}

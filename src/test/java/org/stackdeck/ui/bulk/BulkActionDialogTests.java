package org.stackdeck.ui.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.factor.FakeReauthenticationService;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

class BulkActionDialogTests extends AdministratorPageTestBase {

    @Autowired
    private ReauthenticationHandler handler;

    @Autowired
    private FakeReauthenticationService fakeReauthenticationService;

    private boolean full = true;

    @Test
    void actionCanBeConfirmedAgainAfterTooManyChanges() {
        BulkActionDialog dialog = openDialog();
        Button confirm = find(Button.class, dialog).all().getLast();

        assertThatExceptionOfType(TooManyChangesException.class).isThrownBy(() -> click(confirm));
        assertThat(confirm.isEnabled()).isTrue();

        full = false;
        click(confirm);
        assertThat(confirm.isEnabled()).isFalse();
    }

    /** The session remains authenticated, and a one-time code could not be used again. */
    @Test
    void reauthenticationIsNotRepeatedAfterTooManyChanges() {
        BulkActionDialog dialog = openDialog();
        dialog.requestReauthentication(new StepUpRequiredException(Set.of(AuthenticationFactor.PASSWORD)));
        roundTrip();
        test(find(PasswordField.class).single()).setValue("my password");
        Button confirm = find(Button.class, dialog).all().getLast();

        assertThatExceptionOfType(TooManyChangesException.class).isThrownBy(() -> click(confirm));
        full = false;
        click(confirm);

        assertThat(fakeReauthenticationService.verifications()).containsExactly("my password");
    }

    private BulkActionDialog openDialog() {
        BulkActionDialog dialog = new BulkActionDialog(
                List.of(new BulkTarget(
                        ServerBuilder.named("web-1").build().key(), "web-1", new ActionAvailability.Available())),
                ServerAction.STOP,
                List.of(),
                Messages.current(),
                handler,
                (_, _) -> {
                    if (full) {
                        throw new TooManyChangesException(Duration.ofSeconds(1));
                    }
                });
        dialog.open();
        roundTrip();
        return dialog;
    }

    private static void click(Button button) {
        ComponentUtil.fireEvent(button, new ClickEvent<>(button));
    }
}

package org.stackdeck.ui.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

class BulkActionDialogTests extends AdministratorPageTestBase {

    @Autowired
    private ReauthenticationHandler handler;

    private boolean full = true;

    @Test
    void actionCanBeConfirmedAgainAfterTooManyChanges() {
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
        Button confirm = find(Button.class, dialog).all().getLast();

        assertThatExceptionOfType(TooManyChangesException.class)
                .isThrownBy(() -> ComponentUtil.fireEvent(confirm, new ClickEvent<>(confirm)));
        assertThat(confirm.isEnabled()).isTrue();

        full = false;
        ComponentUtil.fireEvent(confirm, new ClickEvent<>(confirm));
        assertThat(confirm.isEnabled()).isFalse();
    }
}

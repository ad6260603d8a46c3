package org.stackdeck.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.identity.passkey.FakePasskeyService;
import org.stackdeck.identity.passkey.Passkey;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

class PasskeysSectionTests extends AdministratorPageTestBase {

    @Autowired
    private ReauthenticationHandler handler;

    @Autowired
    private CurrentUser currentUser;

    private final FakePasskeyService passkeys = new FakePasskeyService();

    @Test
    void registrationBeginsAfterReauthentication() {
        PasskeysSection section = new PasskeysSection(passkeys, handler, currentUser);
        UI.getCurrent().add(section);
        NativeButton add = find(NativeButton.class, section).single();
        passkeys.setStepUpRequired(true);
        ComponentUtil.fireEvent(add, new ClickEvent<>(add));
        assertThat(passkeys.registrations()).isZero();

        passkeys.setStepUpRequired(false);
        ComponentUtil.fireEvent(add, new ClickEvent<>(add));
        ComponentUtil.fireEvent(add, new ClickEvent<>(add));

        assertThat(passkeys.registrations())
                .as("the browser has not responded yet")
                .isOne();
    }

    @Test
    void blankPasskeyNameIsRejected() {
        passkeys.add(new Passkey(UUID.randomUUID(), "Laptop", Instant.EPOCH, Instant.EPOCH));
        PasskeysSection section = new PasskeysSection(passkeys, handler, currentUser);
        UI.getCurrent().add(section);
        TextField name = find(TextField.class, section).single();

        test(name).setValue("  ");
        assertThat(name.isInvalid()).isTrue();
        assertThat(passkeys.listOwn(ada)).extracting(Passkey::label).containsExactly("Laptop");

        test(name).setValue("Phone");
        assertThat(name.isInvalid()).isFalse();
        assertThat(passkeys.listOwn(ada)).extracting(Passkey::label).containsExactly("Phone");
    }
}
